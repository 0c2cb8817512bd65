"""What is written into the tables, within a transaction that is open."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from qa.answer import Answer
from qa.conversation.kept import clean, folded


@dataclass(frozen=True, slots=True)
class Said:
    """The columns of a turn that is to be kept; see the table `turns`."""

    question: str
    standalone: str
    text: str | None
    answer: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> Said:
        """Give those of an answer."""
        return cls(
            clean(answer.question), clean(answer.standalone_question), clean(answer.text), json.dumps(answer.to_dict())
        )


def key_of(connection: sqlite3.Connection, user: str, conversation: str) -> int | None:
    """Give the key of a user's conversation, None where there is none of that id."""
    row = connection.execute("SELECT key FROM conversations WHERE user = ? AND id = ?", [user, conversation]).fetchone()
    return None if row is None else int(row[0])


def begin(connection: sqlite3.Connection, user: str, conversation: str, title: str | None = None) -> int:
    """Give the key of a user's conversation, which is begun where there is none of that id."""
    key = key_of(connection, user, conversation)
    if key is not None:
        return key
    at = now()
    inserted = connection.execute(
        "INSERT INTO conversations (user, id, title, created, changed) VALUES (?, ?, ?, ?, ?)",
        [user, conversation, title, at, at],
    )
    assert inserted.lastrowid is not None
    return inserted.lastrowid


def append(connection: sqlite3.Connection, key: int, said: Said) -> int:
    """Add a turn and give its number.

    The number is drawn in the transaction that writes it, so two windows never take the same.
    """
    number: int = connection.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM turns WHERE conversation = ?", [key]
    ).fetchone()[0]
    connection.execute(
        "INSERT INTO turns (conversation, number, at, question, standalone, text, words, answer) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [key, number, now(), said.question, said.standalone, said.text, _words(said.question, said.text), said.answer],
    )
    touch(connection, key)
    return number


def complete(connection: sqlite3.Connection, key: int, text: str) -> bool:
    """Put an answer's text to a last question that has none; False where there is no such question."""
    last = connection.execute(
        "SELECT number, question, text FROM turns WHERE conversation = ? ORDER BY number DESC LIMIT 1", [key]
    ).fetchone()
    if last is None or last[2] is not None:
        return False
    connection.execute(
        "UPDATE turns SET text = ?, words = ? WHERE conversation = ? AND number = ?",
        [text, _words(last[1], text), key, last[0]],
    )
    touch(connection, key)
    return True


def touch(connection: sqlite3.Connection, key: int) -> None:
    """Note that a conversation has changed."""
    connection.execute("UPDATE conversations SET changed = ? WHERE key = ?", [now(), key])


def now() -> str:
    """Give the time as it is kept."""
    return datetime.now(UTC).isoformat()


def _words(question: str, text: str | None) -> str:
    return folded(f"{question}\n{text or ''}")
