"""How a sentence and what it leans on are written for a model that reads it beside the question."""

from __future__ import annotations

from typing import Final

from index.dates import spoken
from qa.evidence.features import Surroundings

_BEFORE: Final = 160
"""Characters of the sentence before that are given along."""


def pair_text(around: Surroundings) -> str:
    """Write a sentence for a cross-encoder.

    The sentence first, then in brackets the day that it takes over, its section, and the end of the sentence before
    it, which often says who "they" are.
    """
    sentence = around.sentence
    extra: list[str] = []
    if sentence.carried:
        extra.append(", ".join(spoken(day) for day in sentence.carried))
    if sentence.section:
        extra.append(sentence.section)
    if around.before:
        before = " ".join(around.before[-1].text.split())
        extra.append(before if len(before) <= _BEFORE else "…" + before[-_BEFORE:])
    text = " ".join(sentence.text.split())
    return f"{text} ({'; '.join(extra)})" if extra else text
