from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from qa.evidence.match import WordMatcher, form_match, initials_of
from qa.words import Word, words


def one(text: str) -> Word:
    return words(f"at {text}")[-1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Omar", "Umar"), ("Irbil", "Erbil"), ("Mayadeen", "Mayadin"), ("attcked", "attacked"), ("Assad", "Asad")],
)
def test_spellings_of_one_word_meet(asked: str, found: str) -> None:
    assert (form_match(one(asked), one(found)) or 0) >= 0.85


@pytest.mark.parametrize(("asked", "found"), [("3", "4"), ("12", "120")])
def test_numbers_meet_only_themselves(asked: str, found: str) -> None:
    assert form_match(one(asked), one(found)) == 0.0


@pytest.mark.parametrize(("asked", "found"), [("Halden", "Vale"), ("Oslo", "Lima")])
def test_unlike_names_are_left_to_meaning(asked: str, found: str) -> None:
    assert form_match(one(asked), one(found)) is None


def test_initials_are_read_over_small_words() -> None:
    found = initials_of(words("the Bureau of Land Management and others"))
    assert found["BLM"] == (1, 5)


@given(st.text(max_size=60), st.text(max_size=60))
def test_matches_lie_between_nothing_and_the_same(asked: str, found: str) -> None:
    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), 4), 0.5, dtype=np.float32)

    matrix = WordMatcher(embed).matrix(words(asked), words(found))
    assert matrix.shape == (len(words(asked)), len(words(found)))
    assert ((matrix >= 0) & (matrix <= 1)).all()
