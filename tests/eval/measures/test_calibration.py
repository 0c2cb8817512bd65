from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from eval.intervals import Values
from eval.measures import Figure
from eval.measures import calibration as measure
from eval.measures.calibration import CALIBRATION, error
from qa import Answer, Status
from tests.eval.making import answer, outcome, question, refusal

VALUES = arrays.arrays(
    np.float64,
    arrays.array_shapes(min_dims=1, max_dims=3, max_side=8),
    elements=st.one_of(st.floats(1e-6, 1), st.floats(-1, -1e-6), st.just(np.nan)),
)


@pytest.mark.parametrize(
    ("expected", "given_", "value", "gap"),
    [
        ("answered", answer(confidence=0.75), 0.75, 0.25),
        ("answered", answer(confidence=1.0), 1, 0),
        ("answered", refusal(confidence=0.75), -0.75, 0.75),
        ("not_in_documents", refusal(confidence=0.75), 0.75, 0.25),  # a refusal, too, is right or wrong
        ("not_in_documents", answer(confidence=0.75), -0.75, 0.75),
        ("answered", answer("Ben [1]", confidence=0.75), -0.75, 0.75),  # the right status, without its fact
        ("answered", answer(confidence=0.0), 1e-6, 1),
        ("answered", refusal(confidence=0.0), -1e-6, 0),
        ("answered", answer(), None, None),
        ("not_in_documents", refusal(), None, None),
        ("no_question", answer(status="no_question", confidence=0.75), None, None),
        ("needs_clarification", answer(confidence=0.75), None, None),
    ],
)
def test_values(expected: Status, given_: Answer, value: float | None, gap: float | None) -> None:
    facts = [["Ana"]] if expected == "answered" else []
    found = measure.value(outcome(question(expected, facts=facts), given_))
    assert found == value
    assert (None if found is None else CALIBRATION.grade(found)) == (
        None if gap is None else pytest.approx(gap, abs=1e-5)
    )


@given(st.lists(st.integers(1, 12).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))), min_size=1, max_size=6))
def test_what_is_as_often_right_as_it_says_has_no_error(groups: list[tuple[int, int]]) -> None:
    values = [right / n if number < right else -right / n for right, n in groups for number in range(n)]
    assert error(np.array(values)) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.95, 0.95, 0.95, -0.95], 0.2),
        ([0.95, -0.15], (0.05 + 0.15) / 2),
        ([0.95, 0.95, 0.95, -0.15], (3 * 0.05 + 0.15) / 4),  # a bin counts by its size
        ([0.62, -0.68], 0.15),  # one bin: |0.65 - 0.5|
        ([0.59, -0.61], (0.41 + 0.61) / 2),  # two bins
        ([1.0, 0.9], 0.05),  # 1 is in the last bin
        ([-1.0, -1.0], 1),
        ([1e-6, 1e-6], 1),
    ],
)
def test_error_by_hand(values: list[float], expected: float) -> None:
    assert error(np.array(values)) == pytest.approx(expected, abs=1e-5)
    assert CALIBRATION.figure([*values, None]).value == pytest.approx(expected, abs=1e-5)


@given(VALUES)
def test_error_is_a_share_and_leaves_nan_out(values: Values) -> None:
    pooled = error(values)
    assert pooled.shape == values.shape[:-1]
    for place in np.ndindex(pooled.shape):
        kept = values[place][~np.isnan(values[place])]
        if kept.size:
            assert 0 <= pooled[place] <= 1 + 1e-9
            assert pooled[place] == pytest.approx(float(error(kept)))
            assert pooled[place] <= np.mean([measure.gap(float(value)) for value in kept]) + 1e-9
        else:
            assert np.isnan(pooled[place])


@given(st.lists(st.sampled_from([0.9, 0.9, 0.6, -0.6, -0.1, None]), max_size=30))
def test_the_interval_holds_the_figure(values: list[float | None]) -> None:
    figure = CALIBRATION.figure(values)
    if figure.count:
        assert figure.value is not None
        assert figure.interval is not None
        assert 0 <= figure.interval.low <= figure.value <= figure.interval.high <= 1


def test_calibrated_answers_have_an_interval_from_0() -> None:
    figure = CALIBRATION.figure([0.75, 0.75, 0.75, -0.75] * 10)
    assert figure.value == pytest.approx(0)
    assert figure.interval is not None
    assert figure.interval.low == pytest.approx(0)
    assert figure.interval.high > 0.05


def test_without_confidence_there_is_no_figure() -> None:
    assert CALIBRATION.figure([measure.value(outcome(question(), answer()))]) == Figure(None, None, 0)
