from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tense import tells_future, tells_past


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("The dam broke.", True, False),
        ("Two drones were destroyed.", True, False),
        ("She had left before.", True, False),
        ("The army fired forty shells.", True, False),
        ("It has not been verified.", False, False),
        ("The road is closed.", False, False),
        ("Armed men stand at the unmanned gate.", False, False),
        ("We need a speed limit.", False, False),
        ("A roster made by the company is in force.", False, False),
        ("The bridge will be rebuilt.", False, True),
        ("A decision is expected.", False, True),
        ("The recount was to begin at noon.", True, True),
        ("", False, False),
    ],
)
def test_verbs_show_the_time_they_tell_of(text: str, past: bool, future: bool) -> None:
    assert (tells_past(text), tells_future(text)) == (past, future)


@given(st.text(max_size=200))
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert tells_past(text) in (True, False)
    assert tells_future(text) in (True, False)
