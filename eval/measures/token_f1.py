"""How much of the short answer is right, word by word, a refusal being the answer to what has none?"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np

from eval.intervals import Values, mean
from eval.measures.answerable import UNANSWERABLE, grade
from eval.measures.measure import Measure
from eval.measures.outcome import Outcome
from eval.text import normalise

_ARTICLES: Final = frozenset({"a", "an", "the"})
_WORD: Final = re.compile(r"[^\W_]+(?:[.,'-][^\W_]+)*")


def value(outcome: Outcome) -> float | None:
    """Score the first short answer against the gold ones, the best of them counting.

    An answerable question that was not answered, or answered without a short answer, has 0; None where the set marks no
    short answer for it. One without an answer has 1 where it was refused, else 0, and on top of it what tells its sort.
    """
    question, answer = outcome.question, outcome.answer
    if question.status == "not_in_documents":
        return float(UNANSWERABLE + outcome.refused)
    if question.status != "answered" or not question.spans:
        return None
    if not outcome.answered or not answer.spans:
        return 0.0
    return max(overlap(answer.spans[0].text, span.text) for span in question.spans)


def pooled(values: Values) -> Values:
    """Pool: the mean grade. NaN without an answerable question: refusals alone would pass for short answers, and all of
    them be right by always refusing.
    """
    answerable = values < UNANSWERABLE
    grades = np.where(answerable, values, values - UNANSWERABLE)
    return np.where(answerable.any(axis=-1), mean(grades), np.nan)


def overlap(found: str, gold: str) -> float:
    """Give the harmonic mean of the precision and recall of the words of `found`, articles left out."""
    mine, theirs = Counter(_words(found)), Counter(_words(gold))
    common = sum((mine & theirs).values())
    return 2 * common / (mine.total() + theirs.total()) if common else float(mine == theirs)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(normalise(text)) if word not in _ARTICLES]


TOKEN_F1: Final = Measure(
    name="token_f1",
    label="token F1",
    definition="word F1 of the first short answer and the nearest gold one; 1 for a right refusal, 0 for a wrong one",
    source="SQuAD 2.0: Rajpurkar et al. 2018, arXiv 1806.03822",
    value=value,
    pool=pooled,
    grade=grade,
    interval="bootstrap",
)
