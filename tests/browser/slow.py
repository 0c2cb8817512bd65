"""A real assistant that takes its time, so that there is something to stop, or to lose the connection in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qa.answer import Answer, Event

if TYPE_CHECKING:
    from qa import Assistant

PAUSE = 0.5
"""Seconds before each event."""


class Slow:
    """Answers as the assistant does, with a pause before each event, and offers no follow-ups."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.index = assistant.index
        self.conversations = assistant.conversations

    def answer(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Answer:
        return self._assistant.answer(question, history=history)

    def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
        for event in self._assistant.stream(question, history=history):
            time.sleep(PAUSE)
            yield event

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        return self._assistant.suggestions(n)

    def follow_ups(
        self, history: Sequence[Mapping[str, Any]], n: int = 3, *, halt: Callable[[], bool] = lambda: False
    ) -> tuple[str, ...]:
        return ()
