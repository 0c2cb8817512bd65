from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from eval.intervals import Values
from eval.measures import Figure
from eval.measures import answerable as measure
from eval.measures.answerable import ANSWERABLE, balanced
from qa import Status
from tests.eval.making import answer, outcome, question, refusal

VALUES = arrays.arrays(
    np.float64,
    arrays.array_shapes(min_dims=1, max_dims=3, max_side=6),
    elements=st.sampled_from([0.0, 1.0, 2.0, 3.0, np.nan]),
)
PAIRS = st.lists(st.tuples(st.booleans(), st.sampled_from([True, False, None])), min_size=1, max_size=12)
"""Has the question an answer; was it answered (None: asked back)."""


@pytest.mark.parametrize(
    ("expected", "status", "value", "grade"),
    [
        ("answered", "answered", 1, 1),
        ("answered", "not_in_documents", 0, 0),
        ("answered", "needs_clarification", 0, 0),
        ("not_in_documents", "not_in_documents", 3, 1),
        ("not_in_documents", "answered", 2, 0),
        ("not_in_documents", "needs_clarification", 2, 0),
        ("no_question", "no_question", None, None),
        ("needs_clarification", "answered", None, None),
    ],
)
def test_values(expected: Status, status: Status, value: float | None, grade: float | None) -> None:
    found = measure.value(outcome(question(expected), answer(status=status)))
    assert found == value
    assert (None if found is None else ANSWERABLE.grade(found)) == grade


@given(PAIRS)
def test_both_sorts_count_alike(pairs: list[tuple[bool, bool | None]]) -> None:
    given_ = {True: answer(), False: refusal(), None: answer(status="needs_clarification")}
    found = [outcome(question("answered" if due else "not_in_documents"), given_[did]) for due, did in pairs]
    figure = ANSWERABLE.figure(map(measure.value, found))
    shares = [[did is sort for due, did in pairs if due is sort] for sort in (True, False)]
    assert figure.count == len(pairs)
    if all(shares):
        by_hand = sum(sum(share) / len(share) for share in shares) / 2
        assert figure.value == pytest.approx(by_hand)
        assert figure.interval is not None
        assert 0 <= figure.interval.low <= by_hand + 1e-9
        assert by_hand - 1e-9 <= figure.interval.high <= 1
    else:
        assert figure == Figure(None, None, len(pairs)), "one sort alone cannot be told apart"


@given(VALUES)
def test_resamples_are_pooled_one_by_one(values: Values) -> None:
    pooled = balanced(values)
    assert pooled.shape == values.shape[:-1]
    for place in np.ndindex(pooled.shape):
        kept = [float(value) for value in values[place] if not np.isnan(value)]
        sorts = [[value - low for value in kept if value - low in {0, 1}] for low in (0, 2)]
        expected = sum(sum(sort) / len(sort) for sort in sorts) / 2 if all(sorts) else np.nan
        np.testing.assert_allclose(pooled[place], expected)


def test_skill_less_answering_is_worth_a_half_however_many_there_are_of_a_sort() -> None:
    assert ANSWERABLE.figure([1.0] * 9 + [2.0]).value == 0.5
    assert ANSWERABLE.figure([0.0] * 9 + [3.0]).value == 0.5


def test_a_few_perfect_answers_make_no_certainty() -> None:
    figure = ANSWERABLE.figure([1.0, 1.0, 3.0])
    assert figure.value == 1
    assert figure.interval is not None
    assert figure.interval.low < 0.5
