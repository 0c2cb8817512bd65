"""Are questions that a document answers and questions that it does not told apart, each sort counting alike?"""

from __future__ import annotations

from typing import Final

import numpy as np

from eval.intervals import Values, mean
from eval.measures.measure import Measure
from eval.measures.outcome import Outcome

UNANSWERABLE: Final = 2
"""Is added to the value of a question that has no answer, so that pooling can tell the sorts apart."""


def value(outcome: Outcome) -> float | None:
    """Give 1 or 0, right or wrong, for a question that has an answer; 3 or 2 for one that has none."""
    if outcome.question.status == "answered":
        return float(outcome.answered)
    if outcome.question.status == "not_in_documents":
        return float(UNANSWERABLE + outcome.refused)
    return None


def grade(value: float) -> float:
    """Give what a value is without its sort."""
    return value - UNANSWERABLE if value >= UNANSWERABLE else value


def balanced(values: Values) -> Values:
    """Pool: the mean of the two shares that are right. NaN where one sort is missing."""
    answerable = mean(np.where(values < UNANSWERABLE, values, np.nan))
    other = mean(np.where(values >= UNANSWERABLE, values - UNANSWERABLE, np.nan))
    return np.asarray((answerable + other) / 2)


ANSWERABLE: Final = Measure(
    name="answerable",
    label="answerable",
    definition="mean of two shares: of the answerable questions that were answered, of the others that were refused",
    source="balanced accuracy: Brodersen et al. 2010, doi:10.1109/ICPR.2010.764",
    value=value,
    pool=balanced,
    grade=grade,
    interval="bootstrap",
    headline=False,
)
