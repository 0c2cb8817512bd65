"""A kept conversation as LangChain's chat history, e.g. for its `RunnableWithMessageHistory`."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.chat_history import BaseChatMessageHistory
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from index.errors import ConversationInvalid
from qa.conversation.kept import read_id
from qa.conversation.store import Conversations
from qa.question.contextualise import Turn


class ConversationHistory(BaseChatMessageHistory):
    """The messages of one kept conversation; an id that is not known begins one with the first message.

    Example:
        ```python
        from qa import Assistant
        from qa.conversation import ConversationHistory

        with Assistant.open() as assistant:
            history = ConversationHistory(assistant.conversations, "lease")
            assistant.answer("And by whom?", history=history)  # reads it; add_messages writes it
        ```
    """

    def __init__(self, conversations: Conversations, conversation: str) -> None:
        super().__init__()
        self._conversations = conversations
        self._conversation = read_id(conversation)

    @property
    def messages(self) -> list[BaseMessage]:  # type: ignore[override]  # LangChain's own stores give a property too
        """All messages, whole, in order."""
        messages: list[BaseMessage] = []
        if self._conversations.has(self._conversation):
            for turn in self._conversations.read(self._conversation):
                if turn.question:
                    messages.append(HumanMessage(turn.question))
                if turn.text is not None:
                    messages.append(AIMessage(turn.text))
        return messages

    def turns(self) -> tuple[Turn, ...]:
        """Give the last turns as the chain takes them, with their answers."""
        return self._conversations.turns(self._conversation)

    def add_messages(self, messages: Sequence[BaseMessage]) -> None:
        """Keep messages, all of them or none.

        Raises:
            ConversationError: one is neither a `HumanMessage` nor an `AIMessage`, is empty or too long, or nothing can
                be kept.
        """
        self._conversations.add_messages(self._conversation, [_turn(message) for message in messages])

    def clear(self) -> None:
        """Drop all messages; the conversation stays, empty."""
        if self._conversations.has(self._conversation):
            self._conversations.truncate(self._conversation, 1)


def _turn(message: BaseMessage) -> Turn:
    if isinstance(message, HumanMessage):
        return Turn("user", str(message.text))
    if isinstance(message, AIMessage):
        return Turn("assistant", str(message.text))
    kind = message.type if isinstance(message, BaseMessage) else type(message).__name__
    raise ConversationInvalid(f"A message of the kind “{kind}” cannot be kept, only HumanMessage and AIMessage.")
