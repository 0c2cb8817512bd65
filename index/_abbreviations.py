"""Full stops that end no sentence, and one that does: what the library for sentences does not know of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_LAST_WORD: Final = re.compile(r"(?:^|[\s(\[\"'\u201c\u2018/-])(?P<word>[^\W\d_]{2,7})\.\Z")
_LONGEST: Final = 12
"""Characters in which an abbreviation and what stands before it are looked for."""
_TITLES: Final = frozenset("Ms Mx Cllr Pte Sra Srta Const Ald Amb Atty Bp".split())
"""Titles; a name follows."""
_MEASURES: Final = frozenset("approx est incl vol ch para tel".split())
"""What a number follows, or the words of one."""
_MEASURES_SMALL: Final = frozenset(("max",))
"""The same, but for what is a name in capitals."""
_MAY: Final = re.compile(
    r"(?<=\bMay\.)\s+(?=[\"'\u201c\u2018(\[]?(?!(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z](?:[a-z]+\b|\s))"
)
"""Where a sentence ends in "May.", which is short for nothing."""
_OPENED: Final = re.compile(r"[\u201c\u00ab(\[]")
_CLOSED: Final = re.compile(r"[\u201d\u00bb)\]]")


def runs_on(before: str, after: str) -> bool:
    """Say whether a part that ends in a title or a measure cut short ("Ms.", "approx.") goes on in the next."""
    match = _LAST_WORD.search(before[-_LONGEST:])
    if match is None:
        return False
    word, first = match["word"], after[:1]
    if word in _TITLES:
        return first.isupper()
    return (word.casefold() in _MEASURES or word in _MEASURES_SMALL) and (first.isdigit() or first.islower())


def parted_at_may(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a sentence where it says "… since May. Colonel …", but not inside a quotation or brackets."""
    for match in _MAY.finditer(text, start, end):
        before = text[start : match.start()]
        if before.count('"') % 2 or len(_OPENED.findall(before)) > len(_CLOSED.findall(before)):
            continue
        yield start, match.start()
        start = match.end()
    yield start, end
