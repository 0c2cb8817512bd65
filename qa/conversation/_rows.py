"""What is read from the tables, and the value objects that it becomes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from qa.answer import Answer
from qa.conversation.kept import Conversation, KeptTurn, short_title
from qa.question.contextualise import MAX_QUESTION, Turn

# Turns are numbered without gaps, so the last number, one look into the primary key, is how many there are.
CONVERSATION: Final = """
SELECT c.id, c.title, c.created, c.changed,
    (SELECT max(t.number) FROM turns t WHERE t.conversation = c.key),
    (SELECT t.question FROM turns t WHERE t.conversation = c.key ORDER BY t.number LIMIT 1)
FROM conversations c"""

TURN: Final = """
SELECT t.number, t.question, t.standalone, t.text, t.answer, t.at, f.vote, f.note, c.id
FROM conversations c JOIN turns t ON t.conversation = c.key
LEFT JOIN feedback f ON f.conversation = t.conversation AND f.turn = t.number"""


def conversation_from(row: tuple[Any, ...]) -> Conversation:
    """Make a conversation of a row of `CONVERSATION`."""
    conversation, title, created, changed, turns, question = row
    return Conversation(
        conversation,
        title if title is not None else short_title(question or ""),
        datetime.fromisoformat(created),
        datetime.fromisoformat(changed),
        turns or 0,
    )


def kept_turn_from(row: tuple[Any, ...]) -> KeptTurn:
    """Make a turn of a row of `TURN`."""
    number, question, standalone, text, answer, at, vote, note, _ = row
    return KeptTurn(
        number, question, standalone, text, _answer_from(answer), datetime.fromisoformat(at), vote, note or ""
    )


def history_from(turn: KeptTurn) -> Iterator[Turn]:
    """Give the messages of a turn; long ones are cut, as those of a history that a caller gives are."""
    if turn.question:
        yield Turn("user", turn.question[:MAX_QUESTION])
    if turn.text is not None:
        yield Turn("assistant", turn.text[:MAX_QUESTION], turn.answer)


def _answer_from(text: str | None) -> Answer | None:
    if text is None:
        return None
    try:
        return Answer.from_dict(json.loads(text))
    except ValueError:  # of a newer version; what it said is kept beside it
        return None
