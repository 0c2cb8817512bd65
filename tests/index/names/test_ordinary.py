from __future__ import annotations

import pytest

from index.names.ordinary import is_ordinary, is_word


@pytest.mark.parametrize(
    "word", ["mayor", "mayors", "cities", "stopped", "making", "the", "monday", "yesterday", "lower"]
)
def test_words_in_use_are_known_whatever_their_ending(word: str) -> None:
    assert is_ordinary(word)
    assert is_word(word)


@pytest.mark.parametrize("word", ["sankare", "whitefeather", "mayadin", "quillfether", ""])
def test_names_are_no_words(word: str) -> None:
    assert not is_word(word)


def test_rare_words_are_words_but_not_in_use() -> None:
    assert is_word("spokeswoman")
    assert not is_ordinary("spokeswoman")
