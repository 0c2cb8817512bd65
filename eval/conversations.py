"""Which lines of a set are turns of one conversation.

A line follows another where both are of one document and its history's user messages are those of the other's history
and the other's question. Ids do not count, nor what the histories have the assistant say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from eval.question_set import Question

Asked: TypeAlias = tuple[str, ...]
"""What the user said in a conversation, from its first message to some later one."""


def asked_before(question: Question) -> Asked:
    """Give the user's messages before a question, oldest first, white space levelled."""
    return tuple(" ".join(turn.content.split()) for turn in question.history if turn.role == "user")


def asked_until(question: Question) -> Asked:
    """Give the user's messages up to a question, that one included: with its document, the place of a turn."""
    return (*asked_before(question), " ".join(question.question.split()))


def turn_number(question: Question) -> int:
    """Give which of the user's turns a question is, from 1."""
    return len(asked_until(question))


def earlier_lines(questions: Sequence[Question]) -> list[tuple[int | None, ...]]:
    """Find the earlier turns of every question of a set among the lines before it.

    Returns:
        For each question, for each user message of its history, the place in `questions` of the line that asks it,
        None where no line before does; of several that do, the last.
    """
    places: dict[tuple[str, Asked], int] = {}
    found: list[tuple[int | None, ...]] = []
    for place, question in enumerate(questions):
        before = asked_before(question)
        found.append(tuple(places.get((question.document, before[:end])) for end in range(1, len(before) + 1)))
        places[question.document, asked_until(question)] = place
    return found


def openings(questions: Iterable[Question]) -> frozenset[tuple[str, str]]:
    """Give the first messages of conversations that go on, each with its document."""
    histories = ((question.document, asked_before(question)) for question in questions)
    return frozenset((document, before[0]) for document, before in histories if before)
