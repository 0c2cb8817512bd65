from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.actors import names_actor, open_actor


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        ("The store was robbed by someone.", True),
        ("A boat of unknown affiliation fired.", True),
        ("Unidentified gunmen fled.", True),
        ("The store was robbed by Lenz.", False),
    ],
)
def test_accounts_that_leave_the_actor_open_are_known(sentence: str, is_open: bool) -> None:
    assert open_actor(sentence) is is_open


@pytest.mark.parametrize(
    ("sentence", "named"),
    [("The store was robbed by Lenz.", True), ("It was done by two men.", True), ("The store was shut.", False)],
)
def test_accounts_that_name_an_actor_are_known(sentence: str, named: bool) -> None:
    assert names_actor(sentence) is named


@given(st.text(max_size=300))
def test_any_text_is_looked_at(text: str) -> None:
    assert open_actor(text) in (True, False)
    assert names_actor(text) in (True, False)
