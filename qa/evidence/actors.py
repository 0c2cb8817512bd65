"""Who did it: sentences that leave the actor open, and sentences that name one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_OPEN_ACTOR: Final = re.compile(
    r"\b(?:(?:by|from)\s+(?:someone|somebody|persons? unknown|unknown|unidentified|an unidentified|an unknown)|"
    r"of (?:unknown|unclear|undetermined) (?:affiliation|origin|ownership)|"
    r"(?:unknown|unidentified|unnamed) (?:\w+\s)?(?:assailants?|attackers?|persons?|people|individuals?|men|man|"
    r"gunmen|group|perpetrators?|vessel|vehicle|drone|party|parties|actors?|caller|intruders?|culprits?)|"
    r"(?:someone|somebody) (?:had |has )?\w+(?:ed|oke|ut|ole|ook|ft|ade)\b|not (?:yet )?(?:been )?(?:identified|"
    r"named|known)|no (?:one|group) (?:has |had )?claimed)",
    re.IGNORECASE,
)
_ACTOR: Final = re.compile(
    r"\b(?:by|from|behind|accus\w+|blam\w+)\s+(?:the\s+|an?\s+|two\s+|members of\s+|[\w-]+\s+)?"
    r"[\"“]?(?:[A-Z][\w-]+|boys|men|women|people|children|militants|rebels|soldiers|gunmen|workers|thieves|youths)\b"
)


@lru_cache(maxsize=8_192)
def open_words(sentence: str) -> tuple[int, int] | None:
    """Find the words of a sentence by which it leaves open who did it, as (start, end); None where it does not."""
    match = _OPEN_ACTOR.search(sentence)
    return None if match is None else match.span()


@lru_cache(maxsize=8_192)
def open_actor(sentence: str) -> bool:
    """Say whether a sentence leaves open who did it ("by someone", "of unknown affiliation")."""
    return _OPEN_ACTOR.search(sentence) is not None


def names_actor(sentence: str) -> bool:
    """Say whether a sentence names who something came from ("was carried out by X", "appears to be from X")."""
    return _ACTOR.search(sentence) is not None


def actor_places(sentence: str) -> list[tuple[int, int]]:
    """Find where a sentence begins to name who something came from, each as (start, end)."""
    return [match.span() for match in _ACTOR.finditer(sentence)]
