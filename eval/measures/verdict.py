"""Is a yes/no question decided rightly?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome
from eval.text import normalise

VERDICTS: Final = frozenset({"yes", "no", "unconfirmed"})

YES_NO: Final = frozenset({"yes-no", "confirmed"})
"""The kinds of question that have a verdict."""


def expected(outcome: Outcome) -> frozenset[str]:
    """Give the verdicts that the set takes as right: its own, or "yes", "no", "unconfirmed" among a fact's wordings."""
    question = outcome.question
    wordings = {normalise(wording) for fact in question.facts for wording in fact}
    return VERDICTS & wordings.union(question.verdict) if question.kind in YES_NO else frozenset()


def value(outcome: Outcome) -> float | None:
    """Give 1 where the answer's verdict is a right one, else 0; None where the set does not tell the verdict."""
    right = expected(outcome)
    return float(outcome.answer.verdict in right) if right else None


VERDICT: Final = Measure(
    name="verdict",
    label="verdict",
    definition="share of yes/no questions whose right verdict the set tells in which the answer's verdict is that one",
    source="Clark et al. 2019 (BoolQ), arXiv 1905.10044, with a third verdict for what is claimed and not confirmed",
    value=value,
    headline=False,
)
