"""Does an answer state what the document does not?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome
from eval.text import plain, says_any


def value(outcome: Outcome) -> float | None:
    """Give 1 where a forbidden claim is stated as the document's own, else 0.

    Over the questions that forbid something. What is attributed to somebody or told as uncertain is not stated; nor
    is it where a refusal speaks, without a citation, of what the documents do not say.
    """
    if not outcome.question.forbidden:
        return None
    stated = list(_stated(outcome))
    return float(any(says_any(text, claim) for text in stated for claim in outcome.question.forbidden))


def _stated(outcome: Outcome) -> Iterator[str]:
    """Give the texts that the answer states as the document's own."""
    answer = outcome.answer
    if outcome.answered and not answer.statements:
        # Nothing tells how sure the text is, so all of it counts.
        yield plain(answer.text)
    for statement in answer.statements:
        of_silence = outcome.refused and not statement.citations
        if statement.certainty in {"reported", None} and not of_silence:
            yield plain(statement.text)


FORBIDDEN: Final = Measure(
    name="forbidden",
    label="forbidden",
    definition="share of questions in whose answer a forbidden claim is stated as reported or undetermined",
    source="after RAGTruth's response-level hallucination: Niu et al. 2024, arXiv 2401.00396; here by wording",
    value=value,
    better="lower",
)
