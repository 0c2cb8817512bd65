"""How alike are texts? Sets of shingles, and the pairs of them that overlap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from math import ceil
from typing import Final, TypeVar

from eval.text import normalise

T = TypeVar("T", bound=Hashable)

_WORD: Final = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Give the words of a text, levelled as evaluation levels them."""
    return _WORD.findall(normalise(text))


def character_shingles(text: str, size: int = 4) -> frozenset[str]:
    """Give all runs of `size` characters of a text's words: what misspellings change little."""
    joined = f" {' '.join(words(text))} "
    return frozenset(joined[start : start + size] for start in range(max(1, len(joined) - size + 1)))


def word_shingles(text: str, size: int = 5) -> frozenset[tuple[str, ...]]:
    """Give all runs of `size` words of a text."""
    found = words(text)
    return frozenset(tuple(found[start : start + size]) for start in range(len(found) - size + 1))


def similarity(left: frozenset[T], right: frozenset[T]) -> float:
    """Give what two sets share of what they hold together (Jaccard 1901), 0 for empty ones."""
    together = len(left | right)
    return len(left & right) / together if together else 0.0


def alike(sets: Sequence[frozenset[T]], threshold: float) -> Iterator[tuple[int, int, float]]:
    """Find all pairs of sets whose similarity reaches the threshold: their numbers, the lower first, and how alike.

    Exact, and without looking at every pair: two sets that are alike share one of the first few of their rarest
    members (prefix filtering, Chaudhuri, Ganti, Kaushik 2006, "A Primitive Operator for Similarity Joins").

    Args:
        sets: what is compared.
        threshold: over 0, up to 1.
    """
    frequency = Counter(member for each in sets for member in each)
    held: dict[T, list[int]] = {}
    for right, members in enumerate(sets):
        rarest = sorted(members, key=lambda member: (frequency[member], repr(member)))
        prefix = rarest[: len(rarest) - ceil(threshold * len(rarest)) + 1]
        candidates = {left for member in prefix for left in held.get(member, ())}
        for left in sorted(candidates):
            if (score := similarity(sets[left], members)) >= threshold:
                yield left, right, score
        for member in prefix:
            held.setdefault(member, []).append(right)
