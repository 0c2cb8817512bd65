"""Does an answer name who says it?"""

from __future__ import annotations

import re
from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Outcome
from eval.text import normalise, says

_ASIDE: Final = re.compile(r"\(([^()]*)\)")
_WORD: Final = re.compile(r"\w+")
_EMPTY: Final = frozenset({"the", "a", "an", "of", "for", "and"})


def value(outcome: Outcome) -> float | None:
    """Give 1 where statements of the answer name the right source, or each of them where several say it, else 0.

    Over the answerable questions whose answer is somebody's claim.
    """
    question = outcome.question
    if question.status != "answered" or not question.sources:
        return None
    named = [statement.source for statement in outcome.answer.statements if statement.source]
    told = all(any(same_source(source, each) for each in named) for source in question.sources)
    return float(outcome.answered and told)


def same_source(expected: str, named: str) -> bool:
    """Say whether two namings mean the same source.

    They do where one name of the expected source (the whole, what stands before a bracket, or the short form inside
    it) stands in the named one, or where they share most of their words.
    """
    names = {_ASIDE.sub(" ", expected), *_ASIDE.findall(expected), expected}
    return any(says(named, name) or _overlap(name, named) >= 0.5 for name in names if name.strip())


def _overlap(left: str, right: str) -> float:
    """Give the F1 of the words that two names share."""
    words, others = (set(_WORD.findall(normalise(name))) - _EMPTY for name in (left, right))
    return 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0


ATTRIBUTION: Final = Measure(
    name="attribution",
    label="attribution",
    definition="share of questions about somebody's claim in whose answer statements name its source, or every one",
    source="after Rashkin et al. 2023 (AIS), arXiv 2112.12870, and quotation attribution: Pareti 2016 (PARC 3.0)",
    value=value,
    headline=False,
)
