from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.announced import announced_but_missing

ANNOUNCEMENT = "The mayor issued the following statement:"


@pytest.mark.parametrize(
    ("following", "missing"),
    [
        ("", True),
        ("\n", True),
        ("\nThe town lies on the river and has two bridges.", True),
        ("\nAccording to the police, the road was closed.", True),
        ("\n“The bridge is safe.”", False),
        ("\n- The bridge is safe.", False),
        ("\nWe regret the closure and will reopen on Monday.", False),
        (" the bridge is safe.", False),
    ],
)
def test_a_statement_is_missing_where_the_reporter_goes_on(following: str, missing: bool) -> None:
    text = ANNOUNCEMENT + following
    assert announced_but_missing(text, ANNOUNCEMENT, len(ANNOUNCEMENT)) is missing


@given(st.text(max_size=200).filter(lambda text: not text.rstrip().endswith(":")))
def test_only_a_colon_announces(sentence: str) -> None:
    assert not announced_but_missing(sentence, sentence, len(sentence))
