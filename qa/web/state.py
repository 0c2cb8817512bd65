"""What one visitor's page remembers: the turns of the chat and the place that is being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from qa.answer import Answer, Citation

Phase: TypeAlias = Literal["searching", "writing", "done", "stopped", "failed"]
Walk: TypeAlias = Literal["citations", "considered"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what has become of it.

    `partial` is the answer's text so far, `evidence` the citations it rests on; both are superseded by `answer`.
    `problem` is the sentence shown where the question failed.
    """

    id: str
    question: str
    phase: Phase = "searching"
    understood: str | None = None
    evidence: tuple[Citation, ...] = ()
    partial: str = ""
    answer: Answer | None = None
    problem: str | None = None

    @property
    def running(self) -> bool:
        """Say whether the answer is still being made."""
        return self.phase in ("searching", "writing")

    def walk(self, which: Walk) -> tuple[Citation, ...]:
        """Give the citations that "previous" and "next" walk through, or the passages that came near besides them."""
        if self.answer is None:
            return self.evidence if which == "citations" else ()
        if which == "citations":
            return self.answer.citations
        cited = {(c.document_id, c.start, c.end) for c in self.answer.citations}
        return tuple(c for c in self.answer.considered if (c.document_id, c.start, c.end) not in cited)


@dataclass(frozen=True, slots=True)
class Chat:
    """The turns so far, oldest first. `made` counts all turns ever begun, so that ids are never used twice."""

    turns: tuple[Turn, ...] = ()
    made: int = 0

    def turn(self, turn_id: str | None) -> Turn | None:
        """Find a turn by its id."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def asked(self, question: str, *, at: str | None = None) -> Chat:
        """Begin a turn. With `at`, it takes the place of that turn, and the turns after it go."""
        kept = tuple(replace(turn, phase="stopped") if turn.running else turn for turn in self.turns)
        places = [turn.id for turn in kept]
        if at in places:
            kept = kept[: places.index(at)]
        return Chat((*kept, Turn(f"t{self.made + 1}", question)), self.made + 1)

    def with_last(self, turn: Turn) -> Chat:
        """Put `turn` in the place of the last one."""
        return replace(self, turns=(*self.turns[:-1], turn))

    def history(self) -> list[dict[str, str]]:
        """Give the finished turns before the last one, in the form that `Assistant.answer` takes."""
        messages = []
        for turn in self.turns[:-1]:
            if turn.answer is not None:
                messages.append({"role": "user", "content": turn.question})
                messages.append({"role": "assistant", "content": turn.answer.text})
        return messages


@dataclass(frozen=True, slots=True)
class Reading:
    """What the source pane shows.

    ``[start, end)`` is highlighted (empty: nothing is). `turn`, `walk` and `number` say which citation that is, if
    any. ``[first, last)`` is the window of the text that is shown; None: chosen around the highlighted place.
    `note` is a sentence over the text, such as what is wrong with the link that was followed.
    """

    document_id: str | None = None
    start: int = 0
    end: int = 0
    turn: str | None = None
    walk: Walk = "citations"
    number: int | None = None
    window: tuple[int, int] | None = None
    note: str | None = None


def read_place(data: Mapping[str, object]) -> Reading | None:
    """Read where a link points from what the browser sent; None where it points nowhere that makes sense.

    The browser can send anything: what is not a whole number from 0, or a known word, is not taken.
    """
    document_id = data.get("document")
    start, end = _offset(data.get("start")), _offset(data.get("end"))
    if not isinstance(document_id, str) or not document_id:
        return None
    if start is None or end is None or end < start:
        start = end = 0
    turn, walk = data.get("turn"), data.get("walk")
    window = _offset(data.get("first")), _offset(data.get("last"))
    return Reading(
        document_id,
        start,
        end,
        turn=turn if isinstance(turn, str) else None,
        walk="considered" if walk == "considered" else "citations",
        number=_offset(data.get("number")),
        window=(window[0], window[1]) if window[0] is not None and window[1] is not None else None,
    )


def _offset(value: object) -> int | None:
    """Read a whole number from 0 that is not absurdly long."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
