"""Asking back: in the chain, without searching or reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from langchain_core.runnables import RunnableLambda

from qa import Assistant
from qa.chain import AnswerChain, State

if TYPE_CHECKING:
    from index import Settings

LOG = (
    "Kwame Mintah, the night guard, saw nobody. Mintah told the police that he slept. Mr Daniel Osae came at six. "
    "Osae told the police that the lock was broken. On 7 May a crane fell at the Vale depot."
)


@pytest.fixture(scope="module")
def log(settings: Settings) -> Iterator[Assistant]:
    with Assistant.from_texts({"Log": LOG}, settings=settings) as opened:
        yield opened


def test_a_question_about_nobody_known_is_asked_back_with_whole_questions(log: Assistant) -> None:
    answer = log.answer("what did he say to the police?")
    assert answer.status == "needs_clarification"
    assert answer.text.endswith("?") or answer.text.endswith(".")
    assert set(answer.choices) == {
        "What did Kwame Mintah say to the police?",
        "What did Daniel Osae say to the police?",
    }
    assert (answer.statements, answer.citations, answer.considered) == ((), (), ())
    assert all(log.answer(choice).status != "needs_clarification" for choice in answer.choices)


def test_nothing_is_searched_or_read_for_it(log: Assistant) -> None:
    chain = AnswerChain(log.index)

    def never(state: State) -> State:
        assert state.answer is not None
        return state

    chain.stages["compose"] = RunnableLambda(never)
    answer = chain.invoke(State("what did he say to the police?"))
    assert answer.status == "needs_clarification"
    assert answer.considered == ()


def test_a_question_that_can_be_understood_is_answered(log: Assistant) -> None:
    assert log.answer("Where did the crane fall?").status == "answered"
