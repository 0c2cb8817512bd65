"""What is kept of a conversation, and what its ids, titles and texts may be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from index.errors import ConversationInvalid
from qa.answer import Answer

MAX_ID: Final = 200
MAX_TITLE: Final = 200
MAX_NOTE: Final = 4_000
MAX_MESSAGE: Final = 100_000
"""Characters of a message that another program adds; what people type and what is answered is far shorter."""
_SHORT_TITLE: Final = 60

Vote: TypeAlias = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A kept conversation. `title` is the first question, shortened, until it is renamed; empty before both.

    `turns` is how many there are, numbered from 1. `created` and `changed` are in UTC.
    """

    id: str
    title: str
    created: datetime
    changed: datetime
    turns: int = 0


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and its answer, as they are kept.

    `answer` is None where there is only a text: a message that another program added, or an answer that a newer
    version wrote. `question` is empty and `text` None where a program added only the other half. `at` is in UTC.
    `vote` and `note` are what a person thought of the answer.
    """

    number: int
    question: str
    standalone_question: str
    text: str | None
    answer: Answer | None
    at: datetime
    vote: Vote | None = None
    note: str = ""


def read_id(conversation: object) -> str:
    """Check a conversation's id.

    Raises:
        ConversationInvalid: it is no text of 1 to `MAX_ID` printable characters.
    """
    if (
        not isinstance(conversation, str)
        or not conversation.strip()
        or len(conversation) > MAX_ID
        or not conversation.isprintable()
    ):
        raise ConversationInvalid(f"A conversation's id must be text of 1 to {MAX_ID} printable characters.")
    return conversation


def read_title(title: object) -> str:
    """Check a title and give it on one line.

    Raises:
        ConversationInvalid: it is no text, empty, or longer than `MAX_TITLE` characters.
    """
    text = one_line(_text(title, "title", MAX_TITLE))
    if not text:
        raise ConversationInvalid("The title is empty; give it at least one letter.")
    return text


def read_note(note: object) -> str:
    """Check a note; an empty one is none.

    Raises:
        ConversationInvalid: it is no text, or longer than `MAX_NOTE` characters.
    """
    return _text(note, "note", MAX_NOTE).strip()


def read_message(message: object) -> str:
    """Check the text of a message that another program adds.

    Raises:
        ConversationInvalid: it is no text, empty, or longer than `MAX_MESSAGE` characters.
    """
    text = _text(message, "message", MAX_MESSAGE)
    if not text.strip():
        raise ConversationInvalid("A message without text cannot be kept.")
    return text


def short_title(question: str) -> str:
    """Give a question as a title: one line, cut at a word."""
    line = one_line(question)
    if len(line) <= _SHORT_TITLE:
        return line
    head = line[:_SHORT_TITLE].rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.–-") + "…"


def one_line(text: str) -> str:
    """Give a text with every white space and control character a plain space, one at a time."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def clean(text: str) -> str:
    """Give a text that SQLite can hold: without half characters (lone surrogates) and null characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")


def folded(text: str) -> str:
    """Give a text in the form in which it is searched: case and compatibility forms do not count."""
    return unicodedata.normalize("NFKC", clean(text)).casefold()


def _text(value: Any, what: str, most: int) -> str:
    if not isinstance(value, str):
        raise ConversationInvalid(f"The {what} must be text.")
    if len(value) > most:
        raise ConversationInvalid(f"The {what} has {len(value):,} characters; keep it to {most:,}.")
    return clean(value)
