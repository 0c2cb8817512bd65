"""Does an answer say what it must?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome
from eval.text import plain, says_any


def share(outcome: Outcome) -> float | None:
    """Give the share of a question's facts that the answer's text says.

    Over the questions that should be answered and have facts; one that was not answered has 0.
    """
    question = outcome.question
    if question.status != "answered" or not question.facts:
        return None
    if not outcome.answered:
        return 0.0
    text = plain(outcome.answer.text)
    return sum(says_any(text, wordings) for wordings in question.facts) / len(question.facts)


def complete(outcome: Outcome) -> float | None:
    """Give 1 where the answer says all of a question's facts, else 0; over the same questions as `share`."""
    said = share(outcome)
    return None if said is None else float(said == 1)


_SOURCE: Final = "Voorhees 2003, Overview of the TREC 2003 Question Answering Track (nuggets); here by wording"

FACTS: Final = Measure(
    name="facts",
    label="facts",
    definition="share of answerable questions whose answer says every fact it must (one of its wordings)",
    source=_SOURCE,
    value=complete,
)

FACTS_MEAN: Final = Measure(
    name="facts_mean",
    label="facts, mean",
    definition="share of a question's facts that its answer says, mean over answerable questions",
    source=_SOURCE,
    value=share,
    interval="bootstrap",
    headline=False,
)
