"""Who is named in a document by what one noun tells of them: all its skippers, all its firms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qa.evidence.speech.naming import Role


class Before(NamedTuple):
    """Who bears a noun before a place: the nearest, with where; `name` is None where there is more than one."""

    place: tuple[int, int]
    text: str
    name: str | None


class Bearers:
    """All who are named in a document by what one noun tells of them, in the order of the text."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self._places: list[tuple[int, int]] = []
        self._texts: list[str] = []
        self._second: int | None = None

    def add(self, number: int, role: Role) -> None:
        """Add one who is named in the sentence `number`."""
        self.names.setdefault(role.name.casefold())
        if len(self.names) > 1 and self._second is None:
            self._second = len(self._texts)
        self._places.append((number, role.start))
        self._texts.append(role.text)

    def before(self, number: int, start: int) -> Before | None:
        """Give who is named before an offset of a sentence, None where nobody is."""
        count = bisect_left(self._places, (number, start))
        if not count:
            return None
        one = self._second is None or count <= self._second
        return Before(self._places[count - 1], self._texts[count - 1], next(iter(self.names)) if one else None)


def by_noun(roles: Iterable[Sequence[Role]]) -> dict[str, Bearers]:
    """Sort who is named in each sentence by what they are."""
    found: dict[str, Bearers] = {}
    for number, each in enumerate(roles):
        for role in sorted(each, key=lambda one: one.start):
            found.setdefault(role.noun, Bearers()).add(number, role)
    return found
