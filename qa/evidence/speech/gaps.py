"""Claims whose verb is left out, since another's claim before has it: "the union spoke of 12 dead, the army of 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from qa.evidence.speech.claims import Cue
from qa.evidence.speech.frames import is_number
from qa.evidence.speech.lexicon import BODIES, DESKS, FIRMS, PEOPLE
from qa.evidence.speech.phrases import Named, head_of
from qa.evidence.speech.tagging import Tagged

_BREAK: Final = re.compile(r"[;,]c?S?")
_NAMED: Final = re.compile(r"D{0,2}[nNXeq]{1,6}b?(?:oD?[nNX]{1,4})?(?:,D?[nN]{1,4}(?=,))?")
_PART: Final = 24
"""Tokens of a part whose verb is left out, at most."""
_NEAR: Final = 14
"""Tokens after a verb within which its preposition and its number stand."""


def gapped(words: Tagged, cues: Sequence[Cue]) -> Iterator[Cue]:
    """Find who claims something in parts of a sentence that take their verb from a claim before."""
    passed = 0
    for opening in _BREAK.finditer(words.tags):
        before = [cue for cue in cues if cue.place < opening.start()]
        if opening.start() < passed or not before or not before[-1].leading:
            continue
        cue = before[-1]
        first = opening.end()
        end = next((each for each in range(first, len(words.tags)) if words.tags[each] in ";."), len(words.tags))
        part = words.tags[first:end]
        that = part.find("t")
        if end - first > _PART or not set(part[: that if that > 0 else None]).isdisjoint("aVvhwXG:"):
            continue
        named = _named(words, first, end)
        if named is None:
            continue
        place = named.last + (words.tags[named.last : named.last + 1] == ",")
        if place < end and _takes_up(words, cue.place, opening.start(), place):
            passed = named.last
            yield Cue(place, named, True)


def _named(words: Tagged, first: int, end: int) -> Named | None:
    """Find who opens a part: a person, a body or a name."""
    match = _NAMED.match(words.tags, first, end)
    while match is not None:
        named = Named(first, match.end())
        known = head_of(words, named) in PEOPLE | BODIES | FIRMS | DESKS
        follows = words.tags[named.last : named.last + 1]
        verb = words.tags[named.last - 1] == "e"  # "the chair asked": nothing is left out
        if not verb and follows in set("o,#qtp") and (known or "N" in words.tags[named.first : named.last]):
            return named
        match = _NAMED.match(words.tags, first, match.end() - 1)
    return None


def _takes_up(words: Tagged, cue: int, stop: int, place: int) -> bool:
    """Say whether token `place` takes up what follows the verb of speech at token `cue`: its preposition and a number,
    a number alone, or "that".
    """
    near = range(cue + 1, min(cue + 1 + _NEAR, stop))
    tag, word = words.tags[place], words.words[place]
    if tag == "t":
        return any(words.tags[each] == "t" for each in near)
    if tag in "op":
        same = any(words.words[each] == word for each in near)
        return same and any(is_number(words, each) for each in range(place + 1, min(place + 6, len(words.tags))))
    return is_number(words, place) and any(is_number(words, each) for each in near)
