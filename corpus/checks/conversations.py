"""Do conversations hang together? The history of a turn is what was said in the turns before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from corpus.checks.finding import Finding
from corpus.reading import Corpus, Part
from eval.question_set import Line

LONGEST: Final = 6
"""So many turns a conversation has at most."""

_ID: Final = re.compile(r"(?P<conversation>.+-c[A-Z])-(?P<turn>\d+)")


def check_conversations(corpus: Corpus) -> Iterator[Finding]:
    """Check every conversation, turn by turn."""
    for part in corpus.parts:
        if part.kind == "conversations":
            for line, message in _wrong(part):
                yield Finding(corpus.place(part.path, line.number), message)


def _wrong(part: Part) -> Iterator[tuple[Line, str]]:
    conversations: dict[str, list[Line]] = {}
    for line in part.lines:
        named = _ID.fullmatch(line.question.id)
        if named is None:
            yield line, f"the id {line.question.id!r} should be NAME-cA-1: the conversation's letter, then the turn"
            continue
        turns = conversations.setdefault(named["conversation"], [])
        turns.append(line)
        if int(named["turn"]) != len(turns):
            yield line, f"turn {named['turn']} of {named['conversation']} comes after {len(turns) - 1} turns"
    for name, turns in conversations.items():
        if not 2 <= len(turns) <= LONGEST:
            yield turns[0], f"{name} has {len(turns)} turns, not 2 to {LONGEST}"
        yield from _first(turns[0])
        for before, line in pairwise(turns):
            yield from _follows(before, line)
    for line in part.lines:
        if line.question.standalone is None:
            yield line, "a turn needs its standalone form"


def _first(line: Line) -> Iterator[tuple[Line, str]]:
    if line.question.history:
        yield line, "a first turn has no history"
    if line.question.standalone not in {None, line.question.question}:
        yield line, "a first turn stands alone: its standalone form is the question itself"


def _follows(before: Line, line: Line) -> Iterator[tuple[Line, str]]:
    earlier, history = before.question.history, line.question.history
    if line.question.document != before.question.document:
        yield line, f"the conversation was about {before.question.document}"
    said = [(turn.role, turn.content) for turn in history]
    asked = [*((turn.role, turn.content) for turn in earlier), ("user", before.question.question)]
    if len(said) != len(asked) + 1 or said[:-1] != asked or said[-1][0] != "assistant":
        yield line, f"the history should be that of line {before.number}, its question, and an answer to it"
