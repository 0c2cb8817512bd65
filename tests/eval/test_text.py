from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text import normalise, plain, says, says_any

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("It was on July 5.", "july 5"),
        ("It was on July\n  5.", "July 5"),
        ("A \u201cbomb\u2011laden\u201d drone", "bomb-laden drone"),
        ("the unit\u2019s base", "the unit's base"),
        ('"Iranian militias" deployed near Mayadin', "Iranian militias deployed"),
        ("two drones flew", "drone"),
        ("He was shot (twice).", "shot (twice)"),
        ("STRA\u00dfE", "strasse"),
        ("one, two", "one"),
        ("cost 1,500", "1,500"),
        ("the 5, then", "5"),
        ("about 5.", "5"),
        ("\u6771\u4eac\u306b\u884c\u304f", "\u4eac\u306b"),
    ],
)
def test_says(text: str, wording: str) -> None:
    assert says(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("It was on July 15.", "5"),
        ("It was on July 50.", "July 5"),
        ("It cost 5.2 million", "5"),
        ("It cost 5,200", "5"),
        ("the terrain", "rain"),
        ("a drone", "one"),
        ("they noted it", "no"),
        ("northern", "nor"),
        ("anything", ""),
        ("", "anything"),
        ("anything", "\u200b"),
    ],
)
def test_does_not_say(text: str, wording: str) -> None:
    assert not says(text, wording)


@given(WORDS, WORDS, WORDS)
def test_a_wording_is_found_between_other_words(before: list[str], wording: list[str], after: list[str]) -> None:
    assert says(" ".join([*before, *wording, *after]), " ".join(wording))


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(max_size=40))
def test_every_text_says_itself_unless_it_is_empty(text: str) -> None:
    assert says(text, text) == bool(normalise(text))


def test_says_any_takes_one_wording_of_several() -> None:
    assert says_any("on 5 July", ("July 5", "5 July"))
    assert not says_any("on 6 July", ("July 5", "5 July"))


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Ana signed it. [1][12]", "Ana signed it. "),
        ("**Ana** signed `it`", "Ana signed it"),
        ("- Ana\n- Ben [2]", "Ana\nBen "),
        ("> Ana said", "Ana said"),
        (r"cost \*5\* \[3\]", "cost *5* [3]"),
        ("see [the lease](#cite-1)", "see the lease"),
    ],
)
def test_plain_takes_markdown_away(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_a_citation_marker_is_no_number_of_the_answer() -> None:
    assert not says(plain("Several rockets were fired [1]"), "1")
