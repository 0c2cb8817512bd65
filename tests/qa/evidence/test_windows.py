from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.evidence.windows import LONGEST, Piece, Window, WindowMaker
from tests.qa.evidence.making import TEXTS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECES = st.lists(st.builds(Piece, TEXTS, st.sampled_from(["", "(4 July 2021)", "(1 May) " * 60])), max_size=8)


def readable(windows: list[Window], number: int) -> list[tuple[int, int, int]]:
    """Give the (id, start, end) of a piece's tokens, in the order of the windows."""
    return [
        (int(window.ids[at]), int(window.starts[at]), int(window.ends[at]))
        for window in windows
        for at in np.flatnonzero(window.piece == number)
    ]


@settings(deadline=None)
@given(TEXTS, TEXTS, PIECES)
def test_every_token_of_a_piece_is_read_and_knows_its_place(
    maker: WindowMaker, tokenizer: Tokenizer, question: str, context: str, pieces: list[Piece]
) -> None:
    windows = list(maker.windows(question, context, pieces))
    for number, piece in enumerate(pieces):
        told = tokenizer.encode(piece.text, add_special_tokens=False)
        found = list(dict.fromkeys(readable(windows, number)))  # parts of a long piece overlap
        assert found == [(one, *place) for one, place in zip(told.ids, told.offsets, strict=True)]
        assert all(0 <= start < end <= len(piece.text) for _, start, end in found)


@settings(deadline=None)
@given(TEXTS, TEXTS, PIECES, st.integers(1, 40), st.sampled_from([32, 33, 64, LONGEST, 512]))
def test_windows_are_framed_and_never_longer_than_allowed(
    tokenizer: Tokenizer, question: str, context: str, pieces: list[Piece], times: int, longest: int
) -> None:
    many = [Piece(piece.text * times, piece.note) for piece in pieces]
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    for window in WindowMaker(tokenizer, longest).windows(question * times, context * times, many):
        assert len(window) <= longest
        assert {len(part) for part in (window.types, window.piece, window.starts, window.ends)} == {len(window)}
        assert (window.ids[0], window.ids[-1]) == (first, last)
        ahead = int(np.argmax(window.types))
        assert window.ids[ahead - 1] == last
        assert window.types.tolist() == [0] * ahead + [1] * (len(window) - ahead)
        assert (window.piece[:ahead] == -1).all()
        assert window.piece.max() >= 0


def test_a_window_reads_as_it_should(maker: WindowMaker, tokenizer: Tokenizer) -> None:
    pieces = [Piece("Ana signed."), Piece("It rained.", "(4 July)")]
    (window,) = maker.windows("Who signed?", "Pier 4", pieces)
    tokens = " ".join(str(tokenizer.id_to_token(int(one))) for one in window.ids)
    assert tokens == "[CLS] who signed ? [SEP] pier 4 ana signed . ( 4 july ) it rained . [SEP]"
    assert [pieces[1].text[start:end] for _, start, end in readable([window], 1)] == ["It", "rained", "."]


def test_a_very_long_sentence_is_covered_by_parts_that_overlap(maker: WindowMaker, tokenizer: Tokenizer) -> None:
    text = ("word " * 10_000)[:50_000]
    windows = list(maker.windows("Who?", "", [Piece(text, "(4 July)")]))
    assert max(map(len, windows)) <= LONGEST
    places = [(start, end) for _, start, end in readable(windows, 0)]
    assert set(places) == set(tokenizer.encode(text, add_special_tokens=False).offsets)
    for one, other in pairwise(windows):
        assert other.starts[other.piece == 0].min() < one.starts[one.piece == 0].max()


@pytest.mark.parametrize("text", ["", " ", "\x00\x1f", "\u200f"])
def test_a_text_without_tokens_gives_no_window(maker: WindowMaker, text: str) -> None:
    assert list(maker.windows("Who?", "context", [Piece(text, "(4 July)")])) == []
    assert list(maker.windows("Who?", "context", [])) == []
    (window,) = maker.windows("Who?", "context", [Piece(text), Piece("Ana.")])
    assert set(window.piece.tolist()) == {-1, 1}


def test_a_window_too_short_or_a_tokenizer_without_frames_is_refused(tokenizer: Tokenizer) -> None:
    from tokenizers import Tokenizer, models

    with pytest.raises(ValueError, match="too short"):
        WindowMaker(tokenizer, 31)
    with pytest.raises(ValueError, match="does not frame pairs of texts"):
        WindowMaker(Tokenizer(models.BPE({"a": 0}, [])))
