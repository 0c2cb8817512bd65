from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.mention import MOST_WORDS, mentions, tokens


def names(text: str) -> list[str]:
    return [text[mention.tokens[0].start : mention.tokens[-1].end] for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday the mayor of Tarhat met Sheikh Mabrouk Al-Tayyari.", ["Tarhat", "Mabrouk Al-Tayyari"]),
        ("The Front of the Red Ridge denied it.", ["Front of the Red Ridge"]),
        ("Misseri spoke; Miseri did not.", ["Misseri", "Miseri"]),
        ("Yesterday nobody spoke.", []),
        ("He met Mr. Quill and A. Mollov in Kara-Bulak.", ["Quill", "A. Mollov", "Kara-Bulak"]),
        ("the site al-Marsad al-Bahri said", ["al-Marsad al-Bahri"]),
        ("Urutia's brother saw the Stevedores' Union.", ["Urutia", "Stevedores' Union"]),
        ("US soldiers left.", ["US"]),
        ("It rained in July.", []),
        ("", []),
    ],
)
def test_names_are_found_by_how_they_are_written(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_title_is_told_apart_from_the_name() -> None:
    (mention,) = mentions("She asked Dr Rotari.")
    assert (mention.title, [word.text for word in mention.tokens]) == ("dr", ["Rotari"])


def test_in_a_heading_capitals_tell_nothing() -> None:
    (mention,) = mentions("SITUATION REPORT ON ARDAMAQA CAMP")
    assert all(word.opens for word in mention.tokens)


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert token.text == text[token.start : token.end]
        assert token.start >= last
        last = token.end


@given(st.text("AaBb .,'-’\nofthe"))
def test_names_begin_and_end_large(text: str) -> None:
    for mention in mentions(text):
        assert mention.tokens[0].large
        assert mention.tokens[-1].large


def test_a_very_long_run_of_names_is_no_burden() -> None:
    (mention,) = mentions("Xa " * 20_000)
    assert len(mention.tokens) == 20_000 > MOST_WORDS
