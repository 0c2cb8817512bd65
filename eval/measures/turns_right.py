"""Is a conversation still right after its first question?"""

from __future__ import annotations

from typing import Final

from eval.conversations import turn_number
from eval.measures import right
from eval.measures.measure import Measure
from eval.measures.outcome import Outcome


def value(outcome: Outcome) -> float | None:
    """Give 1 where the answer is right (see `eval.measures.right`), else 0; None for a first question."""
    return right.value(outcome) if turn_number(outcome.question) > 1 else None


TURNS_RIGHT: Final = Measure(
    name="turns_right",
    label="turns right",
    definition="share of the questions after the first of a conversation whose answer is `right`",
    source="accuracy by turn: Reddy et al. 2019 (CoQA), arXiv 1808.07042; Choi et al. 2018 (QuAC), arXiv 1808.07036",
    value=value,
    headline=False,
    conversational=True,
)
