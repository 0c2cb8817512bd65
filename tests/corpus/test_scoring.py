from __future__ import annotations

from pathlib import Path

from corpus.reading import read_corpus
from corpus.scoring import asked, floors, nearest, oracle, refuse
from tests.corpus.making import PEOPLE, change


def test_every_question_is_asked_with_its_sentences(small: Path) -> None:
    first = asked(read_corpus(small))[0]

    assert first.sentences[0].text == "Ada Ruiz signed the alder book on 4 May."
    assert first.gold == ((0, 40),)


def test_what_cannot_be_located_is_left_out(small: Path) -> None:
    change(small, "questions", 1, gold=[{"quote": "Nobody", "start": 0, "end": 6}])
    change(small, "conversations", 1, document="none.txt")

    assert len(asked(read_corpus(small))) == 10


def test_the_oracle_quotes_and_says_by_whom(small: Path) -> None:
    first = asked(read_corpus(small))[0]
    question = first.line.question.model_copy(update={"source": "Ada Ruiz; 4 May"})
    answer = oracle(question, first.sentences)

    assert answer.text == "Ada Ruiz signed the alder book on 4 May. [1]"
    assert [(each.source, each.certainty) for each in answer.statements] == [
        ("Ada Ruiz", "attributed"),
        ("4 May", "attributed"),
    ]
    assert oracle(first.line.question, first.sentences).statements[0].certainty == "reported"
    assert [span.text for span in answer.spans] == ["Ada Ruiz"]
    assert (first.values(oracle)["token_f1"], first.values(nearest)["token_f1"]) == (1, 0)


def test_the_oracle_gives_a_right_verdict(small: Path) -> None:
    change(small, "questions", 1, kind="yes-no", verdict=["no", "unconfirmed"])
    first = asked(read_corpus(small))[0]

    assert first.values(oracle)["verdict"] == 1
    assert first.values(nearest)["verdict"] == 0


def test_the_oracle_refuses_what_is_not_there(small: Path) -> None:
    missing = asked(read_corpus(small))[1]

    assert oracle(missing.line.question, missing.sentences).status == "not_in_documents"
    assert missing.values(oracle)["right"] == missing.values(oracle)["token_f1"] == 1
    assert (missing.values(oracle)["answerable"], missing.values(nearest)["answerable"]) == (1, 0)


def test_the_nearest_sentence_shares_words_and_never_refuses(small: Path) -> None:
    first, missing = asked(read_corpus(small))[:2]
    question = first.line.question.model_copy(update={"question": "Who signed the book?"})

    assert nearest(question, first.sentences).citations[0].quote.startswith(PEOPLE["train"])
    assert nearest(missing.line.question, missing.sentences).status == "answered"
    assert refuse(question, first.sentences).status == "not_in_documents"


def test_the_floors_are_shares_by_set(small: Path) -> None:
    shares = floors(read_corpus(small))

    assert shares["train", "questions", "always refuse"] == 0.5
    assert set(shares) == {
        (split, kind, name)
        for split in ("train", "dev", "test")
        for kind in ("questions", "conversations")
        for name in ("always refuse", "nearest sentence")
    }
