from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.compose.markdown import escaped, markers, plain, quoted, unbulleted


@given(st.text())
def test_no_text_makes_a_marker(text: str) -> None:
    assert markers(quoted(text)) == set()
    assert markers(f"{quoted(text)} [3]") == {3}


@given(st.text())
def test_escaping_only_adds_backslashes(text: str) -> None:
    assert escaped(text).replace("\\", "") == text.replace("\\", "")


def test_links_tags_and_code_are_taken_their_power() -> None:
    assert escaped("[x](y) <b> `c` *d*") == r"\[x\](y) \<b> \`c\` \*d\*"


@given(st.text())
def test_plain_text_gives_back_what_was_escaped(text: str) -> None:
    assert plain(f"**{escaped(text)}** [1]") == f"{text} [1]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 22:25 The gate shut.", "22:25 The gate shut."),
        ("• Boats", "Boats"),
        ("-5 degrees", "-5 degrees"),
        ("1. Boats", "1. Boats"),
        ("- ", "- "),
    ],
)
def test_a_bullet_is_left_out(text: str, expected: str) -> None:
    assert unbulleted(text) == expected
