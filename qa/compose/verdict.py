"""The verdict on a yes/no question, told cautiously from the best sentence found."""

from __future__ import annotations

import re
from typing import Final

from qa.answer import Verdict
from qa.evidence.reading import EvidenceSentence

_NEGATION: Final = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|deny|refused|failed to|false|"
    r"untrue|unable|"
    r"rejected|ruled out|dismissed|\w+n['’]t)\b",
    re.IGNORECASE,
)

_ASKED_NEGATED: Final = re.compile(r"\b(?:not|never|no|nobody|none|nothing|without|\w+n['’]t)\b", re.IGNORECASE)


_SURE: Final = 0.5
"""Relevance from which a sentence is taken to be about the very thing asked; below it, no verdict is given."""


def verdict_of(question: str, evidence: EvidenceSentence) -> Verdict | None:
    """Tell what the best sentence makes of a yes/no question.

    A claim, or anything uncertain, confirms nothing: "unconfirmed". The document's own account says "no" where it
    negates and the question does not (or the other way round), else "yes". Where it is not sure that the sentence is
    about the very thing asked, there is no verdict: the quote is shown and people judge.
    """
    if evidence.attribution.certainty != "reported" or evidence.open_actor:
        return "unconfirmed"
    if evidence.relevance < _SURE:
        return None
    negated = _NEGATION.search(evidence.sentence.text) is not None
    asked_negated = _ASKED_NEGATED.search(question) is not None
    return "yes" if negated == asked_negated else "no"
