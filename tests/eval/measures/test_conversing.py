"""Turns right, clarified in vain, standalone changed, rewrite recall: how conversations go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import clarified_in_vain, rewrite_recall, standalone_changed, turns_right
from eval.measures.outcome import Searches
from qa import Status
from tests.eval.making import SENTENCES, answer, outcome, question, refusal, said

BEFORE = said("Who came?", "Ben came.")


def test_only_later_turns_are_turns() -> None:
    assert turns_right.value(outcome(question(), answer())) is None
    assert turns_right.value(outcome(question(history=BEFORE), answer())) == 1
    assert turns_right.value(outcome(question(history=BEFORE), refusal())) == 0


@pytest.mark.parametrize(
    ("due", "status", "value"),
    [
        ("answered", "needs_clarification", 1),
        ("not_in_documents", "needs_clarification", 1),
        ("answered", "not_in_documents", 0),
        ("not_in_documents", "answered", 0),
        ("needs_clarification", "needs_clarification", None),
        ("no_question", "needs_clarification", None),
    ],
)
def test_asking_back_is_in_vain_where_an_answer_was_due(due: Status, status: Status, value: float | None) -> None:
    assert clarified_in_vain.value(outcome(question(due), answer(status=status))) == value


@pytest.mark.parametrize(
    ("asked", "human", "ours", "value"),
    [
        ("Who signed it?", "who signed it", "Who signed it?", 0),
        ("Who signed it?", " Who SIGNED it?! ", "who signed it?", 1),
        ("who signed it", "Who signed it?", "Who signed it?", 1),
        (" Who signed it? ", "Who signed it?", "Who signed it?", 0),
        ("Who signed it?", "Who signed the book?", "Who signed the book?", None),
        ("Who signed it?", None, "Who signed it?", None),
    ],
)
def test_a_follow_up_that_stands_alone_must_not_be_touched(
    asked: str, human: str | None, ours: str, value: float | None
) -> None:
    given_ = replace(answer(), standalone_question=ours)
    followed = question(question=asked, standalone=human, history=BEFORE)
    assert standalone_changed.value(outcome(followed, given_)) == value


@pytest.mark.parametrize("human", [None, "Who signed the book?"])
def test_nor_must_a_first_question(human: str | None) -> None:
    asked = question(standalone=human)
    assert standalone_changed.value(outcome(asked, answer())) == 0
    assert standalone_changed.value(outcome(asked, replace(answer(), standalone_question="Who signed?"))) == 1


def test_recall_is_of_gold_sentences_in_passages() -> None:
    first, second, third = (SENTENCES[0][0], SENTENCES[1][1]), (30, 59), (60, 83)
    found = Searches(typed=(), ours=(third, first), human=(first, second))
    judged = outcome(question(gold=[0, 3], history=BEFORE), answer(), searches=found)
    assert [each(judged) for each in (rewrite_recall.typed, rewrite_recall.ours, rewrite_recall.human)] == [0, 0.5, 1]


def test_without_a_search_or_gold_there_is_no_recall() -> None:
    found = Searches(((0, 83),), ((0, 83),), ((0, 83),))
    for judged in (outcome(question(gold=[0]), answer()), outcome(question(), answer(), searches=found)):
        for value in (rewrite_recall.typed, rewrite_recall.ours, rewrite_recall.human):
            assert value(judged) is None


@given(st.sets(st.integers(0, 5), min_size=1), st.lists(st.sampled_from(SENTENCES)), st.sampled_from(SENTENCES))
def test_more_passages_never_hold_less(gold: set[int], passages: list[tuple[int, int]], more: tuple[int, int]) -> None:
    found = Searches((), tuple(passages), (*passages, more))
    judged = outcome(question(gold=sorted(gold), history=BEFORE), answer(), searches=found)
    fewer, longer = rewrite_recall.ours(judged), rewrite_recall.human(judged)
    assert fewer == len(gold & {SENTENCES.index(each) for each in passages}) / len(gold)
    assert longer is not None
    assert longer >= fewer
