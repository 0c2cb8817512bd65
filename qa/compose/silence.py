"""The plain sentences said when documents do not tell, or when nothing was asked."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from index.dates import spoken
from qa.compose.markdown import escaped
from qa.evidence.reading import Reading
from qa.question.clock import asked_clock, spoken_clock
from qa.question.intent import Intent
from qa.question.names import names_in
from qa.question.small_talk import is_unhappy
from qa.question.time import asked_time, fits_in, nearest_days, spoken_time
from qa.words import words

if TYPE_CHECKING:
    from index import Index
    from index.document import Document

_MEASURE: Final = re.compile(
    r"\bhow\s+(?:many|much|often|long|old|far|large|big|high|tall|deep|heavy|fast|wide|thick|late|early)\b",
    re.IGNORECASE,
)
_CALENDAR: Final = frozenset(
    name.casefold()
    for names in (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    for name in names
    if name
)
"""Names that no document need spell."""
_ASKS = {
    "who": "who",
    "when": "when",
    "where": "where",
    "why": "why",
    "how": "how",
    "how-many": "how many",
    "statement": "what was said",
}


def spoken_documents(index: Index, documents: Sequence[str] | None) -> str:
    """Call what is asked (ids or titles; all documents, if not told): "the document", or "the documents"."""
    return "the document" if len(index.resolved(documents)) == 1 else "the documents"


def what_is_silent(
    question: str, intent: Intent, reading: Reading, index: Index, documents: Sequence[str] | None = None
) -> tuple[str, tuple[str, ...]]:
    """Say that the documents (ids or titles; all, if not told) do not answer, and as far as it can be told for sure,
    what exactly they lack.

    Returns:
        The sentence, and notes: names that occur nowhere, the nearest days where a day that was asked for is missing.
    """
    asked_ones = spoken_documents(index, documents)
    subject = f"{asked_ones.capitalize()} {'do' if asked_ones.endswith('s') else 'does'}"
    notes: list[str] = []
    known = [(match.start, match.end) for match in names_in(question, index, documents)]
    absent = [
        word.text
        for word in words(question)
        if word.name
        and word.text.casefold().rstrip(".") not in _CALENDAR
        and not any(start <= word.start < end for start, end in known)
        and not index.document_frequency([word.text], documents).get(word.text)
    ]
    if absent:
        named = ", ".join(f"“{name}”" for name in dict.fromkeys(absent))
        notes.append(f"{subject} not mention {named} in this spelling.")
    time = asked_time(question, day_first=index.settings.day_first)
    read = [evidence.sentence for evidence in reading.ranked]
    if time.intervals and not any(fits_in(time, index.sentences(s.document_id), s.number) for s in read):
        told = (day for e in reading.ranked for day in e.sentence.days or e.sentence.carried)
        near = ", ".join(spoken(day) for day in nearest_days(time, told))
        notes.append(f"Nothing found {spoken_time(time)}." + (f" Nearest dates there: {near}." if near else ""))
    clock = asked_clock(question)
    if clock is not None and any(e.elsewhen for e in reading.ranked) and not any(e.on_clock for e in reading.ranked):
        notes.append(f"Nothing found {spoken_clock(clock)}.")
    asked = _ASKS.get(intent.kind)
    measure = _MEASURE.search(question) if intent.kind == "how-many" else None
    asked = " ".join(measure[0].casefold().split()) if measure else asked
    text = f"{subject} not say {asked}." if asked else f"{subject} not say."
    return text, tuple(notes)


def small_talk(question: str, documents: Sequence[Document], *, later: bool = False) -> str:
    """Reply to thanks, greetings, complaints and say what can be asked; `later` in a conversation nobody greets."""
    titles = ", ".join(f"“{escaped(document.title)}”" for document in documents[:3])
    more = f" and {len(documents) - 3} more" if len(documents) > 3 else ""
    hello = "All right." if later else "Hello."
    if "than" in question.casefold() or "thx" in question.casefold():
        hello = "You are welcome."
    if is_unhappy(question):
        return f"I am sorry. Ask again in other words about {titles}{more}; every answer is quoted from there."
    return f"{hello} Ask {'on' if later else 'me anything'} about {titles}{more}; every answer is quoted from there."
