"""Citation precision and recall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import citation_precision, citation_recall
from tests.eval.making import answer, outcome, question, refusal

PLACES = st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True)


@pytest.mark.parametrize(
    ("gold", "cited", "precision", "recall"),
    [
        ([0], [0], 1, 1),
        ([0], [1], 0, 0),
        ([0], [0, 1], 0.5, 1),
        ([0, 1], [0], 1, 0.5),
        ([0, 1], [1, 2, 3, 4], 0.25, 0.5),
        ([0], [], 0, 0),
        ([], [0], None, None),
    ],
)
def test_values(gold: list[int], cited: list[int], precision: float | None, recall: float | None) -> None:
    found = outcome(question(gold=gold), answer(cited=cited))
    assert citation_precision.value(found) == precision
    assert citation_recall.value(found) == recall


def test_a_refused_question_has_no_precision_and_no_recall_left() -> None:
    found = outcome(question(gold=[0]), refusal(cited=[0]))
    assert citation_precision.value(found) is None
    assert citation_recall.value(found) == 0


def test_questions_that_should_be_refused_do_not_count() -> None:
    found = outcome(question("not_in_documents", gold=[0]), answer(cited=[0]))
    assert citation_precision.value(found) is None
    assert citation_recall.value(found) is None


@given(PLACES)
def test_citing_the_gold_is_perfect(gold: list[int]) -> None:
    found = outcome(question(gold=gold), answer(cited=gold))
    assert citation_precision.value(found) == citation_recall.value(found) == 1


@given(PLACES, PLACES)
def test_precision_and_recall_count_the_same_sentences(gold: list[int], cited: list[int]) -> None:
    found = outcome(question(gold=gold), answer(cited=cited))
    precision, recall = citation_precision.value(found), citation_recall.value(found)
    assert precision is not None
    assert recall is not None
    assert precision * len(cited) == pytest.approx(recall * len(gold))
