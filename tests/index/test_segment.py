from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Day, Document
from index.segment import LONGEST_SENTENCE, sentences_of
from index.times import find_times

MEDIA_TYPES = ["text/plain", "text/markdown"]

PIECES = st.sampled_from(
    [
        "The U.S. forces left.",
        "He said: \u201cGo.\u201d",
        "bottom.",
        "rice field.",
        "On July 5, it rained",
        "On the same day, it stopped.",
        "The next morning it was dry.",
        "On Monday it rained again.",
        "On the 14th it was over.",
        "It rained from July 30 to August 2, 2021.",
        "MARCH.",
        "23:50 \u2013 It went on.",
        "00:10 \u2013 It stopped.",
        "From: A. Date: Tue, 3 May, 08:12",
        "Yesterday it was dry, last week it was not.",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\t",
        " ",
        "# Heading",
        "- item",
        "1. one",
        "| a | b |",
        "```",
        "---",
        "=====",
        "[a]: http://b",
        "> quote",
        "\U0001f642",
        "e\u0301",
        "\u0645\u0631\u062d\u0628\u0627.",
        "\u6771\u4eac\u3002",
        "word " * 60,
        "x" * 1200,
        "\x00",
        "\x1c",
        "\ufeff",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join))


def spans_of(text: str, media_type: str = "text/plain") -> list[str]:
    return [sentence.text for sentence in sentences_of(Document("d", "title", text, media_type=media_type))]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@given(text=TEXTS)
def test_every_visible_character_is_in_exactly_one_sentence(media_type: str, text: str) -> None:
    document = Document("d", "title", text, media_type=media_type)
    sentences = sentences_of(document)
    covered = [0] * len(text)
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert 0 < len(sentence.text) <= LONGEST_SENTENCE
        for offset in range(sentence.start, sentence.end):
            covered[offset] += 1
    for character, times in zip(text, covered, strict=True):
        assert times == 1 or (times == 0 and character.isspace()), repr(character)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@given(text=TEXTS)
def test_sentences_are_numbered_in_order(media_type: str, text: str) -> None:
    sentences = sentences_of(Document("d", "title", text, media_type=media_type))
    assert [sentence.number for sentence in sentences] == list(range(len(sentences)))
    paragraphs = [sentence.paragraph for sentence in sentences]
    assert paragraphs == sorted(paragraphs)
    for sentence in sentences:
        if sentence.carried:
            assert not sentence.days
            assert sentence.carried_from is not None
            assert sentence.carried_from < sentence.number
            assert find_times(sentences[sentence.carried_from].text)
        else:
            assert sentence.carried_from is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. Embassy was hit. It burnt.", ["The U.S. Embassy was hit.", "It burnt."]),
        ("Troops of the U.S. Army left. They won.", ["Troops of the U.S. Army left.", "They won."]),
        ("He lives in the U.S. In 2010 he left.", ["He lives in the U.S.", "In 2010 he left."]),
        ("The U.N. Security Council met. Why?", ["The U.N. Security Council met.", "Why?"]),
        ("Lt. Gen. Smith met Mr. Shermy at 5 p.m. on Jan. 5. He left.", None),
        ("It suggests retaliation. bottom. The truth is uncertain.", None),
        ("They attacked at dawn. rice field.", ["They attacked at dawn. rice field."]),
        ('"Stop." She left. (He stayed.)', ['"Stop."', "She left.", "(He stayed.)"]),
        ("1. First point. 2. Second point.", ["1. First point.", "2. Second point."]),
        ("Losses were 3.5 million. Or 4.", ["Losses were 3.5 million.", "Or 4."]),
        ("The clerk, Ms. Hale, rose. Cllr. Berg left.", ["The clerk, Ms. Hale, rose.", "Cllr. Berg left."]),
        ("It cost approx. 40 pounds. Est. 300 came.", ["It cost approx. 40 pounds.", "Est. 300 came."]),
        ("A max. of 4 fit in. Approx. forty came.", ["A max. of 4 fit in.", "Approx. forty came."]),
        ("She asked Max. 40 men came. He met Ms.", ["She asked Max.", "40 men came.", "He met Ms."]),
        ("Call the tel. The line is dead.", ["Call the tel.", "The line is dead."]),
        ("It is shut since May. Colonel Berg left.", ["It is shut since May.", "Colonel Berg left."]),
        ("It shut in May. A man left.", ["It shut in May.", "A man left."]),
        ('It shut in May. "We left," he said.', ["It shut in May.", '"We left," he said.']),
        ("He said: \u201cIt shut in May. Berg left.\u201d", ["He said: \u201cIt shut in May. Berg left.\u201d"]),
        ("It shut (in May. Berg left) at last.", ["It shut (in May. Berg left) at last."]),
        ("On May. 4 it shut. Orr, May. B. left.", ["On May. 4 it shut.", "Orr, May. B. left."]),
        ("One line\nanother line", ["One line", "another line"]),
        ("  \n\t ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str] | None) -> None:
    if expected is None:
        first, last = text.rsplit(". ", 1)
        expected = [f"{first}.", last]
    assert spans_of(text) == expected


def test_short_fragments_belong_to_the_sentence_before() -> None:
    assert spans_of("He fled. bottom. She stayed.") == ["He fled. bottom.", "She stayed."]


def test_a_name_in_small_letters_may_begin_a_sentence() -> None:
    text = "It fell. al-Omar is the largest field of the country by far."
    assert spans_of(text) == ["It fell.", "al-Omar is the largest field of the country by far."]


def test_a_text_without_any_stop_is_cut_at_spaces() -> None:
    parts = spans_of("word " * 2000)
    assert len(parts) > 5
    assert all(len(part) <= LONGEST_SENTENCE for part in parts)
    assert {word for part in parts for word in part.split()} == {"word"}


@given(st.text(alphabet=string.ascii_letters, min_size=LONGEST_SENTENCE * 2, max_size=LONGEST_SENTENCE * 3))
def test_even_one_endless_word_is_cut(word: str) -> None:
    assert "".join(spans_of(word)) == word


def test_sections_come_from_markdown_headings() -> None:
    document = Document("d", "t", "Before.\n\n# One\nText.\n\n## Two\n\nMore. Yet more.", media_type="text/markdown")
    told = [(sentence.text, sentence.section) for sentence in sentences_of(document)]
    assert told == [
        ("Before.", None),
        ("# One", "One"),
        ("Text.", "One"),
        ("## Two", "Two"),
        ("More.", "Two"),
        ("Yet more.", "Two"),
    ]


JULY_5, JULY_6 = Day(7, 5), Day(7, 6)


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("On July 5 it rained.\nOn the same day it stopped.", [(), (JULY_5,)]),
        ("On July 5 it rained. It was wet.", [(), (JULY_5,)]),
        ("On July 5 it rained.\nIt was wet.", [(), ()]),
        ("On July 5 it rained. The next day it stopped. It was dry.", [(), (JULY_6,), (JULY_6,)]),
        ("On July 4 it rained. Two days later it stopped.", [(), (JULY_6,)]),
        ("On July 5 it rained. On July 6 it stopped. That evening it was dry.", [(), (), (JULY_6,)]),
        ("It rained. On the same day it stopped.", [(), ()]),
        ("On July 5 it rained.\nOn the same day it stopped. It was dry.", [(), (JULY_5,), (JULY_5,)]),
    ],
)
def test_days_are_carried_as_a_reader_carries_them(text: str, carried: list[tuple[Day, ...]]) -> None:
    assert [sentence.carried for sentence in sentences_of(Document("d", "t", text))] == carried


def test_the_same_day_does_not_reach_over_a_heading() -> None:
    text = "On July 5 it rained.\n\n# Other\n\nOn the same day it stopped."
    sentences = sentences_of(Document("d", "t", text, media_type="text/markdown"))
    assert [sentence.carried for sentence in sentences] == [(), (), ()]


def test_the_report_comes_out_as_its_lines_say(report: str) -> None:
    sentences = sentences_of(Document("d", "report", report))
    assert len({sentence.paragraph for sentence in sentences}) == len(report.splitlines())
    assert all("\n" not in sentence.text for sentence in sentences)
    assert not any(sentence.text.endswith(("U.S.", " U.S")) for sentence in sentences)
    embassy = next(sentence for sentence in sentences if "embassy" in sentence.text)
    assert embassy.carried == (Day(7, 5),)
