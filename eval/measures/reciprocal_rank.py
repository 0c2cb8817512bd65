"""How far down stands the first sentence that answers?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome


def value(outcome: Outcome) -> float | None:
    """Give 1 / rank of the first gold sentence in ``answer.considered``, 0 where none is there.

    None where the question has no gold sentences.
    """
    if not outcome.gold_sentences:
        return None
    ranks = (rank for rank, right in enumerate(outcome.judged(outcome.answer.considered).values(), 1) if right)
    return 1 / rank if (rank := next(ranks, None)) else 0.0


RECIPROCAL_RANK: Final = Measure(
    name="mrr",
    label="MRR",
    definition="1 / rank of the first gold sentence among the sentences considered, 0 without one, mean over questions",
    source="Voorhees 1999, The TREC-8 Question Answering Track Report",
    value=value,
    interval="bootstrap",
)
