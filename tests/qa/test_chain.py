from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from langchain_core.runnables import RunnableLambda

from qa import Answer, Assistant
from qa.chain import AnswerChain, State
from qa.evidence.reading import Reading
from qa.evidence.retrieve import PassageRetriever
from qa.question.contextualise import Turn

if TYPE_CHECKING:
    from index import Settings
    from index.document import ScoredPassage
    from qa.question.intent import Intent

LOG = "On 7 May a crane fell at the Vale depot. Nobody was hurt. The crane cost 12,000 euros."


@pytest.fixture(scope="module")
def log(settings: Settings) -> Iterator[Assistant]:
    with Assistant.from_texts({"Log": LOG}, settings=settings) as opened:
        yield opened


def test_the_chain_is_a_langchain_runnable(log: Assistant) -> None:
    def documents(answer: Answer) -> list[str]:
        return [citation.document for citation in answer.citations]

    titled = log.chain | RunnableLambda(documents)
    assert titled.invoke(State("What did the crane cost?"))[0] == "Log"


def test_a_stage_can_be_swapped(log: Assistant) -> None:
    chain = AnswerChain(log.index)

    def deaf(state: State) -> State:
        return replace(state, passages=())

    chain.stages["retrieve"] = RunnableLambda(deaf)
    assert chain.invoke(State("What did the crane cost?")).status == "not_in_documents"


def test_a_follow_up_is_read_in_context(log: Assistant) -> None:
    read: list[State] = []
    chain = AnswerChain(log.index)
    plain = chain.stages["read"]

    def watched(state: State) -> State:
        read.append(state)
        return plain.invoke(state)

    chain.stages["read"] = RunnableLambda(watched)
    history = (Turn("user", "What fell at the Vale depot?"), Turn("assistant", "A crane fell."))
    chain.invoke(State("and when?", history))
    chain.invoke(State("What did the crane cost?", history))
    chain.invoke(State("and in brief?", history))
    chain.invoke(State("What did the crane cost?"))
    before = "(What fell at the Vale depot? A crane fell.)"
    assert [state.in_context for state in read] == [f"and when? {before}", f"What did the crane cost? {before}", "", ""]


def test_what_went_before_is_read_with_the_documents_names(settings: Settings) -> None:
    read: list[str] = []

    class Deaf:
        """A reader that finds nothing."""

        def read(
            self, question: str, intent: Intent, passages: Sequence[ScoredPassage], in_context: str = ""
        ) -> Reading:
            read.append(in_context)
            return Reading((), 0.0)

    with Assistant.from_texts({"Log": "On 7 May gunmen shelled Kyiv. Rain fell in Lviv."}, settings=settings) as opened:
        history = (Turn("user", "Who shelled Kiev?"), Turn("assistant", "Gunmen did."))
        AnswerChain(opened.index, reader=Deaf()).invoke(State("and Lviv?", history))
    assert read == ["and Lviv? (Who shelled Kyiv? Gunmen did.)"]


def test_every_stage_is_timed(log: Assistant) -> None:
    timings = log.answer("What did the crane cost?").timings
    assert set(timings) == {"contextualise", "retrieve", "read", "compose", "verify", "total"}
    assert all(seconds >= 0 for seconds in timings.values())


def test_a_name_spelt_otherwise_is_understood_and_said(settings: Settings) -> None:
    texts = {"Log": "On 7 May gunmen shelled Kyiv. The mayor of Kyiv said nothing. Rain fell in Lviv."}
    with Assistant.from_texts(texts, settings=settings) as opened:
        answer = opened.answer("When was Kiev shelled?")
        assert answer.status == "answered"
        assert answer.standalone_question == "When was Kiev shelled?"
        assert "7 May" in answer.text
        assert answer.notes[0] == "Kiev: 'Kyiv' in the document"
        assert opened.answer("When was Kyiv shelled?").notes == ()


def test_a_day_that_no_calendar_has_is_asked_back(log: Assistant) -> None:
    answer = log.answer("What fell on May 32?")
    assert answer.status == "needs_clarification"
    assert answer.text == "The calendar has no May 32: which day do you mean?"


def test_the_retriever_serves_other_chains(log: Assistant) -> None:
    found = PassageRetriever(index=log.index, k=2).invoke("crane")
    assert found
    for document in found:
        assert LOG[document.metadata["start"] : document.metadata["end"]] == document.page_content
