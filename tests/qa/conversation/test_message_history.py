from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.chat_history import InMemoryChatMessageHistory
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from index.errors import ConversationError, ConversationInvalid, QuestionError
from qa.conversation import ConversationHistory, Conversations
from qa.conversation.history import read_messages
from qa.question.contextualise import Turn
from tests.qa.conversation.making import answer

SAID = [Turn("user", "Who signed?"), Turn("assistant", "Ana.")]


def said(messages: list[BaseMessage]) -> list[tuple[str, str]]:
    return [(message.type, str(message.text)) for message in messages]


def test_a_kept_conversation_is_a_chat_history(kept: Conversations) -> None:
    history = ConversationHistory(kept, "c")
    assert history.messages == []
    history.clear()
    assert not kept.has("c")
    kept.add("c", answer())
    history.add_messages([HumanMessage("And when?"), AIMessage("On 3 May.")])
    asyncio.run(history.aadd_messages([HumanMessage("Why?")]))
    assert said(history.messages) == [
        ("human", "Who signed the lease?"),
        ("ai", "**Ana Ruiz** [1]"),
        ("human", "And when?"),
        ("ai", "On 3 May."),
        ("human", "Why?"),
    ]
    history.clear()
    assert history.messages == []
    assert kept.get("c").turns == 0


@given(
    roles=st.lists(st.booleans(), max_size=8),
    cut=st.integers(0, 8),
)
def test_messages_come_back_as_they_went_in(roles: list[bool], cut: int) -> None:
    messages = [HumanMessage(f"q{n}") if human else AIMessage(f"a{n}") for n, human in enumerate(roles)]
    kept = Conversations()
    history = ConversationHistory(kept, "c")
    history.add_messages(messages[:cut])
    for message in messages[cut:]:
        history.add_message(message)
    assert said(history.messages) == said(list(messages))
    kept.close()


@pytest.mark.parametrize(
    "wrong",
    [
        SystemMessage("Be kind."),
        ToolMessage("42", tool_call_id="1"),
        HumanMessage(""),
        AIMessage([{"type": "image", "url": "x"}]),
        HumanMessage("x" * 1_000_000),
        "text",
    ],
)
def test_a_message_that_cannot_be_kept_is_told_and_none_of_them_is(kept: Conversations, wrong: Any) -> None:
    kept.add("c", answer())
    history = ConversationHistory(kept, "c")
    with pytest.raises(ConversationInvalid):
        history.add_messages([HumanMessage("fine"), wrong])
    assert len(history.messages) == 2


def test_an_id_that_cannot_be_used_is_told(kept: Conversations) -> None:
    with pytest.raises(ConversationError):
        ConversationHistory(kept, "")


def test_histories_are_read_in_every_form(kept: Conversations) -> None:
    messages = [HumanMessage("Who signed?"), AIMessage([{"type": "text", "text": "Ana."}])]
    dicts = [{"role": "user", "content": "Who signed?"}, {"role": "assistant", "content": "Ana."}]
    memory = InMemoryChatMessageHistory.model_construct(messages=messages)
    kept.add("c", answer())
    assert read_messages(None) == ()
    assert list(read_messages(dicts)) == list(read_messages(messages)) == list(read_messages(memory)) == SAID
    assert list(read_messages([dicts[0], messages[1]])) == SAID
    assert read_messages(ConversationHistory(kept, "c")) == kept.turns("c")


@pytest.mark.parametrize(
    "wrong",
    [
        [SystemMessage("Be kind.")],
        [{"role": "system", "content": "x"}],
        [{"role": ["user"], "content": "x"}],
        [{"role": "user"}],
        [{"role": "user", "content": {"text": "x"}}],
        [{"role": "user", "content": "x"}, [HumanMessage("x")]],
        [None],
    ],
)
def test_a_malformed_history_names_its_entry(wrong: Any) -> None:
    with pytest.raises(QuestionError, match=f"Entry {len(wrong)} of the history"):
        read_messages(wrong)


@pytest.mark.parametrize("wrong", ["text", 7, {"role": "user", "content": "x"}, HumanMessage("x")])
def test_what_is_no_list_is_told(wrong: Any) -> None:
    with pytest.raises(QuestionError, match="must be a list"):
        read_messages(wrong)


def test_an_endless_message_is_cut(kept: Conversations) -> None:
    (turn,) = read_messages([HumanMessage("x" * 1_000_000)])
    assert len(turn.content) == 4_000
