from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.plan import Item, Plan
from eval.question_set import Question
from eval.replay import Replay
from qa import Answer


class Counting:
    """Answers with its count of answers so far, and remembers what it was asked; fails on what is in `broken`."""

    name = "counting"

    def __init__(self, broken: str = "") -> None:
        self.asked: list[Question] = []
        self.broken = broken

    def answer(self, question: Question, document_id: str) -> Answer:
        self.asked.append(question)
        if question.question == self.broken:
            raise RuntimeError("no good")
        return Answer(question.question, question.question, "answered", f"answer {len(self.asked)}")


def replay(plan: Plan, system: Counting, *, own: bool = True) -> Replay:
    return Replay(system, dict.fromkeys(plan.texts, "doc"), "own" if own else "given")


def item(plan: Plan, id_: str) -> Item:
    return next(each for each in plan.items if each.question.id == id_)


def contents(question: Question) -> list[str]:
    return [turn.content for turn in question.history]


def test_each_turn_follows_the_systems_own_answers(talks: Plan) -> None:
    system = Counting()
    asking = replay(talks, system)
    for each in talks.items:
        asking.ask(each, asking.prepared(each))
    given_ = {question.id: contents(question) for question in system.asked}
    assert given_["a1"] == given_["lone"] == []
    assert given_["a3"] == ["Who closed the fairway?", "answer 1", "when was that", "answer 3"]
    assert given_["b3"] == ["Who put out the fire in the rope store?", "answer 2", "with what?", "answer 4"]
    assert [question.id for question in system.asked] == [each.question.id for each in talks.items], "nothing twice"


def test_a_turn_that_is_no_line_keeps_the_sets_answer(talks: Plan) -> None:
    each = item(talks, "c2")
    assert replay(talks, Counting()).prepared(each) == each.question


def test_given_histories_are_left_alone(talks: Plan) -> None:
    system = Counting()
    asking = replay(talks, system, own=False)
    assert all(asking.prepared(each) == each.question for each in talks.items)
    assert system.asked == []


def test_turns_that_a_run_leaves_out_are_asked_once_all_the_same(talks: Plan) -> None:
    system = Counting()
    asking = replay(talks, system)
    for _ in range(2):
        assert contents(asking.prepared(item(talks, "a3")))[1::2] == ["answer 1", "answer 2"]
    assert [question.id for question in system.asked] == ["a1", "a2"]
    assert contents(system.asked[1]) == ["Who closed the fairway?", "answer 1"]


def test_a_failure_is_told_and_leaves_a_gap(talks: Plan) -> None:
    asking = replay(talks, Counting("when was that"))
    second, third = item(talks, "a2"), item(talks, "a3")
    answer, error = asking.ask(second, asking.prepared(second))
    assert (answer.status, answer.text, error) == ("no_question", "", "RuntimeError: no good")
    assert contents(asking.prepared(third)) == ["Who closed the fairway?", "answer 1", "when was that"]


@given(st.permutations(range(8)))
def test_what_a_question_is_asked_after_does_not_depend_on_the_others(talks: Plan, order: list[int]) -> None:
    class Echo(Counting):
        def answer(self, question: Question, document_id: str) -> Answer:
            said = " / ".join([*contents(question), question.question])
            return Answer(question.question, question.question, "answered", f"({said})")

    forward, shuffled = replay(talks, Echo()), replay(talks, Echo())
    for each in talks.items:
        forward.ask(each, forward.prepared(each))
    for place in order:
        each = talks.items[place]
        prepared = shuffled.prepared(each)
        assert prepared == forward.prepared(each)
        shuffled.ask(each, prepared)


@pytest.mark.parametrize("own", [True, False])
def test_the_question_itself_is_never_changed(talks: Plan, own: bool) -> None:
    asking = replay(talks, Counting(), own=own)
    for each in talks.items:
        assert asking.prepared(each).model_copy(update={"history": each.question.history}) == each.question
