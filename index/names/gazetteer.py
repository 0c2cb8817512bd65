"""What places, peoples and well-known organisations are called elsewhere: exonyms, romanisations, demonyms.

The data is general (index/data/SOURCES.md says where it is from); it is read when a question first needs it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Group:
    """One thing: its names, and what its people and what belongs to it are called; all folded."""

    names: tuple[str, ...]
    demonyms: tuple[str, ...]


class Gazetteer:
    """Groups of names, found by any of them.

    The text has a line a group: names, a bar, demonyms, all between tabs; first the countries, then an empty line and
    all others. Only what is in it is known beforehand; where, is searched for in the text as it is, which takes a
    millisecond. Parsing it all would take a hundred times as long.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @classmethod
    @lru_cache(maxsize=1)
    def open(cls) -> Gazetteer:
        """Read the data that comes with the package; about 20 ms, once."""
        packed = resources.files("index").joinpath("data", "gazetteer.txt.gz").read_bytes()
        return cls(gzip.decompress(packed).decode("ascii"))

    def groups(self, key: str) -> Iterator[Group]:
        """Find the groups that have a name or a demonym, folded."""
        if key not in self._keys:
            return
        sought = f"\t{key}\t"
        place = self._text.find(sought)
        while place >= 0:
            start = self._text.rfind("\n", 0, place) + 1
            end = self._text.find("\n", place)
            yield _group(self._text[start:end])
            place = self._text.find(sought, end)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(self._text.split("\t")) - {"", "|", "\n", "\n\n"}

    @cached_property
    def countries(self) -> tuple[Group, ...]:
        """The countries."""
        return tuple(_group(line) for line in self._text.partition("\n\n")[0].splitlines())


def _group(line: str) -> Group:
    names, _, demonyms = line.partition("\t|")
    return Group(tuple(names.strip("\t").split("\t")), tuple(filter(None, demonyms.split("\t"))))
