"""Whom a sentence names, and as what: its speaker's line, its subject, the people in it and their roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from qa.evidence.speech.lexicon import DESKS, DOCUMENTS, MEANS, PEOPLE, SAID_OF, TITLES
from qa.evidence.speech.phrases import (
    Named,
    head_of,
    past_opening,
    phrase_ending,
    phrase_from,
    place_of,
    subject_at,
    text_of,
)
from qa.evidence.speech.tagging import Tagged

_COLON: Final = 120
"""Characters within which the colon of a speaker's line stands."""
_ROLE_BEFORE: Final = re.compile(
    r"(?P<role>D?[nXeN]{0,3}[nX](?:oD?[nNX]{1,4})?),?(?P<name>N{1,6}(?:oN{1,4})?)(?=[^N]|$)"
)
_ROLE_AFTER: Final = re.compile(r"(?P<name>N{2,5}),(?P<role>D?[nXe]{1,4}(?:oD?[nNX]{1,4})?),")
_RUN: Final = re.compile(r"N{1,6}(?:oN{1,4})?")
_FILLED_IN: Final = re.compile(r"N{1,6}b?(?:[.,;]|$)")
"""What follows in a form, not from somebody's mouth: "Secretary: Ana Ruiz"."""
_CLAUSE: Final = re.compile(r"[aVv;]")
"""What stands in no name, but in a clause."""
_SOMEBODY: Final = re.compile(r"D?N?[nXe]{1,4}(?:oD?[nNX]{1,4})?,?N|D?N{2,}|DN")


@dataclass(frozen=True, slots=True)
class Line:
    """Who speaks in a line such as "Skipper: the pump is choked": where he is named. sure: the line says so by itself;
    else it is so only if the one named is somebody.
    """

    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody named with what he is: `noun` is the main word of the role, `name` the bare name, `text` both."""

    noun: str
    name: str
    text: str


def speaker_line(words: Tagged) -> Line | None:
    """Find who speaks in "Skipper: the pump is choked" and "Answer of the rescue centre: not before noon"."""
    colon = words.tags.find(":")
    if colon <= 0 or words.starts[colon] >= _COLON:
        return None
    for place in range(colon - 1, 0, -1):
        if words.words[place] in ("by", "of", "from"):
            told = words.words[:place] if words.words[place] == "by" else words.words[place - 1 : place]
            named = phrase_from(words, place + 1)
            if named is None or named.last > colon or (SAID_OF | DOCUMENTS).isdisjoint(told):
                continue
            if set(words.tags[named.last : colon]) <= set(",#"):
                return Line(*place_of(words, named), sure=True)
    first = 0
    while first < colon and words.tags[first] in "#-b.":
        first += 1
    named = phrase_from(words, first)
    if named is None or named.last > colon:
        return None
    if _FILLED_IN.match(words.tags, colon + 1):
        return None
    sure = _speaks(words, named, colon)
    if not sure and (named.last < colon or words.tags[colon - 1] != "N" or colon - first > 4):
        return None
    return Line(*place_of(words, named), sure=sure)


def _speaks(words: Tagged, named: Named, colon: int) -> bool:
    """Say whether one who is named before a colon surely speaks what follows it."""
    quoted = words.tags[colon + 1 : colon + 2] in ("q", "Q", '"')
    if named.last < colon:  # "Mrs Orr, by telephone: not ours"
        between = words.tags[named.last : colon]
        meant = quoted or not MEANS.isdisjoint(words.words[named.last : colon])
        return between[0] == "," and meant and set(between).isdisjoint("avVh")
    head = head_of(words, named)
    if text_of(words, named).isupper():
        return False
    if head in PEOPLE or words.words[named.first] in TITLES:
        return True
    if head == "report" and named.last - named.first > 1 and words.tags[colon + 1 : colon + 2] != "#":
        return True  # "Diver report: hull split"
    capitals = words.tags[named.first : named.last].count("N")
    logged = words.tags[0] == "#" and head in DESKS and named.last - named.first <= 4 and capitals > 0
    return logged or (quoted and "N" in words.tags[named.first + 1 : named.last])


def apart(words: Tagged) -> tuple[tuple[int, int], ...]:
    """Give where the first and the last are named in words that run over a clause between them ("the union says three;
    the police"); nothing where they name one only.
    """
    clause = _CLAUSE.search(words.tags)
    if clause is None or not set(words.tags[: clause.start()]).isdisjoint("wt"):
        return ()
    last = len(words.tags)
    pronoun = words.tags[last - 1 :] == "h"
    ending = Named(last - 1, last) if pronoun else phrase_ending(words, last)
    opening = phrase_from(words, 0)
    if ending is None or ending.first <= clause.start() or words.tags[ending.first - 1] not in ",;cSr":
        return ()
    return tuple(place_of(words, each) for each in (opening, ending) if each is not None)


def people_in(words: Tagged) -> tuple[str, ...]:
    """Give those named in a sentence who can be persons or bodies, in order."""
    found = []
    place = 0
    while place < len(words.tags):
        named = phrase_from(words, place) if words.tags[place] in "DNn#" else None
        if named is None:
            place += 1
            continue
        known = head_of(words, named) in PEOPLE | DESKS
        if known or _SOMEBODY.match(words.tags, named.first, named.last):
            # "the pier with Captain Orr" is the captain.
            beside = text_of(words, named).split(" with ")
            found += [each for each in beside if len(beside) == 1 or any(word[:1].isupper() for word in each.split())]
        place = max(named.last, place + 1)
    return tuple(found)


def opening_subject(words: Tagged) -> str | None:
    """Give who or what a sentence is about: its first subject."""
    stop = len(words.tags)
    named = subject_at(words, past_opening(words, 0, stop), stop)
    return None if named is None or named.pronoun else text_of(words, named)


def roles_in(words: Tagged) -> tuple[Role, ...]:
    """Give those named in a sentence together with what they are: "the operator, Vale Ferries"."""
    found = []
    for pattern in (_ROLE_BEFORE, _ROLE_AFTER):
        for match in pattern.finditer(words.tags):
            role, name = Named(*match.span("role")), Named(*match.span("name"))
            whole = Named(min(role.first, name.first), max(role.last, name.last))
            found.append(Role(head_of(words, role), text_of(words, name), text_of(words, whole)))
    return tuple(found)


def names_in(words: Tagged) -> tuple[str, ...]:
    """Give the names of several words that stand in a sentence."""
    runs = (Named(*match.span()) for match in _RUN.finditer(words.tags))
    return tuple(text_of(words, run) for run in runs if run.last - run.first > 1)
