"""The outer structure of a document: its paragraphs, and the heading that each stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.document import Document

MARKDOWN = "text/markdown"

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|\Z)")
_LIST_ITEM = re.compile(r"\s*(?:[-*+\u2022\u2013\u2014\u00b7]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_WIDEST_WRAPPED_LINE = 120
_NARROWEST_WRAPPED_LINE = 40
"""Text whose longest line is longer or shorter than this is not taken for text that an editor has wrapped."""

_RAGGED = 0.9
"""Which part of the width a line must fill, since people wrap less strictly than editors."""

_SENTENCE_ENDS = frozenset(".!?:;\"'\u201d\u2019)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or the like: ``text[start:end]``, without space around it. `section` is the
    heading it stands under, or is.
    """

    start: int
    end: int
    section: str | None = None


def blocks_of(document: Document) -> list[Block]:
    """Cut a document into its blocks, in order; every character that is not space is in exactly one of them."""
    if document.media_type == MARKDOWN:
        from index.load.markdown import markdown_blocks

        return markdown_blocks(document.text)
    return paragraphs(document.text)


def paragraphs(text: str, start: int = 0, end: int | None = None, section: str | None = None) -> list[Block]:
    """Cut plain text (or ``text[start:end]``) into paragraphs.

    A line is a paragraph, unless the text is wrapped: where lines break as an editor breaks them at a width, they run
    on until a blank line, a line that had room left, or an item of a list.
    """
    groups = list(_line_groups(text, start, len(text) if end is None else end))
    width = _wrapped_at([[line for _, _, line in group] for group in groups])
    found: list[Block] = []
    for group in groups:
        group_width = width or _wrapped_at([[line for _, _, line in group]])
        first = 0
        for last in range(len(group)):
            if last + 1 == len(group) or not _runs_on(group[last][2], group[last + 1][2], group_width):
                found.append(Block(group[first][0], group[last][1], section))
                first = last + 1
    return found


_Line = tuple[int, int, str]
"""Where a line starts and ends without the space around it, and its text."""


def _line_groups(text: str, start: int, end: int) -> Iterator[list[_Line]]:
    """Give the lines between blank ones."""
    lines: list[_Line] = []
    for match in _LINE.finditer(text, start, end):
        line_start, line_end = trimmed(text, match.start(), match.end())
        if line_start < line_end:
            lines.append((line_start, line_end, text[line_start:line_end]))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _wrapped_at(groups: list[list[str]]) -> int | None:
    """Find the width at which an editor wrapped these lines, None if they are not wrapped."""
    width = max((len(line) for group in groups for line in group if " " in line), default=0)
    if not _NARROWEST_WRAPPED_LINE <= width <= _WIDEST_WRAPPED_LINE:
        return None
    breaks = [pair for group in groups for pair in pairwise(group) if not _LIST_ITEM.match(pair[1])]
    full = sum(_runs_on(line, following, width) for line, following in breaks)
    within = sum(line[-1] not in _SENTENCE_ENDS for line, _ in breaks)
    if len(breaks) <= 2:  # They prove little, so each must break within a sentence.
        within_all = all(line[-1] not in _SENTENCE_ENDS and following[0].islower() for line, following in breaks)
        return width if breaks and full == len(breaks) and within_all else None
    return width if full >= 0.75 * len(breaks) and within >= 0.5 * len(breaks) else None


def _runs_on(line: str, following: str, width: int | None) -> bool:
    """Say whether a line broke only because the first word of the following did not fit on it."""
    if width is None or _LIST_ITEM.match(following):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width * _RAGGED


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow ``text[start:end]`` so that no space stands at its ends; empty where it is all space."""
    piece = text[start:end]
    kept = piece.strip()
    first = start + len(piece) - len(piece.lstrip()) if kept else start
    return first, first + len(kept)
