"""Ask a report: answers in which every sentence is backed by a passage that can be read in its place.

from qa import answer
answer("Who signed the lease?")
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from qa.answer import Answer, Certainty, Citation, Delta, Event, Evidence, Span, Statement, Status, Understood, Verdict
from qa.assistant import Assistant
from qa.conversation.history import History

__all__ = [
    "Answer",
    "Assistant",
    "Certainty",
    "Citation",
    "Delta",
    "Event",
    "Evidence",
    "Span",
    "Statement",
    "Status",
    "Understood",
    "Verdict",
    "aanswer",
    "answer",
]

_default: Assistant | None = None
_lock = Lock()


def answer(
    question: str,
    *,
    history: History | None = None,
    conversation: str | None = None,
    documents: Sequence[str] | None = None,
) -> Answer:
    """Answer a question over the shipped report, on an `Assistant` that is opened once; see `Assistant.answer`."""
    return _assistant().answer(question, history=history, conversation=conversation, documents=documents)


async def aanswer(
    question: str,
    *,
    history: History | None = None,
    conversation: str | None = None,
    documents: Sequence[str] | None = None,
) -> Answer:
    """Answer over the shipped report without blocking the event loop; see `Assistant.answer`."""
    import asyncio

    assistant = await asyncio.to_thread(_assistant)
    return await assistant.aanswer(question, history=history, conversation=conversation, documents=documents)


def _assistant() -> Assistant:
    global _default
    with _lock:
        if _default is None:
            _default = Assistant.open()
        return _default
