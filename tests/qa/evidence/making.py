"""What tests of reading make: texts of all kinds, windows, and what a model might say of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st

from qa.evidence.decode import PieceReading
from qa.evidence.model import WindowLogits
from qa.evidence.windows import Window

_WORDS = (
    *("who signed, the lease. of pier-4 \"on\" (5 July) U.S. 11,000 o'clock [sic] “no” don't").split(),
    *("قصفت الميليشيات، مدينة دير‌الزور שלום अस्पताल में पहुंचे 東京都 ไม่มี cafe\u0301 Ünlü İstanbul ﬁrst ½").split(),
    *("👩‍👩‍👧 🇩🇪 \u200f\u202eabc\u202c [SEP] </s> <mask> [CLS]").split(),
    *("\x00 \x1f \x85 \u00a0 \u2028 \ufeff \t \n \u0301").split(" "),
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join),
    st.text("ab (\u0301)", max_size=20),
)
"""Texts: invented ones of all of Unicode, and words of many scripts with what surrounds them in real files."""


def guessed(windows: Sequence[Window], seed: int) -> list[WindowLogits]:
    """Make up what a model says of the windows."""
    chance = np.random.default_rng(seed)

    def logits(window: Window) -> Any:
        return chance.normal(0, 4, len(window)).astype(np.float32)

    return [WindowLogits(logits(w), logits(w), logits(w), logits(w), float(chance.normal())) for w in windows]


def check_reading(text: str, reading: PieceReading) -> None:
    """Hold that spans are slices of the text, on its words' edges, best first, and do not overlap."""
    for spans in (reading.spans, reading.items):
        assert [span.margin for span in spans] == sorted((span.margin for span in spans), reverse=True)
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
            assert not cuts_a_word(text, span.start)
            assert not cuts_a_word(text, span.end)
        ordered = sorted(spans, key=lambda span: span.start)
        assert all(one.end <= other.start for one, other in pairwise(ordered))


def cuts_a_word(text: str, place: int) -> bool:
    """Say whether letters, digits or marks on them stand on both sides of a place."""
    around = text[max(0, place - 1) : place + 1] if place else ""
    return len(around) == 2 and all(char.isalnum() or unicodedata.category(char)[0] == "M" for char in around)
