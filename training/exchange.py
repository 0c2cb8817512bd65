"""Names exchanged for others: in a whole window, where the answer stays, or in the question alone, where it goes.

A reader that has seen a report's questions a few times knows them by its names. With other names it has to read again.
"""

from __future__ import annotations

import calendar
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qa.evidence.windows import Piece
from training.examples import Example

_NAME: Final = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}\b")
_LOWER: Final = re.compile(r"\b[a-z]{4,}\b")
_CALENDAR: Final = frozenset((*calendar.month_name, *calendar.day_name, *calendar.month_abbr, *calendar.day_abbr))
_COMMON: Final = 0.002
"""Words with a capital that so large a part of all texts have are nations and offices rather than somebody's names."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of many texts: words that always have a capital, and that few texts have."""

    known: tuple[str, ...]
    members: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Names:
        """Gather them; each text once."""
        seen: Counter[str] = Counter()
        lower: set[str] = set()
        count = 0
        for text in texts:
            seen.update(set(_NAME.findall(text)))
            lower.update(_LOWER.findall(text))
            count += 1
        most = max(2, count * _COMMON)
        names = {name for name, times in seen.items() if times <= most and name.lower() not in lower} - _CALENDAR
        return cls(tuple(sorted(names)), frozenset(names))

    def renamed(self, example: Example, chance: random.Random) -> Example:
        """Give other names to about half of those that an example has, alike in its question and its text."""
        texts = (example.question, example.context, *(piece.text for piece in example.pieces))
        found = sorted(
            {word for text in texts for word in re.findall(r"\b[A-Z][a-z]{3,}\b", text) if word in self.members}
        )
        others = {name: chance.choice(self.known) for name in found if chance.random() < 0.5}
        if not others:
            return example
        pattern = re.compile(rf"\b(?:{'|'.join(others)})\b", re.IGNORECASE)
        pieces: list[Piece] = []
        spans: list[tuple[int, int, int]] = []
        for number, piece in enumerate(example.pieces):
            places = [(start, end) for owner, start, end in example.spans if owner == number]
            text, moved = _exchanged(piece.text, pattern, others, places)
            pieces.append(Piece(text, piece.note))
            spans += [(number, start, end) for start, end in moved]
        return replace(
            example,
            question=_exchanged(example.question, pattern, others, ())[0],
            context=_exchanged(example.context, pattern, others, ())[0],
            pieces=tuple(pieces),
            spans=tuple(spans),
        )

    def estranged(self, example: Example, chance: random.Random) -> Example:
        """Ask an answered question of somebody else, whom the text does not know; as it was where it names nobody."""
        asked = [word for word in re.findall(r"\b[A-Z][a-z]{3,}\b", example.question) if word in self.members]
        told = " ".join(piece.text for piece in example.pieces)
        asked = [word for word in asked if word in told]
        if not asked or not example.answerable:
            return example
        old, new = chance.choice(asked), chance.choice(self.known)
        if new in told:
            return example
        question = re.sub(rf"\b{old}\b", new, example.question)
        nothing: frozenset[int] = frozenset()
        return replace(example, question=question, spans=(), gold=nothing, answerable=False, verdict=frozenset())


def _exchanged(
    text: str, pattern: re.Pattern[str], others: dict[str, str], spans: Sequence[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """Exchange words; gives the text and where its spans now are."""
    low = {old.lower(): new for old, new in others.items()}
    made: list[str] = []
    moves: list[tuple[int, int, int]] = []
    """Start and end of what was exchanged, and by how much it grew."""
    last = 0
    for match in pattern.finditer(text):
        word = low.get(match.group().lower(), match.group())  # "ı" matches "i", and is none
        word = word.lower() if match.group().islower() else word
        made += [text[last : match.start()], word]
        moves.append((match.start(), match.end(), len(word) - len(match.group())))
        last = match.end()
    made.append(text[last:])

    def moved(place: int, *, end: bool) -> int:
        """Move a place; one inside an exchanged word goes to its edge."""
        shift = 0
        for start, stop, growth in moves:
            if stop <= place:
                shift += growth
            elif start < place:
                return (stop + growth if end else start) + shift
        return place + shift

    return "".join(made), [(moved(start, end=False), moved(stop, end=True)) for start, stop in spans]
