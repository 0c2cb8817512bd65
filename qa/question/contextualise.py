"""A follow-up made to stand alone, simply: what is said here and what was asked just before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from index.errors import QuestionError
from qa.words import content_words, words

MAX_QUESTION: Final = 4_000
"""Longer questions are refused: the embedding model reads some 200 words, and nobody asks in more than a page."""
MAX_TURNS: Final = 200
_DEPENDS: Final = re.compile(
    r"^\W*(?:and|but|so|then|or|also)\b|^\W*(?:what|how) about\b|^\W*by whom\W*$|^\W*(?:why|when|where|who|how|"
    r"how many|which(?: one)?|who else|what else|how so|why not|are you sure)\W*$"
    r"|\b(?:he|she|they|them|him|her|his|hers|their|theirs|it|its|there|then|that|those|these|this|the latter|"
    r"the former|the same|ones?)\b",
    re.IGNORECASE,
)
_OWN_THAT: Final = re.compile(
    r"\b(?:said|say|says|claim\w*|report\w*|true|confirm\w*|is it|was it|does it|did it|mean\w*|fact|one of|"
    r"this (?:report|article|document|text)|there (?:is|are|was|were|any)|(?:is|are|was|were) there)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


def read_history(history: Sequence[Any] | None) -> tuple[Turn, ...]:
    """Check a history given by a caller; the last turns are kept.

    It is `[{"role": "user" | "assistant", "content": str}, …]`.

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
        turns.append(Turn(role, content[:MAX_QUESTION]))
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
    """Give the question in a form that stands alone.

    A question that stands alone is given back letter for letter. One that leans on what was said before (it begins
    with "and", is a bare question word, or has a pronoun and no name of its own) gets a new date, if it brings one,
    put into the question before it; otherwise the question before it is added in brackets. Deeper understanding of
    conversations is not attempted.
    """
    previous = next(
        (turn.content.strip() for turn in reversed(history) if turn.role == "user" and turn.content.strip()), None
    )
    if previous is None or not leans_on_history(question):
        return question
    from index.dates import find_days

    new, old = find_days(question), find_days(previous)
    rest = [w for w in content_words(question) if not any(start <= w.start < end for start, end, _ in new)]
    if len(new) == 1 and len(old) == 1 and not rest:
        (new_start, new_end, _), (old_start, old_end, _) = new[0], old[0]
        return previous[:old_start] + question[new_start:new_end] + previous[old_end:]
    return f"{question} ({previous.rstrip(' ?!.')})"


def leans_on_history(question: str) -> bool:
    """Say whether a question cannot be understood without what was said before."""
    found = _DEPENDS.search(question)
    if found is None:
        return False
    if (
        re.match(r"\W*(?:and|but|so|then|or|also|what about|how about)\b", question, re.IGNORECASE)
        and len(content_words(question)) <= 3
    ):
        return True
    if _OWN_THAT.search(question) and len(content_words(question)) >= 3:
        return False
    return sum(word.name for word in words(question)) == 0 and len(content_words(question)) <= 4
