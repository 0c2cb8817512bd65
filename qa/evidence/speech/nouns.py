"""Whose opinion, account or count is told: "in the opinion of the warden", "by her count", "the guard is certain"."""

from __future__ import annotations

from typing import Final

from qa.evidence.speech.grammar import BEING, past_auxiliaries, possessive, subject_of
from qa.evidence.speech.lexicon import TELLING
from qa.evidence.speech.phrases import Named, phrase_ending, phrase_from
from qa.evidence.speech.tagging import Tagged

_OWNERS: Final = frozenset("his her their its my our".split())
_AMOUNTS: Final = (("stands", "at"), ("stood", "at"), ("comes", "to"), ("came", "to"), ("lies", "at"))


def of_noun(words: Tagged, place: int, word: str) -> Named | None:
    """Find whose opinion, account or count is told: "in the opinion of the warden", "by her count", "Ana's view is"."""
    tags = words.tags
    owner = place - 1
    while owner > 0 and tags[owner] in "neg" and place - owner < 3 and not possessive(words, owner):
        owner -= 1
    if owner < 0:
        return None
    before = tags[owner - 1] if owner else ""
    after = tags[place + 1 : place + 2]
    tells = after in {"t", ":", "q", "Q"} or _amounts(words, place + 1)
    if words.words[owner] == "the":
        return _of_the(words, owner, place)
    if words.words[owner] in _OWNERS:
        told = tells or (before in ("o", "p") and word in TELLING)
        return Named(owner, owner, words.words[owner]) if told else None
    named = phrase_ending(words, owner + 1) if possessive(words, owner) else None
    if named is None:
        return None
    if after == "o":
        whole = phrase_from(words, owner + 1)
        tells = whole is not None and _amounts(words, whole.last)
    return named if tells or (named.first > 0 and tags[named.first - 1] in "op") else None


def _of_the(words: Tagged, the: int, place: int) -> Named | None:
    """Find whose it is in "in the opinion of the warden", "the warden is of the opinion that"."""
    before = words.tags[the - 1] if the else ""
    after = words.tags[place + 1 : place + 2]
    if before == "o" and after == "t":
        left, auxiliaries = past_auxiliaries(words, the - 1)
        return None if BEING.isdisjoint(auxiliaries) else subject_of(words, left)
    if words.words[place + 1 : place + 2] != ("of",):
        return None
    named = phrase_from(words, place + 2)
    if named is None:
        return None
    tells = words.tags[named.last : named.last + 1] in {"t", ":"} or words.words[named.last : named.last + 1] in (
        ("is",),
        ("was",),
    )
    return named if tells or (before in ("o", "p", "i") and words.words[place] in TELLING) else None


def _amounts(words: Tagged, place: int) -> bool:
    """Say whether token `place` tells what an opinion or a figure is: "is that", "stands at 4"."""
    if words.words[place : place + 1] in (("is",), ("was",)):
        return words.tags[place + 1 : place + 2] in set("tqQDnS#")
    return words.words[place : place + 2] in _AMOUNTS


def of_conviction(words: Tagged, place: int) -> Named | None:
    """Find who is sure in "the guard is certain that"."""
    if words.tags[place + 1 : place + 2] not in {"t", "o", "h"}:
        return None
    left, auxiliaries = past_auxiliaries(words, place)
    named = None if BEING.isdisjoint(auxiliaries) else subject_of(words, left)
    return None if named is not None and named.pronoun == "it" else named
