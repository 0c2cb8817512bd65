"""Conversations by id: begun, gone on with, listed, searched, renamed, cut, exported, deleted for good."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from index.errors import ConversationInvalid, ConversationUnknown
from qa.answer import Answer
from qa.conversation._database import Database
from qa.conversation._rows import CONVERSATION, TURN, conversation_from, history_from, kept_turn_from
from qa.conversation._writing import Said, append, begin, complete, key_of, now, touch
from qa.conversation.kept import (
    Conversation,
    KeptTurn,
    Vote,
    clean,
    folded,
    one_line,
    read_id,
    read_message,
    read_note,
    read_title,
)
from qa.question.contextualise import Turn

if TYPE_CHECKING:
    from index import Settings

FILE: Final = "conversations.db"
HISTORY_TURNS: Final = 20
"""Turns that are read when a question is answered: a conversation may be long, what a question leans on is near."""
_TIMEOUT: Final = 5.0
_MOST_WORDS: Final = 16
_ENDLESS: Final = 2**62
_TURN_KEY: Final = "SELECT number FROM turns WHERE conversation = ? AND number = ?"
_OF_USER: Final = "c.user = ? AND c.id = ?"


class Conversations:
    """The conversations of one user, kept in an SQLite file; thread-safe, and other processes may use the file too.

    Example:
        ```python
        from qa import Assistant

        with Assistant.open() as assistant:
            assistant.answer("Who signed the lease?", conversation="lease")
            print(assistant.conversations.export("lease"))
        ```
    """

    def __init__(self, path: Path | None = None, *, user: str = "", timeout: float = _TIMEOUT) -> None:
        """Keep conversations in the file at `path`, made when something is first kept, or in memory (None).

        Args:
            path: the file; its folder is made where it is missing.
            user: whose conversations these are: others' are neither seen nor touched; see `of`.
            timeout: seconds to wait where another program has locked the file.
        """
        self.user = clean(user)
        self._database = Database(path, timeout)

    @classmethod
    def open(cls, settings: Settings) -> Conversations:
        """Give those that are kept where the settings say: `conversations`, else a file in `data_dir`."""
        return cls(settings.conversations or settings.data_dir / FILE)

    @property
    def path(self) -> Path | None:
        """The file; None in memory."""
        return self._database.path

    def of(self, user: str) -> Conversations:
        """Give the same file as another user sees it."""
        other = Conversations.__new__(Conversations)
        other.user = clean(user)
        other._database = self._database
        return other

    def close(self) -> None:
        """Close the file; conversations in memory are gone. Closing twice does no harm."""
        self._database.close()

    def create(self, title: str | None = None) -> Conversation:
        """Begin a conversation with an id of its own.

        Raises:
            ConversationError: the title cannot be used, or nothing can be kept.
        """
        wanted = None if title is None else read_title(title)
        conversation = secrets.token_hex(8)
        with self._database.writing() as connection:
            begin(connection, self.user, conversation, wanted)
        return self.get(conversation)

    def list(self, search: str | None = None, *, limit: int = 100) -> tuple[Conversation, ...]:
        """Give the conversations, the last changed first.

        Args:
            search: words (parts of words will do, case does not count), each of which must occur in the title, a
                question or an answer's text.
            limit: how many at most.
        """
        words = folded(search or "").split()[:_MOST_WORDS]
        found = (
            " AND (instr(folded(coalesce(c.title, '')), ?) > 0 OR EXISTS "
            "(SELECT 1 FROM turns t WHERE t.conversation = c.key AND instr(t.words, ?) > 0))"
        )
        rows = self._database.rows(
            f"{CONVERSATION} WHERE c.user = ?{found * len(words)} ORDER BY c.changed DESC, c.key DESC LIMIT ?",
            [self.user, *(word for word in words for _ in range(2)), max(limit, 0)],
        )
        return tuple(conversation_from(row) for row in rows)

    def get(self, conversation: str) -> Conversation:
        """Give one conversation.

        Raises:
            ConversationUnknown: there is none of that id.
        """
        rows = self._database.rows(f"{CONVERSATION} WHERE {_OF_USER}", [self.user, read_id(conversation)])
        if not rows:
            raise _unknown(conversation)
        return conversation_from(rows[0])

    def has(self, conversation: str) -> bool:
        """Say whether there is a conversation of that id."""
        try:
            self.get(conversation)
        except ConversationUnknown:
            return False
        return True

    def read(self, conversation: str) -> tuple[KeptTurn, ...]:
        """Give all turns of a conversation, in order.

        Raises:
            ConversationUnknown: there is none of that id.
        """
        self.get(conversation)
        rows = self._database.rows(f"{TURN} WHERE {_OF_USER} ORDER BY t.number", [self.user, conversation])
        return tuple(kept_turn_from(row) for row in rows)

    def turns(
        self, conversation: str, *, most: int | None = HISTORY_TURNS, before: int | None = None
    ) -> tuple[Turn, ...]:
        """Give what was said, as the chain takes it; an id that is not known is a new conversation, where nothing was.

        Args:
            conversation: its id.
            most: how many turns are read, the last ones; None for all.
            before: only what was said before the turn of that number.
        """
        limits = (_ENDLESS if before is None else before, _ENDLESS if most is None else max(most, 0))
        rows = self._database.rows(
            f"{TURN} WHERE {_OF_USER} AND t.number < ? ORDER BY t.number DESC LIMIT ?",
            [self.user, read_id(conversation), *limits],
        )
        return tuple(turn for row in reversed(rows) for turn in history_from(kept_turn_from(row)))

    def add(self, conversation: str, answer: Answer) -> int:
        """Keep a question with its answer, give the turn's number; an id that is not known begins a conversation.

        Raises:
            ConversationError: the id cannot be used, or nothing can be kept; the conversation is then as it was.
        """
        read_id(conversation)
        said = Said.of(answer)
        with self._database.writing() as connection:
            return append(connection, begin(connection, self.user, conversation), said)

    def add_messages(self, conversation: str, messages: Sequence[Turn]) -> None:
        """Keep messages that another program has: all of them or none. A message of the assistant's ends a turn.

        Raises:
            ConversationError: a message is empty or too long, or nothing can be kept.
        """
        read_id(conversation)
        said = [(message.role, read_message(message.content)) for message in messages]
        with self._database.writing() as connection:
            key = begin(connection, self.user, conversation)
            for role, text in said:
                if role == "user":
                    append(connection, key, Said(text, text, None))
                elif not complete(connection, key, text):
                    append(connection, key, Said("", "", text))

    def rename(self, conversation: str, title: str) -> Conversation:
        """Give a conversation another title.

        Raises:
            ConversationError: there is none of that id, or the title cannot be used.
        """
        wanted = read_title(title)
        with self._database.writing() as connection:
            key = self._known(connection, conversation)
            connection.execute("UPDATE conversations SET title = ? WHERE key = ?", [wanted, key])
        return self.get(conversation)

    def truncate(self, conversation: str, turn: int) -> None:
        """Drop a turn and all after it, before an earlier question is asked anew.

        Raises:
            ConversationError: there is no conversation of that id, or `turn` is below 1.
        """
        if turn < 1:
            raise ConversationInvalid("Turns are numbered from 1.")
        with self._database.writing() as connection:
            key = self._known(connection, conversation)
            connection.execute("DELETE FROM turns WHERE conversation = ? AND number >= ?", [key, turn])
            touch(connection, key)
        self._database.wipe(pages=False)

    def delete(self, conversation: str) -> None:
        """Delete a conversation for good: its text is no longer in the file, nor in the log beside it.

        Raises:
            ConversationUnknown: there is none of that id.
        """
        with self._database.writing() as connection:
            key = self._known(connection, conversation)
            connection.execute("DELETE FROM conversations WHERE key = ?", [key])
        self._database.wipe(pages=True)

    def export(self, conversation: str, format: Literal["markdown", "json"] = "markdown") -> str:
        """Write a conversation out: as Markdown to be read, with its sources, or as JSON for `export.read_json`.

        Raises:
            ConversationError: there is none of that id, or no such format.
        """
        from qa.conversation.export import to_json, to_markdown

        if format not in ("markdown", "json"):
            raise ConversationInvalid(f"There is no format {format!r}; choose markdown or json.")
        write = to_markdown if format == "markdown" else to_json
        return write(self.get(conversation), self.read(conversation))

    def rate(self, conversation: str, turn: int, vote: Vote | None, note: str = "") -> None:
        """Keep what a person thinks of an answer, instead of what was thought before; None takes it back.

        Raises:
            ConversationError: there is no such turn, or the vote or the note cannot be used.
        """
        if vote not in ("up", "down", None):
            raise ConversationInvalid(f"The vote {vote!r} is none; give up, down or None.")
        kept = read_note(note)
        with self._database.writing() as connection:
            key = self._known(connection, conversation)
            row = connection.execute(_TURN_KEY, [key, turn]).fetchone()
            if row is None:
                raise ConversationUnknown(f"The conversation “{conversation}” has no turn {turn}.")
            connection.execute("DELETE FROM feedback WHERE conversation = ? AND turn = ?", [key, turn])
            if vote is not None:
                connection.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?)", [key, turn, vote, kept, now()])

    def rated(self) -> tuple[tuple[str, KeptTurn], ...]:
        """Give all turns that have a vote, each with its conversation's id, the oldest first."""
        rows = self._database.rows(
            f"{TURN} WHERE c.user = ? AND f.vote IS NOT NULL ORDER BY c.key, t.number", [self.user]
        )
        return tuple((row[-1], kept_turn_from(row)) for row in rows)

    def _known(self, connection: sqlite3.Connection, conversation: str) -> int:
        key = key_of(connection, self.user, read_id(conversation))
        if key is None:
            raise _unknown(conversation)
        return key


def _unknown(conversation: str) -> ConversationUnknown:
    return ConversationUnknown(
        f"There is no conversation “{one_line(conversation)}”; report-qa conversations list shows those that are kept."
    )
