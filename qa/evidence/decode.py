"""From a model's logits to what they say: short answers with their scores, and each sentence's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa.evidence.model import Floats, WindowLogits
from qa.evidence.windows import Window

LONGEST_SPAN: Final = 40
"""Tokens of a short answer, at most."""
_NEVER: Final = -1e4
"""A logit where no span may begin or end: inside "bomb-laden", or before the "'s" that makes an owner of a name."""
_HYPHENS: Final = "-\u2010\u2011"
_CUT_AFTER: Final = re.compile(rf"['\u2019]s\b|[{_HYPHENS}]\w")
_DOTTED: Final = re.compile(r"(?<![^\W\d_])(?<!\.)(?:[^\W\d_]\.)+[^\W\d_]\Z")
_LONGEST_DOTTED: Final = 12
"""Characters in which a word with stops in it is looked for."""
_LOWEST: Final = -20.0
"""A logit of what was not found at all."""
_BEST: Final = 12
"""Starts and ends of a sentence that are tried with one another."""


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A short answer within a piece, by offsets in its text; `margin` is its log odds against "no answer here"."""

    start: int
    end: int
    margin: float


@dataclass(frozen=True, slots=True)
class PieceReading:
    """What was read of one piece (a sentence).

    spans: short answers, best first, none overlapping. evidence: the logit that it is evidence. answerable: that of
    the window that says most for it, and verdict what that window makes of a yes/no question (logits, as the model's;
    None from one that does not tell). items: runs of tokens that are each part of an answer, best first, for questions
    that ask for several; their `margin` is the mean logit of their tokens.
    """

    spans: tuple[FoundSpan, ...]
    evidence: float
    answerable: float
    items: tuple[FoundSpan, ...]
    verdict: Floats | None = None

    @property
    def margin(self) -> float:
        """Give the best span's margin; very low without a span."""
        return self.spans[0].margin if self.spans else _LOWEST


def together(ways: Sequence[PieceReading]) -> PieceReading:
    """Take the mean of what was read of a piece for several wordings of a question; the short answers, and the items,
    are those of the wording that says most for the piece and has any.
    """
    if len(ways) == 1:
        return ways[0]
    pointed = [read for read in ways if read.spans] or ways
    best = max(pointed, key=lambda read: read.evidence)
    shift = sum(read.margin for read in pointed) / len(pointed) - best.margin
    listed = max((read for read in ways if read.items), key=lambda read: read.evidence, default=best)
    told = [read.verdict for read in ways if read.verdict is not None]
    return PieceReading(
        tuple(replace(span, margin=span.margin + shift) for span in best.spans),
        sum(read.evidence for read in ways) / len(ways),
        sum(read.answerable for read in ways) / len(ways),
        listed.items,
        np.mean(told, axis=0, dtype=np.float32) if told else None,
    )


def read_pieces(texts: Sequence[str], windows: Sequence[Window], logits: Sequence[WindowLogits]) -> list[PieceReading]:
    """Gather what the windows say of each piece; a piece that stands in several windows takes the best of each."""
    spans: list[list[FoundSpan]] = [[] for _ in texts]
    items: list[list[FoundSpan]] = [[] for _ in texts]
    evidence, answerable = np.full(len(texts), _LOWEST), np.full(len(texts), -np.inf)
    verdicts: list[Floats | None] = [None for _ in texts]
    for window, told in zip(windows, logits, strict=True):
        null = float(told.start[0] + told.end[0])
        for number in np.unique(window.piece[window.piece >= 0]).tolist():
            tokens = np.flatnonzero(window.piece == number)
            evidence[number] = max(evidence[number], float(told.evidence[tokens].mean()))
            if told.answerable > answerable[number]:
                answerable[number], verdicts[number] = told.answerable, told.verdict
            spans[number].extend(_spans(texts[number], window, told, tokens, null))
            items[number].extend(_items(texts[number], window, told, tokens))
    return [
        PieceReading(
            _apart(spans[n]), float(evidence[n]), max(float(answerable[n]), _LOWEST), _apart(items[n]), verdicts[n]
        )
        for n in range(len(texts))
    ]


def _spans(text: str, window: Window, told: WindowLogits, tokens: NDArray[np.intp], null: float) -> list[FoundSpan]:
    opens = np.array([not _within_compound(text, int(at)) for at in window.starts[tokens]])
    closes = np.array([_CUT_AFTER.match(text, int(at)) is None for at in window.ends[tokens]])
    starts = np.where(opens, told.start[tokens], _NEVER)
    ends = np.where(closes, told.end[tokens], _NEVER)
    first = np.sort(np.argsort(-starts)[:_BEST])
    last = np.sort(np.argsort(-ends)[:_BEST])
    length = last[None, :] - first[:, None]
    score = np.where((length >= 0) & (length < LONGEST_SPAN), starts[first][:, None] + ends[last][None, :], -np.inf)
    found: list[FoundSpan] = []
    for place in np.argsort(-score, axis=None)[:_BEST].tolist():
        row, column = divmod(place, len(last))
        if score[row, column] > _NEVER / 2:
            low, high = int(window.starts[tokens[first[row]]]), int(window.ends[tokens[last[column]]])
            low, high = _trimmed(text, low, high)
            if low < high:
                found.append(FoundSpan(low, high, float(score[row, column]) - null))
    return found


def _items(text: str, window: Window, told: WindowLogits, tokens: NDArray[np.intp]) -> list[FoundSpan]:
    inside = told.inside[tokens]
    marked = np.flatnonzero(inside > 0)
    if not len(marked):
        return []
    found: list[FoundSpan] = []
    for run in np.split(marked, np.flatnonzero(np.diff(marked) > 1) + 1):
        low, high = _words(text, int(window.starts[tokens[run[0]]]), int(window.ends[tokens[run[-1]]]))
        low, high = _trimmed(text, low, high)
        if low < high:
            found.append(FoundSpan(low, high, float(inside[run].mean())))
    return found


def _within_compound(text: str, place: int) -> bool:
    """Say whether a word and a hyphen stand right before a place."""
    return place > 1 and text[place - 1] in _HYPHENS and _of_word(text[place - 2])


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to whole words: models cut words into parts."""
    while 0 < start < end and _of_word(text[start - 1]) and _of_word(text[start]):
        start -= 1
    while start < end < len(text) and _of_word(text[end - 1]) and _of_word(text[end]):
        end += 1
    return start, end


def _of_word(char: str) -> bool:
    """Say whether a character is part of a word: a letter, a digit, or a mark on one (accents, vowel signs)."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what is no part of an answer at its ends: spaces, stops, a quotation mark or bracket on its own. A stop
    that belongs to a word ("5 p.m.") is part of it.
    """
    start, end = _words(text, start, end)
    changed = True
    while changed and start < end:
        changed = False
        piece = text[start:end]
        if piece[-1].isspace() or piece[-1] in ",;:" or (piece[-1] == "." and end == len(text)):
            end, changed = end - 1, True
        elif piece[0].isspace() or piece[0] in ",;:.":
            start, changed = start + 1, True
        else:
            for left, right in ("()", "[]", "“”", '""'):
                if piece[0] == left and right not in piece[1:]:
                    start, changed = start + 1, True
                    break
                if piece[-1] == right and left not in piece[:-1]:
                    end, changed = end - 1, True
                    break
    if start < end and text[end : end + 1] == "." and _DOTTED.search(text[max(start, end - _LONGEST_DOTTED) : end]):
        end += 1
    return start, end


def _apart(found: Sequence[FoundSpan]) -> tuple[FoundSpan, ...]:
    """Keep the best of spans that overlap."""
    kept: list[FoundSpan] = []
    for span in sorted(found, key=lambda span: -span.margin):
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return tuple(kept)
