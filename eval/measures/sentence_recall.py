"""Did the search find the sentences that answer?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome

DEPTH: Final = 5


def value(outcome: Outcome) -> float | None:
    """Give the share of gold sentences among the first five sentences of ``answer.considered``.

    None where there are no gold sentences, or more than five, which five places cannot hold.
    """
    gold = outcome.gold_sentences
    if not 1 <= len(gold) <= DEPTH:
        return None
    found = list(outcome.judged(outcome.answer.considered).values())[:DEPTH]
    return sum(found) / len(gold)


SENTENCE_RECALL: Final = Measure(
    name="sentence_recall@5",
    label="recall@5",
    definition="share of the gold sentences (1 to 5) among the first 5 sentences considered, mean over questions",
    source="recall at k: Manning, Raghavan, Schütze 2008, Introduction to Information Retrieval, ch. 8; "
    "by sentence: Jurczyk et al. 2016 (SelQA), arXiv 1606.08513",
    value=value,
    interval="bootstrap",
)
