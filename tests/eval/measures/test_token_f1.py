from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import Values
from eval.measures import Figure
from eval.measures import token_f1 as measure
from eval.measures.token_f1 import TOKEN_F1, overlap
from eval.question_set import ShortSpan
from qa import Span, Status
from tests.eval.making import DOCUMENT, answer, outcome, question, refusal

BAGS = st.lists(st.sampled_from(["ana", "ben", "5,200", "pier-4", "o'clock", "5"]), max_size=6)


def gold(*texts: str) -> tuple[ShortSpan, ...]:
    return tuple(ShortSpan(text=text, start=0, end=len(text)) for text in texts)


def found(*texts: str) -> tuple[Span, ...]:
    return tuple(Span(text, DOCUMENT, 0, len(text)) for text in texts)


@pytest.mark.parametrize(
    ("expected", "marked", "status", "told", "value", "grade"),
    [
        ("answered", ["Ana Ruiz"], "answered", ["Ana Ruiz"], 1, 1),
        ("answered", ["Ana Ruiz"], "answered", ["the Ana"], 2 / 3, 2 / 3),
        ("answered", ["Ana Ruiz"], "answered", ["Ben"], 0, 0),
        ("answered", ["Ben", "Ana Ruiz"], "answered", ["Ana"], 2 / 3, 2 / 3),  # the nearest one counts
        ("answered", ["Ana"], "answered", ["Ben", "Ana"], 0, 0),  # the first one counts
        ("answered", ["Ana"], "answered", [], 0, 0),
        ("answered", ["Ana"], "not_in_documents", [], 0, 0),
        ("answered", ["Ana"], "needs_clarification", ["Ana"], 0, 0),
        ("answered", [], "answered", ["Ana"], None, None),
        ("answered", [], "not_in_documents", [], None, None),
        ("not_in_documents", [], "not_in_documents", [], 3, 1),
        ("not_in_documents", [], "answered", ["Ana"], 2, 0),
        ("not_in_documents", [], "needs_clarification", [], 2, 0),
        ("no_question", [], "no_question", [], None, None),
        ("needs_clarification", [], "not_in_documents", [], None, None),
    ],
)
def test_values(
    expected: Status, marked: list[str], status: Status, told: list[str], value: float | None, grade: float | None
) -> None:
    got = measure.value(outcome(question(expected, spans=gold(*marked)), answer(status=status, spans=found(*told))))
    assert got == (None if value is None else pytest.approx(value))
    assert (None if got is None else TOKEN_F1.grade(got)) == (None if grade is None else pytest.approx(grade))


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [
        ("July 5", "on July 5", 4 / 5),
        ("“The Ana Ruiz”", "ana   ruiz.", 1),
        ("5,200", "5", 0),
        ("5,200 people", "5,200", 2 / 3),
        ("no no", "no", 2 / 3),  # bags, not sets
        ("pier\u20114", "Pier-4", 1),
        ("the", "a", 1),
        ("the", "Ana", 0),
        ("", "Ana", 0),
        ("東京都", "東京都", 1),
    ],
)
def test_overlap(left: str, right: str, share: float) -> None:
    assert overlap(left, right) == pytest.approx(share)


@given(st.text(max_size=30), st.text(max_size=30))
def test_overlap_of_any_texts_is_a_share_and_the_same_either_way(left: str, right: str) -> None:
    assert 0 <= overlap(left, right) <= 1
    assert overlap(left, right) == overlap(right, left)
    assert overlap(left, left) == 1


@given(BAGS, BAGS)
def test_overlap_is_1_for_equal_bags_of_words_only(left: list[str], right: list[str]) -> None:
    assert (overlap(" ".join(left), "the " + " ".join(right)) == 1) == (Counter(left) == Counter(right))
    precision = recall = 0.0
    if left and right:
        common = sum(min(left.count(word), right.count(word)) for word in set(left))
        precision, recall = common / len(left), common / len(right)
    by_hand = 2 * precision * recall / (precision + recall) if precision else float(left == right)
    assert overlap(" ".join(left), " ".join(right)) == pytest.approx(by_hand)


def test_the_figure_is_the_mean_over_both_sorts() -> None:
    figure = TOKEN_F1.figure([0.5, 1.0, 3.0, 2.0, None])
    assert figure.value == pytest.approx(2.5 / 4)
    assert figure.count == 4
    assert figure.interval is not None
    assert 0 <= figure.interval.low < 2.5 / 4 < figure.interval.high <= 1


def test_refusals_alone_make_no_figure() -> None:
    always = [measure.value(outcome(question("not_in_documents"), refusal())) for _ in range(3)]
    assert TOKEN_F1.figure(always) == Figure(None, None, 3)


def test_a_few_perfect_answers_make_no_certainty() -> None:
    figure = TOKEN_F1.figure([1.0, 1.0, 3.0])
    assert figure.value == 1
    assert figure.interval is not None
    assert figure.interval.low < 0.5


def test_resamples_are_pooled_one_by_one() -> None:
    rows: Values = np.array([[[1.0, 3.0, np.nan], [3.0, 2.0, 3.0]], [[0.5, 0.0, 2.0], [np.nan] * 3]])
    np.testing.assert_allclose(measure.pooled(rows), [[1.0, np.nan], [1 / 6, np.nan]])
