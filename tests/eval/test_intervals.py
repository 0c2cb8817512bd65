from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import bootstrap, f1, mean, median, p95, paired_bootstrap, wilson

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=30)
SPARSE = st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=30)


@given(st.data(), st.integers(1, 500))
def test_wilson_contains_the_share_and_stays_between_0_and_1(data: st.DataObject, trials: int) -> None:
    successes = data.draw(st.integers(0, trials))
    interval = wilson(successes, trials)
    assert 0 <= interval.low <= successes / trials <= interval.high <= 1
    assert interval.low < interval.high


@given(st.integers(1, 200), st.data())
def test_wilson_mirrors(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    interval, mirrored = wilson(successes, trials), wilson(trials - successes, trials)
    assert interval.low == pytest.approx(1 - mirrored.high)


def test_wilson_has_the_published_values() -> None:
    # Newcombe 1998, table I: 81 of 263, and 0 of 20.
    interval = wilson(81, 263)
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.2553, 0.3662)
    assert round(wilson(0, 20).high, 4) == 0.1611


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (-1, 3), (4, 3)])
def test_wilson_refuses_what_is_no_share(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="make no share"):
        wilson(successes, trials)


@given(SHARES)
def test_a_bootstrap_interval_lies_within_the_values(values: list[float]) -> None:
    interval = bootstrap(np.array(values), mean, resamples=200)
    slack = 1e-9
    assert min(values) - slack <= interval.low <= interval.high <= max(values) + slack


@given(SHARES, st.integers(0, 5))
def test_a_seed_settles_the_interval(values: list[float], seed: int) -> None:
    array = np.array(values)
    assert bootstrap(array, mean, resamples=50, seed=seed) == bootstrap(array, mean, resamples=50, seed=seed)


def test_the_bootstrap_of_a_mean_is_about_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(1).normal(0, 1, 400)
    interval = bootstrap(values, mean)
    assert interval.high - interval.low == pytest.approx(2 * 1.96 / 20, rel=0.15)


def test_more_resamples_than_fit_at_once_are_drawn_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.intervals._CHUNK", 100)
    interval = bootstrap(np.array([0.0, 1.0] * 10), mean, resamples=501)
    assert 0.2 < interval.low < 0.5 < interval.high < 0.8


@given(SPARSE)
def test_a_run_compared_with_itself_differs_by_nothing(values: list[float | None]) -> None:
    array = np.array([math.nan if value is None else value for value in values])
    interval = paired_bootstrap(array, array, mean, resamples=50)
    nothing = np.isnan(array).all()
    assert nothing == math.isnan(interval.low)
    assert nothing or interval.low == interval.high == 0


@given(SHARES, st.floats(0.1, 1))
def test_a_constant_gain_is_certain(values: list[float], gain: float) -> None:
    array = np.array(values)
    interval = paired_bootstrap(array, array + gain, mean, resamples=50)
    assert interval.low == pytest.approx(gain)
    assert interval.high == pytest.approx(gain)


def test_runs_of_different_lengths_are_not_paired() -> None:
    with pytest.raises(ValueError, match="the same questions"):
        paired_bootstrap(np.zeros(2), np.zeros(3), mean)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=30), st.integers(0, 5))
def test_quantiles_agree_with_numpy_and_leave_out_nan(values: list[float], missing: int) -> None:
    array = np.array(values + [math.nan] * missing)
    assert float(median(array)) == pytest.approx(float(np.quantile(values, 0.5)))
    assert float(p95(array)) == pytest.approx(float(np.quantile(values, 0.95)))


@given(SPARSE)
def test_mean_leaves_out_nan(values: list[float | None]) -> None:
    present = [value for value in values if value is not None]
    pooled = float(mean(np.array([math.nan if value is None else value for value in values])))
    assert math.isnan(pooled) if not present else pooled == pytest.approx(sum(present) / len(present))


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_f1_is_the_harmonic_mean_of_precision_and_recall(right: int, wrong: int, missed: int) -> None:
    pooled = float(f1(np.array([1.0] * right + [0.0] * (wrong + missed) + [math.nan])))
    if right + wrong + missed == 0:
        assert math.isnan(pooled)
    elif right == 0:
        assert pooled == 0
    else:
        precision, recall = right / (right + wrong), right / (right + missed)
        assert pooled == pytest.approx(2 * precision * recall / (precision + recall))
