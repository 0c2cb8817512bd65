from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.shingles import alike, character_shingles, similarity, word_shingles, words

SETS = st.lists(st.frozensets(st.integers(0, 12), max_size=8), max_size=8)


@given(SETS, st.floats(0.05, 1.0))
def test_every_pair_that_is_alike_is_found(sets: list[frozenset[int]], threshold: float) -> None:
    found = {(left, right): score for left, right, score in alike(sets, threshold)}

    for left, right in combinations(range(len(sets)), 2):
        score = similarity(sets[left], sets[right])
        if score >= threshold:
            assert found.pop((left, right)) == score
    assert not found


@given(st.frozensets(st.text()), st.frozensets(st.text()))
def test_similarity_is_a_share_and_has_no_direction(left: frozenset[str], right: frozenset[str]) -> None:
    assert 0 <= similarity(left, right) <= 1
    assert similarity(left, right) == similarity(right, left)


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        ("Who signed the book?", "who signed the BOOK", 1.0, 1.0),
        ("Who signed the book?", "Who sigend the book?", 0.4, 0.9),
        ("Who signed the book?", "Where does the ferry go?", 0.0, 0.2),
    ],
)
def test_questions_are_as_alike_as_they_read(left: str, right: str, low: float, high: float) -> None:
    assert low <= similarity(character_shingles(left), character_shingles(right)) <= high


def test_runs_of_words_cross_punctuation_and_need_enough_words() -> None:
    assert word_shingles("One, two. Three", 3) == {("one", "two", "three")}
    assert word_shingles("One, two", 3) == frozenset()
    assert words("It’s 5 o'clock") == ["it", "s", "5", "o", "clock"]
