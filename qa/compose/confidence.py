"""How likely an answer, or a refusal, is right: told from what was read, by models fitted on dev."""

from __future__ import annotations

from math import log

import numpy as np

from qa.answer import Status
from qa.evidence.calibration import Outcomes
from qa.evidence.reading import Reading


def confidence_of(status: Status, reading: Reading) -> float | None:
    """Give the probability that this outcome is right; None for what is neither answer nor refusal, or was read with a
    model that nothing was fitted for.
    """
    outcomes = Outcomes.of_packaged() if reading.calibrated else None
    if outcomes is None or status not in ("answered", "not_in_documents"):
        return None
    model = outcomes.said if status == "answered" else outcomes.refused
    row = np.array([outcome_features(status, reading)], dtype=np.float32)
    return float(model.probability(row)[0])


def outcome_features(status: Status, reading: Reading) -> tuple[float, ...]:
    """Give log odds: of there being an answer, of the best sentence and of its best short answer; for a refusal, of
    there being none.
    """
    if status == "not_in_documents":
        return (-log_odds(reading.answerable),)
    best = reading.ranked[0] if reading.ranked else None
    span = max((span.probability or 0.0 for span in best.spans), default=0.0) if best is not None else 0.0
    return (log_odds(reading.answerable), log_odds(best.relevance if best is not None else 0.0), log_odds(span))


def log_odds(probability: float) -> float:
    """Give ``log(p / (1 - p))``, held within about ±7."""
    held = min(max(probability, 1e-3), 1 - 1e-3)
    return log(held / (1 - held))
