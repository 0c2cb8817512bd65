"""Does an answer cite all that it should rest on?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome


def value(outcome: Outcome) -> float | None:
    """Give the share of gold sentences that are cited.

    Over the questions that should be answered; one that was refused, or answered without a citation, has 0.
    """
    if outcome.question.status != "answered" or not outcome.gold_sentences:
        return None
    if not outcome.answered:
        return 0.0
    return sum(outcome.judged(outcome.answer.citations).values()) / len(outcome.gold_sentences)


CITATION_RECALL: Final = Measure(
    name="citation_recall",
    label="cit. recall",
    definition="share of a question's gold sentences that the answer cites, mean over answerable questions",
    source="Liu, Zhang, Liang 2023, arXiv 2304.09848; Gao et al. 2023 (ALCE), arXiv 2305.14627; here against gold "
    "sentences instead of an entailment model",
    value=value,
    interval="bootstrap",
)
