"""What a measure is: a value for each question it applies to, and how the values are pooled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from eval.intervals import Interval, Statistic, Values, bootstrap, mean, wilson
from eval.measures.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Figure:
    """A pooled value over `count` questions, with its 95 % interval; both are None where those do not make one."""

    value: float | None
    interval: Interval | None
    count: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.

    name: what results are listed under. label: what a table's column calls it. definition: one line. source: where
    the measure comes from. value: a question's value, None where the measure does not apply to it. pool: how values
    become one figure. grade: how well a question with that value does, in the measure's unit; another number than the
    value only where the value tells `pool` more than that. interval: "wilson" where the figure is a share of yes/no
    values, otherwise "bootstrap". unit: "share" (0 to 1) or "s" (seconds). better: which way is better. headline: shown
    in the narrow tables too. conversational: shown only where there are conversations.
    """

    name: str
    label: str
    definition: str
    source: str
    value: Callable[[Outcome], float | None]
    pool: Statistic = field(default=mean)
    grade: Callable[[float], float] = field(default=float)
    interval: Literal["wilson", "bootstrap"] = "wilson"
    unit: Literal["share", "s"] = "share"
    better: Literal["higher", "lower"] = "higher"
    headline: bool = True
    conversational: bool = False

    def figure(self, values: Iterable[float | None], *, seed: int = 0) -> Figure:
        """Pool the values of some questions; None is left out."""
        present = as_array(value for value in values if value is not None)
        if not present.size:
            return Figure(None, None, 0)
        pooled = float(self.pool(present))
        if np.isnan(pooled):
            return Figure(None, None, int(present.size))
        return Figure(pooled, self._interval(pooled, present, seed), int(present.size))

    def _interval(self, pooled: float, values: Values, seed: int) -> Interval:
        count = int(values.size)
        # Resampling values that are all alike would claim certainty that a handful of questions cannot give.
        alike = self.unit == "share" and len({self.grade(value) for value in values.tolist()}) == 1
        if self.interval == "wilson" or alike:
            return wilson(min(pooled * count, count), count)
        drawn = bootstrap(values, self.pool, seed=seed)
        # An error that chance can only add to, as that of calibration, is larger in the resamples.
        return Interval(min(drawn.low, pooled), max(drawn.high, pooled))


def as_array(values: Iterable[float | None]) -> Values:
    """Give values as an array, NaN for None."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
