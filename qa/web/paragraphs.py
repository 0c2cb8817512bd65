"""How a plain text is laid out for reading: its paragraphs, and which of them to show."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

WHOLE: Final = 60_000
"""Documents up to this many code points are shown whole."""
AROUND: Final = 12_000
"""Code points shown before and after the cited place of a longer document."""
MORE: Final = 24_000
"""Code points that "show more" adds."""
LONGEST: Final = 4_000
"""A paragraph longer than this is cut at white space, so that no page is one wall."""

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_WRAPPED: Final = range(45, 121)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Code points ``[start, end)`` of a text. `flowing`: line breaks inside are wrapping, not meaning."""

    start: int
    end: int
    flowing: bool = False
    heading: bool = False


@lru_cache(maxsize=16)
def paragraphs(text: str, markdown: bool = False) -> tuple[Paragraph, ...]:
    """Find the paragraphs of `text`, in order; every character that is not white space is in exactly one.

    A line is a paragraph, except where lines were wrapped at a column (several full lines and then a last one,
    between blank lines): those are one paragraph.
    """
    found: list[Paragraph] = []
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = (match.start(), match.end())
        if block and (not text[slice(*line)].strip() or _blank_between(text, block[-1][1], line[0])):
            found.extend(_lay_out(text, block, markdown))
            block = []
        if text[slice(*line)].strip():
            block.append(line)
    found.extend(_lay_out(text, block, markdown))
    return tuple(piece for paragraph in found for piece in _cut(text, paragraph))


def _blank_between(text: str, end: int, start: int) -> bool:
    return text[end:start].replace("\r\n", "\n") not in ("\n", "\r", "\u2028")


def _lay_out(text: str, block: list[tuple[int, int]], markdown: bool) -> list[Paragraph]:
    wrapped = len(block) > 1 and all(end - start in _WRAPPED for start, end in block[:-1])
    if wrapped and block[-1][1] - block[-1][0] <= max(end - start for start, end in block[:-1]):
        return [Paragraph(block[0][0], block[-1][1], flowing=True)]
    return [Paragraph(start, end, heading=markdown and bool(_HEADING.match(text, start, end))) for start, end in block]


def _cut(text: str, paragraph: Paragraph) -> list[Paragraph]:
    pieces, start = [], paragraph.start
    while paragraph.end - start > LONGEST:
        space = max(text.rfind(" ", start + 1, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST))
        cut = space + 1 if space > start + LONGEST // 2 else start + LONGEST
        pieces.append(Paragraph(start, cut, paragraph.flowing))
        start = cut
    return [*pieces, Paragraph(start, paragraph.end, paragraph.flowing, paragraph.heading)]


def window(length: int, layout: tuple[Paragraph, ...], place: int, wanted: tuple[int, int] | None) -> tuple[int, int]:
    """Choose the code points ``[first, last)`` to show, at paragraph borders.

    The whole text where it is short; else what was `wanted`, else what lies around `place`. A wanted window is
    never wider than four times `WHOLE`, whatever the browser asks for.
    """
    if length <= WHOLE or not layout:
        return 0, length
    first, last = wanted or (place - AROUND, place + AROUND)
    first = max(0, min(first, length))
    last = max(first, min(last, length, first + 4 * WHOLE))
    starts = [paragraph.start for paragraph in layout]
    opening = max(0, bisect_right(starts, first) - 1)
    closing = min(len(layout) - 1, max(opening, bisect_right(starts, last) - 1))
    return (
        0 if opening == 0 else layout[opening].start,
        length if closing == len(layout) - 1 else layout[closing + 1].start,
    )
