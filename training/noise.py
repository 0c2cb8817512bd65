"""Sentences worsened as machine translation and hasty typing worsen them, with the places of their answers kept.

Reports that were written in another language come with articles dropped or put where none belongs, wrong prepositions,
words that changed places, and names spelt in several ways. What is learnt from clean sentences alone fails on them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from qa.evidence.windows import Piece
from training.examples import Example

_WORD: Final = re.compile(r"\S+")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_PREPOSITIONS: Final = ("in", "on", "at", "of", "to", "from", "by", "with", "for", "into", "over")
_NAME: Final = re.compile(r"[A-Z][a-z]{3,}")
_SPELLINGS: Final = (
    ("ei", "ai"), ("ai", "ei"), ("ou", "u"), ("u", "ou"), ("ee", "i"), ("i", "ee"), ("o", "u"), ("e", "i"), ("k", "q"),
    ("q", "k"), ("sh", "ch"), ("z", "s"), ("v", "w"), ("y", "i"), ("aa", "a"), ("ss", "s"), ("s", "ss"), ("ah", "a"),
)  # fmt: skip
"""Letters that one transliteration has where another has other ones."""


@dataclass(frozen=True, slots=True)
class Degree:
    """How likely each worsening is: a dropped or added article, another preposition, two words that change places, a
    doubled word, each for one word; names that are spelt otherwise, each for one name.
    """

    drop: float
    put: float
    other: float
    swap: float
    double: float
    respell: float


LIGHT: Final = Degree(drop=0.3, put=0.02, other=0.1, swap=0.01, double=0.005, respell=0.05)
HEAVY: Final = Degree(drop=0.7, put=0.05, other=0.3, swap=0.04, double=0.01, respell=0.2)


def worsened(example: Example, chance: random.Random) -> Example:
    """Give an example with its sentences worsened; the question and the context stay as they are.

    A name that is spelt otherwise is so in all sentences, so that the question's spelling is not to be found.
    """
    degree = chance.choice((LIGHT, HEAVY))
    names = {name for piece in example.pieces for name in _NAME.findall(piece.text)}
    respelt = {name: respelled(name, chance) for name in sorted(names) if chance.random() < degree.respell}
    pieces: list[Piece] = []
    spans: list[tuple[int, int, int]] = []
    for number, piece in enumerate(example.pieces):
        places = [(start, end) for owner, start, end in example.spans if owner == number]
        text, moved = worsened_text(piece.text, places, respelt, degree, chance)
        pieces.append(Piece(text, piece.note))
        spans += [(number, start, end) for start, end in moved]
    return replace(example, pieces=tuple(pieces), spans=tuple(spans))


def respelled(name: str, chance: random.Random) -> str:
    """Spell a name as another transliteration might; as it is where none fits."""
    able = [(old, new) for old, new in _SPELLINGS if old in name[1:]]
    if not able:
        return name
    old, new = chance.choice(able)
    return name[0] + name[1:].replace(old, new, 1)


def worsened_text(
    text: str, spans: Sequence[tuple[int, int]], names: dict[str, str], degree: Degree, chance: random.Random
) -> tuple[str, list[tuple[int, int]]]:
    """Worsen one sentence.

    Args:
        text: the sentence.
        spans: its answers, (start, end).
        names: what names are spelt instead.
        degree: how much.
        chance: what decides.

    Returns:
        The sentence, and its answers in the same order; those of which nothing is left are left out.
    """
    words: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        low = word.casefold()
        if low in _ARTICLES and words and chance.random() < degree.drop:
            continue
        if low in _PREPOSITIONS and chance.random() < degree.other:
            word = chance.choice(_PREPOSITIONS)
        elif words and word.islower() and low not in _ARTICLES and chance.random() < degree.put:
            word = f"the {word}"
        for name in _NAME.findall(word):
            word = word.replace(name, names.get(name, name))
        words.append((word, match.start(), match.end()))
        if word.isalpha() and chance.random() < degree.double:
            words.append((word, match.start(), match.end()))
    for at in range(1, len(words) - 1):
        bounds = {edge for span in spans for edge in span}
        apart = any(words[at][2] <= edge <= words[at + 1][1] for edge in bounds)
        if words[at][0].isalpha() and words[at + 1][0].isalpha() and not apart and chance.random() < degree.swap:
            words[at], words[at + 1] = words[at + 1], words[at]
    made = ""
    places: list[tuple[int, int, int, int]] = []
    for word, start, end in words:
        made += " " if made else ""
        places.append((start, end, len(made), len(made) + len(word)))
        made += word
    return made, [span for old in spans if (span := _moved(old, text, made, places)) is not None]


def _moved(
    span: tuple[int, int], text: str, made: str, places: Sequence[tuple[int, int, int, int]]
) -> tuple[int, int] | None:
    """Find a span's words again; marks at its ends that were no part of it stay none."""
    touched = [place for place in places if place[0] < span[1] and span[0] < place[1]]
    if not touched:
        return None
    start, end = min(place[2] for place in touched), max(place[3] for place in touched)
    first = min(touched, key=lambda place: place[2])
    last = max(touched, key=lambda place: place[3])
    if first[0] < span[0]:
        start += min(span[0] - first[0], len(made) - 1)
    if last[1] > span[1]:
        end -= last[1] - span[1]
    return (start, end) if start < end else None
