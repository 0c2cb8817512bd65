"""What a name in a question was understood as, and the question written with the documents' own names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.names.spelling import folded

Kind = Literal["spelling", "acronym", "alias", "exonym", "demonym"]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of a question, ``asked == question[start:end]``, and the documents' name for it.

    `found` is the name as the documents write it, most often where they write it in several ways; `others` are its
    further spellings there. `kind` says why they are one: another spelling, an acronym and what it stands for, an alias
    of the user's, a name from another language or time, or a place and what its people are called. `sureness` runs from
    0 to 1. `known` says that the documents have the asked spelling, too.
    """

    asked: str
    start: int
    end: int
    found: str
    kind: Kind
    sureness: float
    others: tuple[str, ...] = ()
    known: bool = False

    @property
    def replaces(self) -> bool:
        """Say whether the found name can stand in the asked one's place, grammar and all."""
        return not self.known and self.kind in {"spelling", "alias", "exonym"}


def expanded(question: str, matches: Iterable[NameMatch], *, beside: bool = False) -> str:
    """Write a question with the documents' names.

    Args:
        question: the question that was resolved.
        matches: what `Names.resolve` gave for it.
        beside: True keeps every asked name and adds all spellings of the documents in brackets, for a search; False
            puts the found name in the asked one's place where it fits, for a reader.
    """
    for match in sorted(matches, key=lambda match: match.start, reverse=True):
        if beside:
            names = _unlike(match.asked, (match.found, *match.others)) or [match.found]
            put = f"{match.asked} ({', '.join(names)})"
        elif match.replaces:
            put = match.found
        else:
            put = match.asked if match.known else f"{match.asked} ({match.found})"
        question = question[: match.start] + put + question[match.end :]
    return question


def noted(match: NameMatch, where: str = "the report") -> str | None:
    """Say in a line which name was taken: "Kharkov: 'Charkiw' in the report".

    None where it needs no saying: only accents, hyphens or articles differ, or a country is named as it is, too.
    """
    if match.known and match.kind == "demonym":
        return None
    names = [f"'{name}'" for name in _unlike(match.asked, (match.found, *match.others))]
    if not names:
        return None
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{match.asked}: {'also ' if match.known else ''}{said} in {where}"


def _unlike(asked: str, names: Sequence[str]) -> list[str]:
    """Leave out names that are the asked one but for capitals, accents and the like, and doubles."""
    kept = {folded(name): name for name in reversed(names) if folded(name) != folded(asked)}
    return list(reversed(kept.values()))
