"""The plain sentences said when documents do not tell, or when nothing was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.dates import find_days, spoken
from qa.compose.markdown import escaped
from qa.evidence.reading import Reading
from qa.question.intent import Intent
from qa.words import words

if TYPE_CHECKING:
    from index import Index
    from index.document import Day, Document

_ASKS = {
    "who": "who",
    "when": "when",
    "where": "where",
    "why": "why",
    "how": "how",
    "how-many": "how many",
    "statement": "what was said",
}


def what_is_silent(question: str, intent: Intent, reading: Reading, index: Index) -> tuple[str, tuple[str, ...]]:
    """Say that the documents do not answer, and as far as it can be told for sure, what exactly they lack.

    Returns:
        The sentence, and notes: names that occur nowhere, the nearest days where a day that was asked for is missing.
    """
    subject = "The document does" if len(index.documents) == 1 else "The documents do"
    notes: list[str] = []
    absent = [
        word.text for word in words(question) if word.name and not index.document_frequency([word.text]).get(word.text)
    ]
    if absent:
        named = ", ".join(f"“{name}”" for name in dict.fromkeys(absent))
        notes.append(f"{subject} not mention {named} in this spelling.")
    days = [day for _, _, day in find_days(question)]
    if days:
        told = {day for e in reading.ranked for day in (*e.sentence.days, *e.sentence.carried)}
        for day in days:
            if not any(day.matches(other) for other in told):
                near = sorted(told, key=lambda other: _apart(day, other))[:2]
                also = f" Nearest dates there: {', '.join(spoken(other) for other in near)}." if near else ""
                notes.append(f"Nothing found for {spoken(day)}.{also}")
    asked = _ASKS.get(intent.kind)
    text = f"{subject} not say {asked}." if asked else f"{subject} not say."
    return text, tuple(notes)


def small_talk(question: str, documents: Sequence[Document]) -> str:
    """Reply to thanks, greetings and the like, and say what can be asked."""
    titles = ", ".join(f"“{escaped(document.title)}”" for document in documents[:3])
    more = f" and {len(documents) - 3} more" if len(documents) > 3 else ""
    hello = "You are welcome." if "than" in question.casefold() or "thx" in question.casefold() else "Hello."
    return f"{hello} Ask me anything about {titles}{more}; every answer is quoted from there."


def _apart(day: Day, other: Day) -> int:
    apart = abs((day.month * 31 + day.day) - (other.month * 31 + other.day))
    return min(apart, 372 - apart)
