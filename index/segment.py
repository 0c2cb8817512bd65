"""From a document to its sentences, with exact offsets and the days that they speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index._abbreviations import parted_at_may, runs_on
from index.account import with_days
from index.blocks import Block, blocks_of, trimmed
from index.document import Document, Sentence

if TYPE_CHECKING:
    from index.settings import Settings

LONGEST_SENTENCE = 1000
"""Characters; a longer "sentence" (a table without full stops, say) is cut at the last comma or space before."""

SEGMENTATION = 3
"""Raised when sentences, their days or passages come out differently, so that indexes are segmented anew."""


_INITIALISM = re.compile(r"(?:^|[\s(\"'\u201c\u2018\[])(?:[A-Z]\.){2,}\Z")
_STARTERS = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|You|This|That|These|Those|There|In|On|At|By|For|But|And|However|After|Before|When"
    r"|While|As|If|Since|Some|Many|According|His|Her|Its|Their|Our|No|Yes|Meanwhile|Also)\b"
)
_FRAGMENT_WORDS = 4


def segmentation_of(settings: Settings) -> tuple[int, ...]:
    """Give all that decides how texts are cut into passages, and which days these tell of."""
    return SEGMENTATION, settings.passage_sentences, settings.passage_characters, int(settings.day_first)


def sentences_of(document: Document, *, day_first: bool = False) -> list[Sentence]:
    """Cut a document into sentences, and tell of which days they speak.

    Every character of the text that is not space is in exactly one sentence; sentences do not overlap, are in order
    and have no space at their ends. Short fragments that begin in small letters, as bad translations and broken
    extractions leave them behind, belong to the sentence before them.

    Args:
        document: the document.
        day_first: how dates such as 4/7 are read where the document itself does not show it.
    """
    found: list[Sentence] = []
    for number, block in enumerate(blocks_of(document)):
        for start, end in _spans_in(document.text, block):
            text = document.text[start:end]
            found.append(Sentence(document.id, len(found), start, end, text, number, section=block.section))
    return with_days(found, document, day_first=day_first)


def _spans_in(text: str, block: Block) -> list[tuple[int, int]]:
    import sentencex

    piece = text[block.start : block.end]
    spans = [
        trimmed(text, block.start + bounds["start_index"], block.start + bounds["end_index"])
        for bounds in sentencex.get_sentence_boundaries("en", piece)
    ]
    spans = _gapless(text, block, [span for span in spans if span[0] < span[1]])
    spans = _joined(text, [part for span in spans for part in parted_at_may(text, *span)])
    return [part for span in spans for part in _capped(text, *span)]


def _gapless(text: str, block: Block, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the promise of `sentences_of` whatever the library returns: sorted, no overlap, nothing left out."""
    whole: list[tuple[int, int]] = []
    position = block.start
    for start, end in [*sorted(spans), (block.end, block.end)]:
        gap = trimmed(text, position, max(start, position))
        if gap[0] < gap[1]:
            whole.append(gap)
        own = trimmed(text, max(start, position), end)
        if own[0] < own[1]:
            whole.append(own)
        position = max(position, end)
    return whole


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what should not have been parted: debris, lone numbers and marks, and what follows "the U.S." or "Ms."."""
    whole: list[tuple[int, int]] = []
    held: int | None = None  # where a part began that belongs to the sentence after it
    for start, end in spans:
        first = start if held is None else held
        held = None
        piece = text[start:end]
        if whole and runs_on(text[slice(*whole[-1])], piece):
            whole[-1] = (whole[-1][0], end)
            continue
        if whole and (_is_fragment(piece) or _INITIALISM.search(text, whole[-1][0], whole[-1][1])):
            joins = _is_fragment(piece) or not _STARTERS.match(piece)
            if joins:
                whole[-1] = (whole[-1][0], end)
                continue
        if _is_mark(piece) and end != spans[-1][1]:
            held = first
            continue
        whole.append((first, end))
    return whole


def _is_fragment(piece: str) -> bool:
    """Say whether a part of a paragraph is too little to stand alone: a few words beginning in small letters, or no
    letters and digits at all.
    """
    if not any(character.isalnum() for character in piece):
        return True
    first = next((character for character in piece if character.isalpha()), "")
    return first.islower() and piece[0].isalpha() and len(piece.split()) <= _FRAGMENT_WORDS


def _is_mark(piece: str) -> bool:
    """Say whether a part is only the number or bullet of what follows ("1.", "a)", "-")."""
    return len(piece) <= 5 and len(piece.split()) == 1 and sum(character.isalpha() for character in piece) <= 1


def _capped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    while end - start > LONGEST_SENTENCE:
        window = text[start : start + LONGEST_SENTENCE]
        marks = [match.end() for match in re.finditer(r"[;:,|\u060c\u061b\u3001\u3002\uff0c]\s|\n", window)]
        spaces = [match.end() for match in re.finditer(r"\s", window)]
        cut = next((cuts[-1] for cuts in (marks, spaces) if cuts and cuts[-1] > LONGEST_SENTENCE // 2), len(window))
        part = trimmed(text, start, start + cut)
        if part[0] < part[1]:
            parts.append(part)
        start, _ = trimmed(text, start + cut, end)
    return [*parts, (start, end)]
