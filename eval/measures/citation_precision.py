"""Is what an answer cites what it should rest on?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome


def value(outcome: Outcome) -> float | None:
    """Give the share of cited sentences that are gold.

    Over the questions that should be answered and were; one that was answered without a citation has 0.
    """
    if outcome.question.status != "answered" or not outcome.gold_sentences or not outcome.answered:
        return None
    cited = outcome.judged(outcome.answer.citations)
    return sum(cited.values()) / len(cited) if cited else 0.0


CITATION_PRECISION: Final = Measure(
    name="citation_precision",
    label="cit. prec.",
    definition="share of the sentences an answer cites that are gold, mean over answerable questions not refused",
    source="Liu, Zhang, Liang 2023, arXiv 2304.09848; Gao et al. 2023 (ALCE), arXiv 2305.14627; here against gold "
    "sentences instead of an entailment model",
    value=value,
    interval="bootstrap",
)
