"""What is claimed, without who says it."""

from __future__ import annotations

import pytest

from qa.question.followup.claims import unsaid


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The harbour office says that the cause is the old pump", "the cause is the old pump"),
        ("Mayor Anna Reed said that the lamp would cost 30 crowns", "the lamp would cost 30 crowns"),
        ("The pilot, who had slept little, told the board on 3 May that the lamp was out", "the lamp was out"),
        ("The owner, Lena Dahl, said the ferry would sail at noon", "the ferry would sail at noon"),
        ("The county closed the Vale bridge, said the mayor, Anna Reed", "The county closed the Vale bridge"),
        ("The county closed the Vale bridge, according to the mayor", "The county closed the Vale bridge"),
    ],
)
def test_who_says_it_is_left_out(sentence: str, claim: str) -> None:
    assert unsaid(sentence) == claim


@pytest.mark.parametrize(
    "sentence",
    [
        "The county closed the Vale bridge",
        "The mayor did not say that the bridge was closed",
        "The bridge was closed after the mayor said that it was unsafe",
        "The mayor denied that the bridge was closed",
        "Nobody said that the bridge was closed",
        "The mayor said nothing of the bridge",
        "The mayor said on Monday",
        "",
    ],
)
def test_what_is_no_claim_of_somebody_stays(sentence: str) -> None:
    assert unsaid(sentence) == sentence
