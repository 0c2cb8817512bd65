"""From a question to the turns of a chat: what the page shows while an answer is made, and what when it fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, Protocol

from index.document import Document
from index.errors import ConversationError, ConversationUnknown, ReportQAError
from qa.answer import Answer, Delta, Event, Evidence, Understood
from qa.conversation import Conversations
from qa.web.running import Happening, Keep, Kept, NotKept, Runs
from qa.web.state import Chat, Turn

_log = logging.getLogger(__name__)

NOT_KEPT: Final = "The details are in the server's log."
UNEXPECTED: Final = "Something went wrong while answering. Ask again; the details are in the server's log."


class Documents(Protocol):
    """What the page needs of an index."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents."""
        ...


class Answering(Protocol):
    """What the page needs of an assistant; `qa.Assistant` is one."""

    @property
    def index(self) -> Documents:
        """The index that is asked."""
        ...

    @property
    def conversations(self) -> Conversations:
        """The conversations that are kept."""
        ...

    def answer(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Answer:
        """Answer a question."""
        ...

    def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
        """Answer and tell as it goes."""
        ...

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """Give example questions."""
        ...

    def follow_ups(
        self, history: Sequence[Mapping[str, Any]], n: int = 3, *, halt: Callable[[], bool] = lambda: False
    ) -> tuple[str, ...]:
        """Give questions to go on with."""
        ...


def ask(
    assistant: Answering, runs: Runs, visitor: str, chat: Chat, kept: Conversations | None = None
) -> Iterator[Chat]:
    """Answer the last turn of `chat`, giving the chat again whenever there is more to show.

    The last chat given is final: its last turn is done, stopped or failed. Nothing is raised: what goes wrong is a
    sentence in the turn. With `kept`, the answer is kept there, also where nobody takes the chats any more.
    """
    turn = chat.turns[-1]
    history = chat.history()
    keep = _keeping(kept, chat.conversation, turn) if kept is not None else None
    whose = (kept.user, chat.conversation) if kept is not None else None
    run = runs.begin(visitor, lambda: assistant.stream(turn.question, history=history), keep, whose)
    try:
        for batch in run.batches():
            for event in batch:
                turn = advance(turn, event)
                if keep is not None and isinstance(event, Answer):
                    turn = replace(turn, phase="keeping")
            yield chat.with_last(turn)
        if turn.running:
            yield chat.with_last(replace(turn, phase="stopped") if run.stopped else _failed(turn, UNEXPECTED))
    except ReportQAError as error:
        yield chat.with_last(_failed(turn, str(error)))
    except Exception:
        _log.exception("A question could not be answered")
        yield chat.with_last(_failed(turn, UNEXPECTED))


def advance(turn: Turn, event: Happening) -> Turn:
    """Take one event of the stream into a turn."""
    match event:
        case Understood():
            return replace(turn, understood=event.standalone_question)
        case Evidence():
            return replace(turn, evidence=event.citations, phase="writing")
        case Delta():
            return replace(turn, partial=turn.partial + event.text, phase="writing")
        case Answer():
            return replace(turn, answer=event, partial="", evidence=(), phase="done")
        case Kept():
            return replace(turn, number=event.number, phase="done")
        case NotKept():
            return replace(turn, unkept=event.problem, phase="done")


def _keeping(kept: Conversations, conversation: str, turn: Turn) -> Keep:
    """Give what keeps the answer to a turn: at the end of its conversation, or in the place of those that it replaces.

    Those are dropped no sooner than there is an answer.
    """

    def keep(answer: Answer) -> Kept | NotKept:
        try:
            if turn.replaces is not None:
                with suppress(ConversationUnknown):  # another window deleted it
                    kept.truncate(conversation, turn.replaces)
            return Kept(kept.add(conversation, answer))
        except ConversationError as error:
            return NotKept(str(error))
        except Exception:
            _log.exception("An answer could not be kept")
            return NotKept(NOT_KEPT)

    return keep


def _failed(turn: Turn, problem: str) -> Turn:
    return replace(turn, phase="failed", problem=problem, partial="", evidence=())
