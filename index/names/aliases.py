"""A user's own aliases, from a TOML file: ``"Main Name" = ["Other Name", "A Third"]``."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import AliasError
from index.names.spelling import folded


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names that mean the same: `groups` as they are written, each with its main name first.

    Example:
        ```toml
        "Kharkiv" = ["Kharkov", "Charkiw"]
        ```
    """

    groups: tuple[tuple[str, ...], ...] = ()
    _numbers: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: tuple[tuple[str, ...], ...]) -> Aliases:
        """Take groups of names; no name may be in two."""
        return cls(groups, {folded(name): number for number, group in enumerate(groups) for name in group})

    def same_as(self, key: str) -> tuple[str, ...]:
        """Give the names of the group that a folded name is in, itself included; none where it is in no group."""
        number = self._numbers.get(key)
        return () if number is None else self.groups[number]


def read_aliases(path: Path | None) -> Aliases:
    """Read a file of aliases; None gives none. An alias may have aliases itself; they all mean the same.

    Raises:
        AliasError: the file cannot be read or used; the message names the line.
    """
    if path is None:
        return Aliases()
    try:
        text = path.expanduser().read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise AliasError(f"The file of aliases {path} cannot be read: {error}.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise AliasError(f"The file of aliases {path} is not written in TOML: {error}.") from error
    return _Reading(path, text, table).aliases()


class _Reading:
    """One reading of a file: what it says, and in which line."""

    def __init__(self, path: Path, text: str, table: Mapping[str, Any]) -> None:
        self._path = path
        self._rows = text.splitlines()
        self._table = table
        self._parents: dict[str, tuple[str, int]] = {}
        """For each alias, folded, the name that it is an alias of, folded, and the line that says so."""
        self._written: dict[str, str] = {}

    def aliases(self) -> Aliases:
        for name, value in self._table.items():
            line = self._line_of_name(name)
            others = [value] if isinstance(value, str) else value
            if not isinstance(others, list) or not all(isinstance(other, str) for other in others):
                raise self._error(line, f'the aliases of "{name}" must be a list of names, such as ["One", "Two"].')
            self._name(name, line)
            for other in others:
                self._link(name, other, self._line_of_alias(other, line))
        roots: dict[str, list[str]] = {}
        for key, written in self._written.items():
            roots.setdefault(self._root(key), []).append(written)
        groups = [tuple(dict.fromkeys([self._written[root], *names])) for root, names in roots.items()]
        return Aliases.of(tuple(group for group in groups if len(group) > 1))

    def _name(self, name: str, line: int) -> str:
        key = folded(name)
        if not key:
            raise self._error(line, f'"{name}" has no letters and cannot be a name.')
        self._written.setdefault(key, name)
        return key

    def _link(self, name: str, other: str, line: int) -> None:
        parent, child = folded(name), self._name(other, line)
        if child in self._parents and self._parents[child][0] != parent:
            before, first = self._parents[child]
            raise self._error(
                line,
                f'"{other}" is an alias of "{name}" here and of "{self._written[before]}" in line {first}; '
                "take it out of one of the two.",
            )
        if parent == child:
            raise self._error(line, f'"{other}" is made an alias of itself; take it out.')
        if self._root(parent) == child:
            first = self._parents[parent][1]
            raise self._error(
                line,
                f'"{other}" is made an alias of "{name}", which line {first} makes an alias of "{other}" in turn; '
                "take one of the two out.",
            )
        self._parents.setdefault(child, (parent, line))

    def _root(self, key: str) -> str:
        while key in self._parents:
            key = self._parents[key][0]
        return key

    def _error(self, line: int, what: str) -> AliasError:
        return AliasError(f"Line {line} of the file of aliases {self._path}: {what}")

    def _line_of_name(self, name: str) -> int:
        quoted = "|".join(re.escape(form) for form in (json.dumps(name, ensure_ascii=False), f"'{name}'", name))
        start = re.compile(rf"\s*(?:\[\s*)?(?:{quoted})\s*[=.\]]")
        return next((number for number, row in enumerate(self._rows, 1) if start.match(row)), 1)

    def _line_of_alias(self, alias: str, after: int) -> int:
        quoted = (json.dumps(alias, ensure_ascii=False), f"'{alias}'")
        rows = list(enumerate(self._rows, 1))[after - 1 :]
        for number, row in rows:
            said = row.partition("=")[2] if number == after else row
            if any(form in said for form in quoted):
                return number
        return after
