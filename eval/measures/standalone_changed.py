"""Is a question that needs no conversation left as it was typed?"""

from __future__ import annotations

from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome

_END_MARKS: Final = ".?!\N{HORIZONTAL ELLIPSIS}"


def value(outcome: Outcome) -> float | None:
    """Give 1 where the question was searched for in other letters than it was typed in, else 0.

    Over first questions, and those whose human rewrite is the question itself: case, outer space and end marks apart.
    """
    question = outcome.question
    if question.history and _levelled(question.standalone or "") != _levelled(question.question):
        return None
    return float(outcome.answer.standalone_question.strip() != question.question.strip())


def _levelled(text: str) -> str:
    return text.strip().rstrip(_END_MARKS).rstrip().casefold()


STANDALONE_CHANGED: Final = Measure(
    name="standalone_changed",
    label="standalone changed",
    definition="share of the questions that stand alone as typed that the assistant worded anew all the same",
    source="question rewriting, which should leave alone what stands alone: Vakulenko et al. 2021, arXiv 2004.14652",
    value=value,
    better="lower",
    headline=False,
    conversational=True,
)
