from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words import content_words, words


@given(st.text())
def test_every_word_stands_at_its_offsets(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert word.key


@given(st.text())
def test_words_come_in_order_and_do_not_overlap(text: str) -> None:
    found = words(text)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("one", "other"),
    [("attacked", "attacks"), ("Rockets", "rocket"), ("three", "3"), ("12,000", "12000")],
)
def test_forms_of_one_word_share_a_key(one: str, other: str) -> None:
    assert words(one)[0].key == words(other)[0].key


def test_dots_in_an_acronym_do_not_count() -> None:
    assert words("the U.S. army")[1].key == words("the US army")[1].key == "US"


def test_the_pronoun_us_is_not_the_country() -> None:
    assert words("they told us")[-1].key != words("The US said")[1].key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ferry reached Aberdeen.", ["Aberdeen"]),
        ("Rain fell. Later it stopped.", []),
        ("the WHO and the E.U. agreed", ["WHO", "E.U."]),
        ('He said "Rain is near".', []),
    ],
)
def test_names_are_told_by_capitals_inside_a_sentence(text: str, names: list[str]) -> None:
    assert [word.text for word in words(text) if word.name] == names


def test_articles_of_outside_spellings_are_no_content() -> None:
    assert [word.text for word in content_words("What happened at al-Bab?")] == ["Bab"]
