"""Quotations that run over several sentences, and messages within a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from index.document import Sentence

LONGEST: Final = 12
"""Sentences after which a quotation that nothing closes is no longer believed in."""

_MARK: Final = re.compile(r"[\"“”„«»]")
OPENING: Final = ("“", "„", "«", '"')
"""Marks that open a quotation."""
_BEHIND_MARK: Final = " .,;!?"
_WRITER: Final = re.compile(
    r"\W{0,3}from\s*:\s*(?P<name>[^\s:;,.(<][^:;,(<\n]{0,80}?)"
    r"\s*(?=[;,(<\n]|\.(?!\s?\w+\.)|$|\b(?:to|date|sent|cc|subject)\s*:)",
    re.IGNORECASE,
)
_HEADER: Final = re.compile(r"\W{0,3}(?:from|to|sent|date|subject|cc|bcc|re)\s*:[^.!?]*\.?$", re.IGNORECASE)


def quotations(sentences: Sequence[Sentence]) -> dict[int, int]:
    """Give, for each sentence that begins inside a quotation, the sentence in which the quotation opens.

    A quotation ends with its paragraph, unless the next paragraph opens with a quotation mark again.
    """
    found: dict[int, int] = {}
    opened: int | None = None
    paragraph = -1
    for number, sentence in enumerate(sentences):
        marks = list(_MARK.finditer(sentence.text))
        if opened is not None:
            again = bool(marks) and marks[0].start() == 0
            if (sentence.paragraph != paragraph and not again) or number - opened > LONGEST:
                opened = None
            else:
                found[number] = opened
                marks = marks[1:] if sentence.paragraph != paragraph else marks
        paragraph = sentence.paragraph
        for mark in marks:
            if _opens(sentence.text, mark.start(), inside=opened is not None):
                opened = number if opened is None else opened
            else:
                opened = None
    return found


def stands_in_marks(sentences: Sequence[Sentence], opened: Mapping[int, int], number: int) -> bool:
    """Say whether a whole sentence stands between quotation marks, in a quotation that is closed. opened: what
    `quotations` gives. One that nothing closes may be debris.
    """
    text = sentences[number].text
    opens = text[:1] in OPENING
    if number not in opened and not opens:
        return False
    inner = text[opens:].rstrip(_BEHIND_MARK)
    first = last = opened.get(number, number)
    while last - first < LONGEST and opened.get(last + 1) == first:
        last += 1
    closing = sentences[last].text.rstrip(_BEHIND_MARK)[-1:]
    return _MARK.match(closing) is not None and _MARK.search(inner[:-1]) is None


def _opens(text: str, place: int, *, inside: bool) -> bool:
    mark = text[place]
    if mark != '"':
        return mark in OPENING and not (mark == "“" and inside)
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if not before or before.isspace() or before in "([—–-":
        return bool(after) and not after.isspace()
    return False


def writers(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Give who wrote the message that a sentence stands in, where a document is an exchange of messages: it has "From:"
    lines of more than one. Headers have no writer.
    """
    found = {
        number: match["name"].strip()
        for number, sentence in enumerate(sentences)
        if (match := _WRITER.match(sentence.text)) is not None
    }
    if len(set(found.values())) < 2:
        return {}
    written: dict[int, str] = {}
    current = None
    for number, sentence in enumerate(sentences):
        current = found.get(number, current)
        if current is not None and not is_header(sentence.text):
            written[number] = current
    return written


def is_header(text: str) -> bool:
    """Say whether a sentence is a message's header ("Sent: 4 June") or has no words."""
    return _HEADER.match(text) is not None or not any(character.isalnum() for character in text)
