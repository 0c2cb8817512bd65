"""From a question to the turns of a chat: what the page shows while an answer is made, and what when it fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

from index.document import Document
from index.errors import ReportQAError
from qa.answer import Answer, Delta, Event, Evidence, Understood
from qa.web.running import Runs
from qa.web.state import Chat, Turn

_log = logging.getLogger(__name__)

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

    def answer(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Answer:
        """Answer a question."""
        ...

    def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
        """Answer and tell as it goes."""
        ...

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """Give example questions."""
        ...


def ask(assistant: Answering, runs: Runs, visitor: str, chat: Chat) -> Iterator[Chat]:
    """Answer the last turn of `chat`, giving the chat again whenever there is more to show.

    The last chat given is final: its last turn is done, stopped or failed. Nothing is raised: what goes wrong is a
    sentence in the turn.
    """
    turn = chat.turns[-1]
    history = chat.history()
    run = runs.begin(visitor, lambda: assistant.stream(turn.question, history=history))
    try:
        for batch in run.batches():
            for event in batch:
                turn = advance(turn, event)
            yield chat.with_last(turn)
        if turn.running:
            yield chat.with_last(replace(turn, phase="stopped") if run.stopped else _failed(turn, UNEXPECTED))
    except ReportQAError as error:
        yield chat.with_last(_failed(turn, str(error)))
    except Exception:
        _log.exception("A question could not be answered")
        yield chat.with_last(_failed(turn, UNEXPECTED))
    finally:
        runs.end(visitor, run)


def advance(turn: Turn, event: Event) -> Turn:
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


def _failed(turn: Turn, problem: str) -> Turn:
    return replace(turn, phase="failed", problem=problem, partial="", evidence=())
