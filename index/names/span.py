"""A few words of a question in a row, which may be a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from index.names.gathered import is_personal
from index.names.mention import Token
from index.names.ordinary import CONNECTORS

_HOLDS_TOGETHER: Final = " \t\n\xa0.-‐‑–'’"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in a row, with those beside them where they stand."""

    words: tuple[Token, ...]
    before: Token | None
    after: Token | None

    @property
    def key(self) -> str:
        """The words, folded."""
        return " ".join(word.key for word in self.words)

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return len(self.words) == 1

    @property
    def named(self) -> bool:
        """Whether it is written as a name of several words is: large, but for the small words inside."""
        ends = self.words[0].large and self.words[-1].large
        return ends and all(word.large or word.key in CONNECTORS for word in self.words)

    @property
    def of_person(self) -> bool:
        """Whether a title or a first or last name beside it shows that it is a person's."""
        beside = [word for word in (self.before, self.after) if word is not None and word.large]
        return any(is_personal(word.key) for word in beside)


def span_of(text: str, words: Sequence[Token], place: int, count: int) -> Span | None:
    """Give some words of a text in a row; None where more than spaces, hyphens or a full stop part them."""
    held = tuple(words[place : place + count])
    for one, two in pairwise(held):
        if text[one.end : two.start].strip(_HOLDS_TOGETHER):
            return None
    before = words[place - 1] if place else None
    after = words[place + count] if place + count < len(words) else None
    return Span(held, before, after)
