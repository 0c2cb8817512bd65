"""Does the assistant refuse what the document does not answer, and only that?

Over the questions whose right outcome is an answer or a refusal. Refusing is the status "not_in_documents".
"""

from __future__ import annotations

from typing import Final

from eval.intervals import f1
from eval.measures.measure import Measure
from eval.measures.outcome import Outcome

_SOURCE: Final = (
    "unanswerable questions: Rajpurkar et al. 2018 (SQuAD 2.0), arXiv 1806.03822; "
    "abstention precision and recall: Wen et al. 2024, arXiv 2407.18418"
)


def _judged(outcome: Outcome) -> bool:
    return outcome.question.status in {"answered", "not_in_documents"}


def _unanswerable(outcome: Outcome) -> bool:
    return outcome.question.status == "not_in_documents"


def precision(outcome: Outcome) -> float | None:
    """Give, for a question that was refused, 1 where that was right, else 0."""
    return float(_unanswerable(outcome)) if _judged(outcome) and outcome.refused else None


def recall(outcome: Outcome) -> float | None:
    """Give, for a question that should be refused, 1 where it was, else 0."""
    return float(outcome.refused) if _unanswerable(outcome) else None


def either(outcome: Outcome) -> float | None:
    """Give 1 for a right refusal, 0 for a wrong or a missing one; None where an answer was due and not refused."""
    if not _judged(outcome) or not (outcome.refused or _unanswerable(outcome)):
        return None
    return float(outcome.refused and _unanswerable(outcome))


REFUSAL_PRECISION: Final = Measure(
    name="refusal_precision",
    label="ref. prec.",
    definition="share of the refused questions that the document indeed does not answer",
    source=_SOURCE,
    value=precision,
)

REFUSAL_RECALL: Final = Measure(
    name="refusal_recall",
    label="ref. recall",
    definition="share of the questions that the document does not answer that were refused",
    source=_SOURCE,
    value=recall,
)

REFUSAL_F1: Final = Measure(
    name="refusal_f1",
    label="ref. F1",
    definition="harmonic mean of refusal precision and refusal recall",
    source="van Rijsbergen 1979, Information Retrieval, ch. 7; " + _SOURCE,
    value=either,
    pool=f1,
    interval="bootstrap",
    headline=False,
)
