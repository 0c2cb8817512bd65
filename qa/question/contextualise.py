"""What a caller gives, checked: the question and the history; and the face of making a follow-up stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from index.errors import QuestionError
from qa.answer import Answer
from qa.question.followup import Understanding, understand

__all__ = [
    "MAX_QUESTION",
    "Turn",
    "Understanding",
    "contextualise",
    "read_history",
    "read_question",
    "understand",
]

MAX_QUESTION: Final = 4_000
"""Longer questions are refused: the embedding model reads some 200 words, and nobody asks in more than a page."""
MAX_TURNS: Final = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation. `answer` is what an assistant's message of a kept conversation was cut from."""

    role: Literal["user", "assistant"]
    content: str
    answer: Answer | None = None


def read_history(history: Sequence[Any] | None) -> tuple[Turn, ...]:
    """Check a history given by a caller; the last turns are kept.

    It is `[{"role": "user" | "assistant", "content": str}, …]`; an assistant's entry may carry its `Answer` as
    "answer", from which more can be told than from its text.

    Raises:
        QuestionError: an entry is not of that form; the message says which.
    """
    if history is None:
        return ()
    if isinstance(history, str) or not isinstance(history, Sequence):
        raise QuestionError('The history must be a list of {"role": "user" or "assistant", "content": "…"}.')
    turns: list[Turn] = []
    for number, entry in enumerate(history, 1):
        role = entry.get("role") if isinstance(entry, dict) else None
        content = entry.get("content") if isinstance(entry, dict) else None
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise QuestionError(
                f'Entry {number} of the history must be {{"role": "user" or "assistant", "content": "…"}}; '
                "correct it and ask again."
            )
        answer = entry.get("answer") if role == "assistant" else None
        turns.append(Turn(role, content[:MAX_QUESTION], answer if isinstance(answer, Answer) else None))
    return tuple(turns[-MAX_TURNS:])


def read_question(question: object) -> str:
    """Check a question and give it with its outer white space taken off.

    Raises:
        QuestionError: it is no text, empty, or longer than `MAX_QUESTION` characters.
    """
    if not isinstance(question, str):
        raise QuestionError("The question must be text.")
    text = question.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ").strip()
    if not text:
        raise QuestionError("The question is empty; type what you want to know.")
    if len(text) > MAX_QUESTION:
        raise QuestionError(
            f"The question has {len(text):,} characters; ask in at most {MAX_QUESTION:,}, "
            "and put long texts into a document."
        )
    return text


def contextualise(question: str, history: Sequence[Turn]) -> str:
    """Give the question in a form that stands alone; see `understand`."""
    return understand(question, history).standalone
