"""All that one sentence tells of who speaks, worked out once a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qa.evidence.speech.claims import cues_in
from qa.evidence.speech.naming import Line, Role, apart, names_in, opening_subject, people_in, roles_in, speaker_line
from qa.evidence.speech.scopes import Claim, scoped
from qa.evidence.speech.tagging import tagged


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence tells by itself.

    claims: in the order of the words that tell them. line: who speaks it, in the way of "Skipper: …". roles, names: who
    is named with what he is, and the names of several words. verb: it has one, as headings mostly do not. quoted: it is
    nothing but a quotation.
    """

    claims: tuple[Claim, ...]
    line: Line | None
    roles: tuple[Role, ...]
    names: tuple[str, ...]
    verb: bool
    quoted: bool


@lru_cache(maxsize=8_192)
def facts_of(text: str) -> Facts:
    """Tell what a sentence says of who speaks."""
    words = tagged(text)
    tags = set(words.tags)
    return Facts(
        claims=scoped(words, tuple(cues_in(words))),
        line=speaker_line(words) if ":" in tags else None,
        roles=roles_in(words),
        names=names_in(words),
        verb=not tags.isdisjoint("avVX"),
        quoted=tags <= set('qQ".,-') and not tags.isdisjoint('qQ"'),
    )


@lru_cache(maxsize=2_048)
def subject_of(text: str, end: int | None = None) -> str | None:
    """Give the first subject of a sentence, or of what stands before the offset `end`."""
    return opening_subject(tagged(text, 0, end))


@lru_cache(maxsize=2_048)
def people_of(text: str, end: int | None = None) -> tuple[str, ...]:
    """Give who is named in a sentence, or before the offset `end`, and can be a person or a body."""
    return people_in(tagged(text, 0, end))


@lru_cache(maxsize=2_048)
def namings_in(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give where each is named in words that name a source, or run from one naming over a clause to another."""
    return apart(tagged(text, start, end)) or ((start, end),)
