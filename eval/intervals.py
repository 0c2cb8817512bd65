"""How sure is a figure? 95 % intervals for shares, means and whatever else is pooled over questions.

Questions are the unit that is drawn: an interval says how the figure would move with other questions of the same sort.
Values are float arrays whose last axis runs over questions; NaN stands for a question that a measure does not apply
to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]
Statistic: TypeAlias = Callable[[Values], Values]
"""Pools the last axis of an array, leaving out NaN; where nothing is left, the result is NaN."""

RESAMPLES: Final = 2_000
_Z: Final = 1.959963984540054
_CHUNK: Final = 2_000_000
"""At most so many values are drawn at once, which bounds the memory that resampling takes."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The ends of a 95 % interval, both included."""

    low: float
    high: float


def wilson(successes: float, trials: int) -> Interval:
    """Give the Wilson score interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    For a mean of values between 0 and 1 (`successes` their sum) it is conservative: nothing in that range varies more
    than yes and no do.

    Raises:
        ValueError: there are no trials, or the successes are not between none and all of them.
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes in {trials} trials make no share")
    share, squared = successes / trials, _Z * _Z
    centre = (share + squared / (2 * trials)) / (1 + squared / trials)
    margin = _Z / (1 + squared / trials) * sqrt(share * (1 - share) / trials + squared / (4 * trials * trials))
    # Rounding must not push an end past the share itself (0 and 1 are always inside).
    return Interval(max(0.0, min(centre - margin, share)), min(1.0, max(centre + margin, share)))


def bootstrap(values: Values, statistic: Statistic, *, resamples: int = RESAMPLES, seed: int = 0) -> Interval:
    """Give the percentile bootstrap interval (Efron 1979, doi:10.1214/aos/1176344552) of a statistic.

    Args:
        values: one value a question, at least one that is not NaN.
        statistic: what pools them.
        resamples: how many samples are drawn.
        seed: of the random numbers; the same seed gives the same interval.
    """
    return _percentiles(_resampled(values[np.newaxis], statistic, resamples, seed)[0])


def paired_bootstrap(
    first: Values, second: Values, statistic: Statistic, *, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """Give the interval of ``statistic(second) - statistic(first)`` over the same questions.

    Both are resampled alike, which takes out what makes a question hard for both (Berg-Kirkpatrick et al. 2012,
    ACL D12-1091).

    Args:
        first: one value a question.
        second: the same questions in the same order.
        statistic: what pools them.
        resamples: how many samples are drawn.
        seed: of the random numbers.

    Raises:
        ValueError: the two have different lengths.
    """
    if first.shape != second.shape:
        raise ValueError("a paired comparison needs the same questions on both sides")
    pooled = _resampled(np.stack([first, second]), statistic, resamples, seed)
    return _percentiles(pooled[1] - pooled[0])


def _resampled(rows: Values, statistic: Statistic, resamples: int, seed: int) -> Values:
    """Pool resamples of all rows, drawn alike: (rows, questions) becomes (rows, resamples)."""
    random = np.random.default_rng(seed)
    size = rows.shape[-1]
    step = max(1, _CHUNK // max(1, rows.size))
    pooled = []
    for start in range(0, resamples, step):
        drawn = random.integers(0, size, (min(step, resamples - start), size))
        pooled.append(statistic(rows[:, drawn]))
    return np.concatenate(pooled, axis=-1)


def _percentiles(pooled: Values) -> Interval:
    """Read the interval off; samples to which the statistic did not apply are left out."""
    kept = pooled[~np.isnan(pooled)]
    if not kept.size:
        return Interval(float("nan"), float("nan"))
    low, high = np.quantile(kept, [0.025, 0.975])
    return Interval(float(low), float(high))


def mean(values: Values) -> Values:
    """Pool by the mean."""
    present = ~np.isnan(values)
    return ratio(np.where(present, values, 0.0).sum(axis=-1), present.sum(axis=-1))


def f1(values: Values) -> Values:
    """Pool right decisions (1) and wrong ones of either sort (0) to F1: ``2·right / (2·right + wrong)``."""
    right = (values == 1).sum(axis=-1)
    wrong = (values == 0).sum(axis=-1)
    return ratio(2.0 * right, 2 * right + wrong)


def median(values: Values) -> Values:
    """Pool by the median."""
    return _quantile(values, 0.5)


def p95(values: Values) -> Values:
    """Pool by the value that 95 % stay under."""
    return _quantile(values, 0.95)


def _quantile(values: Values, share: float) -> Values:
    """Give the linearly interpolated quantile of the values that are not NaN (which sort to the end)."""
    ordered = np.sort(values, axis=-1)
    count = (~np.isnan(values)).sum(axis=-1, keepdims=True)
    place = np.maximum(count - 1, 0) * share
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    lower = np.take_along_axis(ordered, below, axis=-1)
    upper = np.take_along_axis(ordered, above, axis=-1)
    pooled: Values = (lower + (upper - lower) * (place - below))[..., 0]
    return pooled


def ratio(above: NDArray[np.generic], below: NDArray[np.generic]) -> Values:
    """Divide, giving NaN where there is nothing to divide by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        quotient: Values = np.divide(above, below, dtype=np.float64)
    return np.where(np.equal(below, 0), np.nan, quotient)
