from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index._model import find_model
from index.settings import Settings
from qa.question.rewrite.source import ANSWERED, ASKED, TYPED, SourceMaker, words_of, written

BEFORE = [
    ("Who runs the ferry?", "The Marlow Line runs it."),
    ("When did the ferry sink?", 'The ferry sank on 3 May, the "worst day" of the port\'s history.'),
]


def maker() -> SourceMaker:
    settings = Settings()
    folder = find_model(settings.model, settings.cache_dir).folder
    return SourceMaker(Tokenizer.from_file(str(folder / "tokenizer.json")))


def test_the_question_comes_first_and_then_what_was_said_last() -> None:
    source = maker().source("and why?", BEFORE)
    assert [word.text for word in source.words if word.role == TYPED] == ["and", "why", "?"]
    assert [word.text for word in source.words if word.role == ASKED][:3] == ["When", "did", "the"]
    assert [word.text for word in source.words if word.role == ANSWERED][:2] == ["The", "ferry"]
    assert len(source.ids) == len(source.roles)


def test_words_know_where_they_stand() -> None:
    source = maker().source("Wojciechowska's ferry?", [])
    name, own, ferry, mark = source.words
    assert (name.text, own.text, ferry.text, mark.text) == ("Wojciechowska", "'s", "ferry", "?")
    assert name.piece == 1
    assert own.piece > 2  # the name has more than one piece
    assert (own.gap, ferry.gap) == (False, True)


def test_what_is_copied_from_one_place_is_written_as_it_stands_there() -> None:
    words = [word for word in maker().source("why?", BEFORE).words if word.role == ANSWERED]
    assert written(["what", "of", *words[7:]]) == 'What of the "worst day" of the port\'s history?'


def test_a_capital_that_only_begins_a_sentence_is_not_copied() -> None:
    words = [word for word in maker().source("why?", BEFORE).words if word.role == ANSWERED]
    assert written(["when", "did", *words[:2], "sink"]) == "When did the ferry sink?"


def test_marks_that_are_no_copy_are_set_as_is_usual() -> None:
    assert written(["who", "is", "it", ",", "mr", '"', "x", "y", '"', "or", "the", "port", "'s", "?"]) == (
        'Who is it, mr "x y" or the port\'s?'
    )


@given(st.text(max_size=200), st.lists(st.tuples(st.text(max_size=300), st.text(max_size=900)), max_size=5))
def test_whatever_is_asked_fits_and_every_word_stands_at_a_piece(typed: str, before: list[tuple[str, str]]) -> None:
    source = MAKER.source(typed, before)
    assert len(source.ids) == len(source.roles) <= 512
    assert [word.place for word in source.words] == list(range(len(source.words)))
    assert all(0 < word.piece < len(source.ids) for word in source.words)
    assert written(source.words).endswith("?")


def test_words_without_end_are_cut() -> None:
    source = MAKER.source("ab-" * 2_000, [("x" * 5_000, "zq" * 49 + " " + "wqzx" * 3_000)] * 4)
    assert len(source.ids) <= 512


def test_words_are_cut_at_spaces_and_marks() -> None:
    assert words_of('What of "Ain al-Asad", 7/4 and the U.S.?') == [
        *("What", "of", '"', "Ain", "al-Asad", '"', ",", "7/4", "and", "the", "U.S", ".", "?"),
    ]


MAKER = maker()
