from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.speech.tagging import tagged


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The mayor said that it rained.", "DnVthe."),
        ("Dr. Orr of the U.S. Navy left", "NNoDNNv"),
        ('He called it "a gift" (twice)', "hVhqb"),
        ("The final report of the outside reviewer", "DnXoDnn"),
        ("On that day the US Army reports claims", "oDnDNNXX"),
        ("A. Orr – a clerk – says", "NN-Dn-V"),
        ("the said man", "Den"),
        ("", ""),
    ],
)
def test_words_are_tagged_by_what_they_can_be(text: str, tags: str) -> None:
    assert tagged(text).tags == tags


@given(st.text(alphabet=st.one_of(st.sampled_from("aZ9 .,;:\"“”«»()[]-–'’\n\x00"), st.characters()), max_size=200))
def test_tokens_stand_in_order_and_never_overlap(text: str) -> None:
    words = tagged(text)
    assert len(words.tags) == len(words.words) == len(words.starts) == len(words.ends)
    assert all(start < end for start, end in zip(words.starts, words.ends, strict=True))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))
