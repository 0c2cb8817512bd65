"""Sentence recall and reciprocal rank: what the search found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import reciprocal_rank, sentence_recall
from tests.eval.making import answer, citation, outcome, question, refusal

PLACES = st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True)


@pytest.mark.parametrize(
    ("gold", "considered", "recall", "rank"),
    [
        ([0], [0], 1, 1),
        ([0], [1, 2, 0], 1, 1 / 3),
        ([0], [1, 2, 3, 4, 5, 0], 0, 1 / 6),
        ([0], [], 0, 0),
        ([0, 1], [1, 2], 0.5, 1),
        ([0, 1], [2, 3, 1, 0], 1, 1 / 3),
        ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], 1, 1),
        ([0, 1, 2, 3, 4, 5], [0], None, 1),
        ([], [0], None, None),
    ],
)
def test_values(gold: list[int], considered: list[int], recall: float | None, rank: float | None) -> None:
    found = outcome(question(gold=gold), answer(considered=considered))
    assert sentence_recall.value(found) == recall
    assert reciprocal_rank.value(found) == rank


def test_a_refusal_is_judged_by_what_it_considered_too() -> None:
    found = outcome(question("not_in_documents", gold=[2]), refusal(considered=[2]))
    assert sentence_recall.value(found) == 1


def test_a_long_quote_fills_the_places_it_covers() -> None:
    everything = answer()
    everything = type(everything)(
        **{**{k: getattr(everything, k) for k in everything.__slots__}, "considered": (citation(0, 83),)}
    )
    assert sentence_recall.value(outcome(question(gold=[5]), everything)) == 0
    assert reciprocal_rank.value(outcome(question(gold=[5]), everything)) == pytest.approx(1 / 6)


@given(PLACES, PLACES, st.integers(0, 5))
def test_considering_more_never_finds_less(gold: list[int], considered: list[int], more: int) -> None:
    asked = question(gold=gold)
    fewer = outcome(asked, answer(considered=considered))
    longer = outcome(asked, answer(considered=[*considered, more]))
    for value in (sentence_recall.value, reciprocal_rank.value):
        assert (value(longer) or 0) >= (value(fewer) or 0)
