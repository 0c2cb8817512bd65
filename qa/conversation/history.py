"""Histories that a caller gives: dicts, LangChain's messages, or LangChain's chat histories."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from qa.question.contextualise import Turn, read_history

if TYPE_CHECKING:
    from langchain_core.chat_history import BaseChatMessageHistory
    from langchain_core.messages import BaseMessage

History: TypeAlias = "Sequence[Mapping[str, Any] | BaseMessage] | BaseChatMessageHistory"
"""What `Assistant.answer` takes as a history."""


def read_messages(history: History | None) -> tuple[Turn, ...]:
    """Check a history given by a caller; the last turns are kept.

    It is `[{"role": "user" | "assistant", "content": str}, …]`, a list of `HumanMessage` and `AIMessage`, or a chat
    history of LangChain's.

    Raises:
        QuestionError: an entry is not of that form; the message says which.
    """
    given: Any = history
    if "langchain_core" in sys.modules:  # else nobody can have made one of its messages
        from langchain_core.chat_history import BaseChatMessageHistory

        if isinstance(given, BaseChatMessageHistory):
            from qa.conversation.message_history import ConversationHistory

            if isinstance(given, ConversationHistory):
                return given.turns()
            given = given.messages
        if isinstance(given, Sequence) and not isinstance(given, str):
            given = [_plain(entry) for entry in given]
    return read_history(given)


def _plain(entry: Any) -> Any:
    from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

    if not isinstance(entry, BaseMessage):
        return entry
    role = "user" if isinstance(entry, HumanMessage) else "assistant" if isinstance(entry, AIMessage) else entry.type
    return {"role": role, "content": str(entry.text)}
