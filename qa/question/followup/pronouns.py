"""Pronouns replaced by what they stand for."""

from __future__ import annotations

import re

from qa.question.followup.antecedents import Base, likely
from qa.question.followup.gist import parted
from qa.question.followup.items import listed
from qa.question.followup.lexicon import PLACE_HEADS
from qa.question.followup.phrases import Phrase, phrases
from qa.question.followup.signs import Pronoun, signs_of
from qa.words import words

_DAY_MEANT = re.compile(
    r"\b(?:on )?(?:that|the same|this) (?:very )?(?:day|date)\b(?!\s+(?:as|that|when)\b)"
    r"|\b(?:at that time|by then|back then)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\s+(?:say|said|says|state[ds]?|report(?:ed|s)?|claim(?:ed|s)?|announced?|add(?:ed)?)\b", re.I)
_SAYS_IT = re.compile(rf"(?:they|it){_SAYING.pattern}", re.IGNORECASE)
_LED = re.compile(r"\b(?:from|to|near|around|through|over|towards?)\s+$", re.IGNORECASE)
_ONE_OF = re.compile(r"\b(?:one|any|none|each|both|which|neither|either) of\s+$", re.IGNORECASE)
"""What asks of all that were told, and not of the one name among them that may be several."""
_MOVES = re.compile(
    r"\b(?:send|sent|go|goes|going|went|gone|come|came|coming|travel(?:s|l?ed|l?ing)?|drove|driven|flown|flee|fled|bring"
    r"|brought|deliver(?:s|ed)?|return(?:s|ed)?|moved|rushed|sailed|get|got)(?: (?:back|out|over|up))?\s+$",
    re.IGNORECASE,
)
"""A verb of motion right before "there"."""
_LONGEST = 7
"""Words of a phrase that may take a pronoun's place."""


def resolved(question: str, base: Base) -> str:
    """Put names and persons in the places of a question's pronouns; those that nobody surely fits are left.

    For "it", "they" and "there" no noun is put: it is the wrong one too often, and a pronoun with the topic in brackets
    behind the question is read better than a wrong noun.
    """
    text = question
    for pronoun in reversed(signs_of(question).pronouns):
        several = pronoun.family == "they" and _ONE_OF.search(text[: pronoun.start])
        phrase = None if several else _meant(pronoun, base) or _speaker(question, pronoun, base)
        if phrase is not None:
            moves = _MOVES.search(question[: pronoun.start]) is not None
            led = _LED.search(question[: pronoun.start]) is not None
            text = text[: pronoun.start] + _written(pronoun, phrase, moves=moves, led=led) + text[pronoun.end :]
    return _dated(text, base)


def _meant(pronoun: Pronoun, base: Base) -> Phrase | None:
    if pronoun.family in ("that", "one", "other"):
        return None
    if pronoun.family == "they" and len(listed(base)) > 1:
        return None  # All that was listed is meant, which the answer's words in brackets say.
    found = [phrase for phrase in likely(pronoun.family, base) if len(phrase.written.split()) <= _LONGEST]
    if not found or not (found[0].named or pronoun.family in ("he", "she")):
        return None
    return found[0]


def _speaker(question: str, pronoun: Pronoun, base: Base) -> Phrase | None:
    """Give who was asked about as saying something, where the question asks on what "they" or "it" said."""
    says = _SAYS_IT.match(question, pronoun.start)
    if says is None or pronoun.family not in ("they", "it") or pronoun.possessive:
        return None
    main = parted(base.standalone)[0]
    named = (p for p in phrases(main) if p.named and _SAYING.match(main, p.end) and p.sort != "place")
    return next(named, None)


def _written(pronoun: Pronoun, phrase: Phrase, *, moves: bool, led: bool) -> str:
    """Write a phrase in a pronoun's place; "there" is "to" it behind a verb that `moves`, and the place alone where a
    preposition has `led` to it.
    """
    name = phrase.written
    if pronoun.possessive or pronoun.text.casefold() in ("his", "its", "their"):
        return f"{name}'" if name.endswith("s") else f"{name}'s"
    if pronoun.family == "there":
        if led:
            return name
        if moves:
            return f"to {name}"
        inside = words(name)[-1].text.casefold() not in PLACE_HEADS
        return f"{'in' if inside else 'at'} {name}"
    return name


def _dated(text: str, base: Base) -> str:
    """Put the day that was spoken of in the place of "that day"."""
    found = _DAY_MEANT.search(text)
    if found is None:
        return text
    day = next((p for p in (*base.asked, *base.told) if p.sort == "time" and any(c.isdigit() for c in p.written)), None)
    return text if day is None else f"{text[: found.start()]}on {day.written}{text[found.end() :]}"
