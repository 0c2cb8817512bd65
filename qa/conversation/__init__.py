"""Memory: conversations kept in SQLite, found again, exported, deleted for good; and what people think of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.conversation.kept import Conversation, KeptTurn, Vote
from qa.conversation.store import Conversations

if TYPE_CHECKING:
    from qa.conversation.message_history import ConversationHistory as ConversationHistory

__all__ = ["Conversation", "ConversationHistory", "Conversations", "KeptTurn", "Vote"]


def __getattr__(name: str) -> Any:
    if name == "ConversationHistory":  # the one part that imports LangChain
        from qa.conversation.message_history import ConversationHistory

        return ConversationHistory
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
