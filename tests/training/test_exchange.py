from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.evidence.windows import Piece
from training.examples import Example
from training.exchange import Names

TEXTS = (
    "On Monday the baker Orsolya Keresz met Tamler at the mill.",
    "There Tamler sold the mill to Ferhund, the ministry said.",
    "In December the Ministry paid Ferhund, and the baker paid Keresz.",
)
NAMES = Names.of([*TEXTS, *(f"then the man Nemo{letter * 2} came" for letter in "abcdef")])


def example(question: str, *spans: tuple[int, int, int]) -> Example:
    gold = frozenset(place for place, _, _ in spans)
    return Example(question, "", tuple(map(Piece, TEXTS)), spans, gold, bool(spans), verdict=frozenset({"yes"}))


def place_of(number: int, words: str) -> tuple[int, int, int]:
    start = TEXTS[number].index(words)
    return number, start, start + len(words)


def test_names_are_words_that_always_have_a_capital_and_are_no_months_or_days() -> None:
    assert {"Tamler", "Ferhund", "Keresz"} <= NAMES.members
    assert NAMES.members.isdisjoint({"Ministry", "December", "Monday"})


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_a_name_is_exchanged_alike_wherever_it_stands_and_answers_keep_their_words(seed: int) -> None:
    asked = example(
        "whom did tamler sell the mill to, was it Ferhund?", place_of(0, "the mill"), place_of(1, "Ferhund")
    )
    told = NAMES.renamed(asked, random.Random(seed))
    mill, buyer = (told.pieces[number].text[start:end] for number, start, end in told.spans)
    assert mill == "the mill"
    assert f"was it {buyer}?" in told.question
    seller = told.pieces[1].text.split()[1]
    assert seller.lower() in told.question
    assert f" met {seller} at" in told.pieces[0].text
    assert told.answerable
    assert told.verdict == {"yes"}


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_a_question_about_somebody_else_has_no_answer(seed: int) -> None:
    asked = example("What did Tamler sell?", place_of(1, "the mill"))
    told = NAMES.estranged(asked, random.Random(seed))
    if told.question == asked.question:  # another one was drawn who is spoken of, too
        assert told == asked
    else:
        assert not told.answerable
        assert (told.spans, told.gold, told.verdict) == ((), frozenset(), frozenset())
        assert told.pieces == asked.pieces


def test_a_question_that_names_nobody_stays_as_it_was() -> None:
    asked = example("Who sold the mill?", place_of(1, "Tamler"))
    assert NAMES.estranged(asked, random.Random(1)) is asked


def test_a_letter_that_only_looks_alike_is_no_name() -> None:
    names = Names.of(["then Bandirma paid", "he saw Tamlerik"])
    asked = Example("Who is in Bandırma?", "", (Piece("Here Bandırma and Bandirma."),), (), frozenset(), False)
    for seed in range(20):
        assert "Bandırma" in names.renamed(asked, random.Random(seed)).question
