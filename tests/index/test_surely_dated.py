from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.segment import sentences_of
from index.surely_dated import surely_dated


def last(text: str) -> bool:
    return surely_dated(sentences_of(Document("d", "t", text))[-1])


@pytest.mark.parametrize(
    "text",
    [
        "On July 4 it rained.",
        "The lease was signed on 3 May 2021.",
        "On July 4 the guard was stopped. He was arrested in the harbour.",
        "On July 4 it rained. Two days later a truce was agreed.",
        "In June 2019 the mill burnt.",
        "On July 4 the clerk came and the guard left.",
    ],
)
def test_what_a_sentence_tells_is_dated_for_sure(text: str) -> None:
    assert last(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "It rained last winter.",
        "The guard, who was hired on 3 March 2019, was arrested.",
        "On July 4 the police said that the guard had been arrested.",
        "On July 4 the guard was stopped. He had been seen in the harbour.",
        "On July 4 the guard was stopped. He was arrested and fled two days later.",
        "On July 4 the guard was stopped. He was arrested, and two days later he fled.",
        "The guard was stopped and was arrested on July 4.",
        "It has rained since July 4.",
        "It rained until July 4.",
        "It rained from July 4 to July 7.",
        "On July 4 it rained; it was dry on July 5.",
        "On July 4 the harbour is closed.",
        "On July 4 the harbour will be closed.",
        "The report of July 4 told of a fire.",
        "On July 4 he was held for what he did two days earlier.",
        "On the third day of the voyage it rained.",
    ],
)
def test_what_may_have_been_at_another_time_is_not(text: str) -> None:
    assert not last(text)


@given(st.text(max_size=200))
def test_any_sentence_can_be_asked(text: str) -> None:
    for sentence in sentences_of(Document("d", "t", text)):
        assert surely_dated(sentence) in (True, False)
