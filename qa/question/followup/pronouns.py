"""Pronouns replaced by what they stand for."""

from __future__ import annotations

import re

from qa.question.followup.antecedents import Base, likely
from qa.question.followup.items import listed
from qa.question.followup.phrases import Phrase
from qa.question.followup.signs import Pronoun, signs_of

_DAY_MEANT = re.compile(
    r"\b(?:on )?(?:that|the same|this) (?:very )?(?:day|date)\b|\b(?:at that time|by then|back then)\b", re.IGNORECASE
)
_LONGEST = 7
"""Words of a phrase that may take a pronoun's place."""


def resolved(question: str, base: Base) -> str:
    """Put names and nouns in the places of a question's pronouns; those that nothing surely fits are left."""
    text = question
    for pronoun in reversed(signs_of(question).pronouns):
        phrase = _meant(pronoun, base)
        if phrase is not None:
            text = text[: pronoun.start] + _written(pronoun, phrase) + text[pronoun.end :]
    return _dated(text, base)


def _meant(pronoun: Pronoun, base: Base) -> Phrase | None:
    if pronoun.family in ("that", "one", "other"):
        return None
    if pronoun.family == "they" and len(listed(base)) > 1:
        return None  # All that was listed is meant, which the answer's words in brackets say.
    found = [phrase for phrase in likely(pronoun.family, base) if len(phrase.written.split()) <= _LONGEST]
    return found[0] if found else None


def _written(pronoun: Pronoun, phrase: Phrase) -> str:
    name = phrase.written
    if pronoun.possessive or pronoun.text.casefold() in ("his", "its", "their"):
        return f"{name}'" if name.endswith("s") else f"{name}'s"
    return f"at {name}" if pronoun.family == "there" else name


def _dated(text: str, base: Base) -> str:
    """Put the day that was spoken of in the place of "that day"."""
    found = _DAY_MEANT.search(text)
    if found is None:
        return text
    day = next((p for p in (*base.asked, *base.told) if p.sort == "time" and any(c.isdigit() for c in p.written)), None)
    return text if day is None else f"{text[: found.start()]}on {day.written}{text[found.end() :]}"
