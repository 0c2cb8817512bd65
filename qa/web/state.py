"""What one visitor's page remembers: the turns of the chat and the place that is being read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from qa.answer import Answer, Citation
from qa.conversation import KeptTurn, Vote

Phase: TypeAlias = Literal["searching", "writing", "keeping", "done", "stopped", "failed"]
Walk: TypeAlias = Literal["citations", "considered"]

LOOKED_BACK_AT: Final = 20
"""Turns that are handed on as history."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what has become of it.

    `partial` is the answer's text so far, `evidence` the citations it rests on; both are superseded by `answer`.
    `problem` is the sentence shown where the question failed.

    `number` is that under which the conversation keeps the turn, None until it is kept; `unkept` says why it could not
    be. `replaces` is the number of the kept turn in whose place this one is asked. `vote` and `note` are what the
    person thought of the answer when the conversation was opened.
    """

    id: str
    question: str
    phase: Phase = "searching"
    understood: str | None = None
    evidence: tuple[Citation, ...] = ()
    partial: str = ""
    answer: Answer | None = None
    problem: str | None = None
    number: int | None = None
    replaces: int | None = None
    unkept: str | None = None
    vote: Vote | None = None
    note: str = ""

    @property
    def loose(self) -> bool:
        """Say whether it came to no answer: it stands last until something else is asked."""
        return self.answer is None and self.number is None

    @property
    def running(self) -> bool:
        """Say whether the answer is still being made or kept."""
        return self.phase in ("searching", "writing", "keeping")

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
    """The turns so far, oldest first. `made` counts all turns ever begun, so that ids are never used twice.

    `conversation` is the id under which the turns are kept; empty where the page has not said yet which one it shows.
    """

    turns: tuple[Turn, ...] = ()
    made: int = 0
    conversation: str = ""

    @classmethod
    def of_kept(cls, conversation: str, kept: Sequence[KeptTurn], made: int = 0) -> Chat:
        """Show a kept conversation; `made` turns were on the page before."""
        turns = tuple(_shown(f"t{made + place}", turn) for place, turn in enumerate(kept, 1))
        return cls(turns, made + len(turns), conversation)

    def turn(self, turn_id: str | None) -> Turn | None:
        """Find a turn by its id."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def after(self, turn_id: str | None) -> tuple[Turn, ...]:
        """Give the answered turns after one."""
        places = [turn.id for turn in self.turns]
        later = self.turns[places.index(turn_id) + 1 :] if turn_id in places else ()
        return tuple(turn for turn in later if not turn.loose)

    def asked(self, question: str, *, at: str | None = None) -> Chat:
        """Begin a turn. With `at`, it takes the place of that turn, and the turns after it go.

        What came to no answer goes, too.
        """
        place = self.turn(at)
        kept = tuple(turn for turn in self.turns if not turn.loose)
        replaces = None
        if place is not None:
            replaces = place.number if place.number is not None else place.replaces
            cut = next((n for n, turn in enumerate(kept) if turn is place or _from(turn, replaces)), len(kept))
            kept = kept[:cut]
        begun = Turn(f"t{self.made + 1}", question, replaces=replaces)
        return replace(self, turns=(*kept, begun), made=self.made + 1)

    def with_last(self, turn: Turn) -> Chat:
        """Put `turn` in the place of the last one."""
        return replace(self, turns=(*self.turns[:-1], turn))

    def ended(self, before: Chat) -> Chat:
        """Give the chat after its last turn has ended; where that came to no answer, what it was to replace is back,
        and it stands behind.
        """
        last = self.turns[-1]
        if not last.loose:
            return self
        return replace(self, turns=(*(turn for turn in before.turns if not turn.loose), last))

    def history(self, *, whole: bool = False) -> list[dict[str, Any]]:
        """Give the answered turns before the last one, or all, in the form that `Assistant.answer` takes."""
        messages: list[dict[str, Any]] = []
        for turn in (self.turns if whole else self.turns[:-1])[-LOOKED_BACK_AT:]:
            if turn.answer is not None:
                messages.append({"role": "user", "content": turn.question})
                messages.append({"role": "assistant", "content": turn.answer.text})
                if turn.answer.model:  # else only its text was kept
                    messages[-1]["answer"] = turn.answer
        return [message for message in messages if message["content"]]


def _from(turn: Turn, number: int | None) -> bool:
    return number is not None and turn.number is not None and turn.number >= number


def _shown(turn_id: str, kept: KeptTurn) -> Turn:
    """Show a kept turn; of one without an `Answer` (another program's) its text alone."""
    answer = kept.answer
    if answer is None and kept.text is not None:
        answer = Answer(kept.question, kept.standalone_question, "no_question", kept.text, model="")
    problem = None if answer is not None else "No answer to this is kept."
    return Turn(
        turn_id,
        kept.question,
        phase="failed" if problem else "done",
        understood=kept.standalone_question,
        answer=answer,
        problem=problem,
        number=kept.number,
        vote=kept.vote,
        note=kept.note,
    )


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
