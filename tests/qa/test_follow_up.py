from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.runnables import RunnableLambda

from qa import Answer, Assistant
from qa.chain import AnswerChain, State
from qa.follow_up import TRIED, candidates, follow_ups
from qa.question.contextualise import read_history

if TYPE_CHECKING:
    from index import Settings

TEXT = (
    "On May 3 Nelly Quispe opened the new bridge at Port Almar. The bridge was closed on May 4 because of a flood. "
    "According to the Vale Herald, the flood damaged forty houses. On May 6 the army cleared the road to Port Almar. "
    "Nelly Quispe asked the county for money on May 7. The baker lost his oven in the flood."
)


@pytest.fixture(scope="module")
def flood(settings: Settings) -> Iterator[Assistant]:
    with Assistant.from_texts({"Log": TEXT}, settings=settings) as opened:
        yield opened


def history(answer: Answer) -> list[dict[str, Any]]:
    return [
        {"role": "user", "content": answer.question},
        {"role": "assistant", "content": answer.text, "answer": answer},
    ]


@pytest.mark.parametrize("question", ["When was the bridge closed?", "Who opened the bridge?", "Who won the match?"])
def test_what_is_offered_is_answered_from_something_else(flood: Assistant, question: str) -> None:
    answer = flood.answer(question)
    cited = {(c.document_id, c.start) for c in answer.citations}
    offered = flood.follow_ups(history(answer))
    assert len(offered) <= 3
    for follow_up in offered:
        went_on = flood.answer(follow_up, history=history(answer))
        assert went_on.status == "answered"
        assert {(c.document_id, c.start) for c in went_on.citations} - cited


def test_something_is_offered_where_there_is_more_to_know(flood: Assistant) -> None:
    assert flood.follow_ups(history(flood.answer("What happened on May 4?")))


def test_candidates_name_the_days_and_names_around_and_turn_the_question(flood: Assistant) -> None:
    proposed = list(candidates(flood.index, flood.answer("When was the bridge closed?")))
    assert "Why was the bridge closed?" in proposed
    assert any("May 3" in question or "May 6" in question for question in proposed)
    assert "When was the bridge closed?" not in proposed


def test_without_an_answer_there_is_nothing_to_go_on_from(flood: Assistant) -> None:
    answer = flood.answer("Who opened the bridge?")
    assert flood.follow_ups([]) == ()
    assert flood.follow_ups([{"role": "user", "content": "x"}, {"role": "assistant", "content": "Ana."}]) == ()
    assert flood.follow_ups([*history(answer), {"role": "user", "content": "and?"}]) == ()
    assert flood.follow_ups(history(flood.answer("Thank you!"))) == ()


def test_trying_is_bounded_and_given_up_when_told(flood: Assistant) -> None:
    answer = flood.answer("Who opened the bridge?")
    given = read_history(history(answer))
    read: list[str] = []

    def noted(state: State) -> State:
        read.append(state.question)
        return flood.chain.stages["read"].invoke(state)

    chain = AnswerChain(flood.index)
    chain.stages["read"] = RunnableLambda(noted)
    follow_ups(flood.index, chain, given, n=100)
    assert 0 < len(read) <= TRIED
    read.clear()
    assert follow_ups(flood.index, chain, given, halt=lambda: True) == ()
    assert read == []
