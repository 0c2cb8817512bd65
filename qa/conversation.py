"""Conversations kept while the process lives: what was said, by conversation id, bounded."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from qa.question.contextualise import Turn

_MOST_CONVERSATIONS: Final = 1_000
_MOST_TURNS: Final = 100


class Conversations:
    """The turns of conversations, in memory. The oldest conversation gives way when there are too many."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()
        self._lock = Lock()

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """Give what was said in a conversation; a new one is empty."""
        with self._lock:
            return self._turns.get(conversation, ())

    def add(self, conversation: str, question: str, answer: str) -> None:
        """Keep a question and its answer."""
        with self._lock:
            said = (*self._turns.get(conversation, ()), Turn("user", question), Turn("assistant", answer))
            self._turns[conversation] = said[-_MOST_TURNS:]
            self._turns.move_to_end(conversation)
            while len(self._turns) > _MOST_CONVERSATIONS:
                self._turns.popitem(last=False)
