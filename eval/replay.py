"""Asking a system turn by turn: each question after what the system itself answered before, as a person would.

A set's history says what a perfect assistant would have answered. Asked after that, a system is never led astray by its
own mistakes; replayed, it is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

from eval.floors import System
from eval.plan import Item
from eval.question_set import Question, Turn
from index.errors import ReportQAError
from qa import Answer

_log = logging.getLogger(__name__)

History: TypeAlias = Literal["own", "given"]
"""Whose answers a question is asked after: the system's own, or those that the set gives."""


class Replay:
    """Asks one system. Where `history` is "own", earlier turns that are lines of the set have the system's answers."""

    def __init__(self, system: System, ids: Mapping[Path, str], history: History) -> None:
        """Ask `system` about the documents `ids`, by path."""
        self.system: Final = system
        self._ids = ids
        self._own = history == "own"
        self._told: dict[tuple[str, str], str] = {}

    def prepared(self, item: Item) -> Question:
        """Give a question with the history that it is to be asked after.

        Earlier turns that were not asked yet, since the run leaves them out, are asked now: what a question is asked
        after does not depend on which others are measured.
        """
        if not self._own or not any(item.before):
            return item.question
        return item.question.model_copy(update={"history": tuple(self._history(item))})

    def ask(self, item: Item, prepared: Question) -> tuple[Answer, str | None]:
        """Give the answer, and what went wrong, where something did: then the answer is empty."""
        error = None
        try:
            answer = self.system.answer(prepared, self._ids[item.document])
        except Exception as problem:
            # One question must not cost the others; it counts as not answered, and the run says so at its end.
            error = str(problem) if isinstance(problem, ReportQAError) else f"{type(problem).__name__}: {problem}"
            _log.warning("%s: %s", item.question.id, error, exc_info=not isinstance(problem, ReportQAError))
            answer = Answer(item.question.question, item.question.question, "no_question", "")
        self._told[item.key] = answer.text
        return answer, error

    def _history(self, item: Item) -> Iterator[Turn]:
        """Go through the set's history, the answers to other lines of the set replaced."""
        earlier = iter(item.before)
        line: Item | None = None
        for turn in item.question.history:
            if turn.role == "user":
                yield turn
                line = next(earlier)
                # An answer that failed has no text: nothing was said.
                if line is not None and (text := self._answer(line)):
                    yield Turn(role="assistant", content=text)
            elif line is None:
                yield turn

    def _answer(self, item: Item) -> str:
        if item.key not in self._told:
            self.ask(item, self.prepared(item))
        return self._told[item.key]
