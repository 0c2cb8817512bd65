"""Is an answer as often right as its confidence says?"""

from __future__ import annotations

from typing import Final

import numpy as np

from eval.intervals import Values, ratio
from eval.measures import right
from eval.measures.measure import Measure
from eval.measures.outcome import Outcome

_BINS: Final = 10
_LEAST: Final = 1e-6
"""A confidence counts as at least this, since 0 has no sign."""


def value(outcome: Outcome) -> float | None:
    """Give the confidence, negative where the outcome is wrong (see `eval.measures.right`).

    None where the answer has no confidence. Over the questions whose right outcome is an answer or a refusal.
    """
    confidence = outcome.answer.confidence
    if confidence is None or outcome.question.status not in {"answered", "not_in_documents"}:
        return None
    held = max(confidence, _LEAST)
    return held if right.value(outcome) == 1 else -held


def gap(value: float) -> float:
    """Give how far the confidence is from 1 where the outcome is right, from 0 where it is wrong."""
    return 1 - value if value > 0 else -value


def error(values: Values) -> Values:
    """Pool: the mean gap between confidence and share of right outcomes in ten bins of confidence, by their size."""
    known = ~np.isnan(values)
    confidence = np.where(known, np.abs(values), 0.0)
    surplus = confidence - (values > 0)
    place = np.minimum((confidence * _BINS).astype(np.int64), _BINS - 1)
    gaps = [np.abs(np.where(known & (place == each), surplus, 0.0).sum(axis=-1)) for each in range(_BINS)]
    return ratio(np.sum(gaps, axis=0), known.sum(axis=-1))


CALIBRATION: Final = Measure(
    name="calibration",
    label="calibration",
    definition="expected calibration error of the confidence that an outcome is right, in ten bins of equal width",
    source="Guo et al. 2017, arXiv 1706.04599",
    value=value,
    pool=error,
    grade=gap,
    interval="bootstrap",
    better="lower",
    headline=False,
)
