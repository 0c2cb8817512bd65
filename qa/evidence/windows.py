"""What a reader model is given at once: the question and a few neighbouring sentences, as tokens that know where they
stand.

A window is ``[CLS] question [SEP] context sentence sentence … [SEP]``, framed as the model's tokenizer frames a pair of
texts (``<s> … </s></s> … </s>`` for the RoBERTa kinds). The context (title, section, the end of the
sentence before) helps to understand and is never an answer; before a sentence that only takes its day over stands that
day in brackets. Every token of a sentence keeps its offsets in that sentence, so that no span can be off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Integers = NDArray[np.int64]
_Part = tuple[Integers, Integers, Integers]
"""Tokens of a window: their ids (tokens,), which piece each belongs to (tokens,), and its offsets there (tokens, 2)."""

LONGEST: Final = 192
"""Tokens in a window, at most."""
_SHORTEST: Final = 32
"""Tokens that a window must hold at least, to leave room for text beside the question."""
_QUESTION: Final = 48
_CONTEXT: Final = 40
_CACHED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence to read: its text, and what is said before it in brackets (the day it takes over), or nothing."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the model; all arrays have one entry a token.

    ids, types: the model's inputs. piece: which of the pieces the token belongs to, -1 for all that is no answer.
    starts, ends: its offsets in that piece's text, half-open.
    """

    ids: Integers
    types: Integers
    piece: Integers
    starts: Integers
    ends: Integers

    def __len__(self) -> int:
        return len(self.ids)


class WindowMaker:
    """Cuts pieces into windows with a tokenizer that frames pairs of texts, as those of the BERT and RoBERTa kinds do.
    What was tokenised is kept for the next question.
    """

    def __init__(self, tokenizer: Tokenizer, longest: int = LONGEST) -> None:
        """Take the model's tokenizer and its window's length in tokens.

        Raises:
            ValueError: the tokenizer does not frame pairs of texts, or the window is too short.
        """
        if longest < _SHORTEST:
            raise ValueError(f"a window of {longest} tokens is too short, it takes {_SHORTEST}")
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._longest = longest
        # At most a quarter of a short window is question, a quarter context.
        self._question, self._context = min(_QUESTION, longest // 4), min(_CONTEXT, longest // 4)
        pair = tokenizer.encode("a", "a")
        asked, read = ([at for at, owner in enumerate(pair.sequence_ids) if owner == side] for side in (0, 1))
        if not asked or not read or not asked[0]:
            raise ValueError("the tokenizer does not frame pairs of texts")
        ids = np.array(pair.ids, np.int64)
        self._first, self._middle, self._last = ids[: asked[0]], ids[asked[-1] + 1 : read[0]], ids[read[-1] + 1 :]
        self._types = pair.type_ids[asked[0]], pair.type_ids[read[0]]
        self._before = _before(tokenizer)

        @lru_cache(maxsize=_CACHED)
        def encode(text: str, before: str) -> tuple[Integers, Integers]:
            told = tokenizer.encode(before + text if text else "", add_special_tokens=False)
            offsets = np.array(told.offsets, np.int64).reshape(-1, 2)
            return np.array(told.ids, np.int64), np.maximum(offsets - len(before), 0)

        self._encode = encode

    def windows(self, question: str, context: str, pieces: Sequence[Piece]) -> Iterator[Window]:
        """Cut neighbouring pieces into as few windows as hold them.

        A piece that alone is longer than a window is read in overlapping parts. Text without a single token (control
        characters, say) gives no window.
        """
        asked = self._encode(question, "")[0][: self._question]
        around = self._encode(context, self._before)[0]
        if len(around) > self._context:
            half = self._context // 2
            around = np.concatenate([around[:half], around[-half:]])
        frame = len(self._first) + len(self._middle) + len(self._last)
        room = self._longest - frame - len(asked) - len(around)
        held: list[_Part] = []
        used = 0
        for number, piece in enumerate(pieces):
            for part in self._parts(number, piece, room):
                if held and used + len(part[0]) > room:
                    yield self._window(asked, around, held)
                    held, used = [], 0
                held.append(part)
                used += len(part[0])
        if held:
            yield self._window(asked, around, held)

    def _parts(self, number: int, piece: Piece, room: int) -> Iterator[_Part]:
        note = self._encode(piece.note, self._before)[0][: room // 2]
        ids, offsets = self._encode(piece.text, self._before)
        most = room - len(note)
        step = max(1, most // 2)
        for start in range(0, len(ids), step):
            cut = slice(start, start + most)
            # Some tokenizers make tokens of spaces alone, which cover nothing.
            owner = np.where(offsets[cut, 0] < offsets[cut, 1], number, -1)
            yield _joined([_unread(note), (ids[cut], owner, offsets[cut])])
            if start + most >= len(ids):
                return

    def _window(self, asked: Integers, around: Integers, held: Sequence[_Part]) -> Window:
        head = _joined([_unread(self._first), _unread(asked), _unread(self._middle)])
        ids, piece, places = _joined([head, _unread(around), *held, _unread(self._last)])
        types = np.where(np.arange(len(ids)) < len(head[0]), *self._types)
        return Window(ids, types, piece, places[:, 0], places[:, 1])


def _unread(ids: Integers) -> _Part:
    """Make a part of tokens that are no answer."""
    return ids, np.full(len(ids), -1), np.zeros((len(ids), 2), np.int64)


def _joined(parts: Sequence[_Part]) -> _Part:
    ids, owners, places = zip(*parts, strict=True)
    return np.concatenate(ids), np.concatenate(owners), np.concatenate(places)


def _before(tokenizer: Tokenizer) -> str:
    """Give what stands before a text so that its first word is cut as it is within running text: a space where the
    tokenizer takes spaces into the word behind them (byte-level BPE, as RoBERTa's), else nothing.
    """
    alone, twice = (tokenizer.encode(text, add_special_tokens=False).ids for text in ("a", "a a"))
    return "" if twice == alone * 2 else " "
