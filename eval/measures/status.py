"""Is the outcome of the right sort?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome


def value(outcome: Outcome) -> float:
    """Give 1 where the answer's status is the one that the set expects, else 0."""
    return float(outcome.answer.status == outcome.question.status)


STATUS: Final = Measure(
    name="status",
    label="status",
    definition="share of all questions whose answer has the right status",
    source="accuracy over the outcomes of docs/question-sets.md",
    value=value,
)
