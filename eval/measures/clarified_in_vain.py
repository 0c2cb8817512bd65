"""Does the assistant ask back where it should have answered?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome


def value(outcome: Outcome) -> float | None:
    """Give 1 where it asked what is meant, else 0; None where neither an answer nor a refusal is due."""
    if outcome.question.status not in {"answered", "not_in_documents"}:
        return None
    return float(outcome.answer.status == "needs_clarification")


CLARIFIED_IN_VAIN: Final = Measure(
    name="clarified_in_vain",
    label="clarified in vain",
    definition="share of the questions to be answered or refused that were answered by asking what is meant",
    source="when to ask back: Aliannejadi et al. 2021 (ClariQ), arXiv 2109.05794",
    value=value,
    better="lower",
    headline=False,
    conversational=True,
)
