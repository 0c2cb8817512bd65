"""Who speaks in a transcript, in which each turn opens with a name and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from index.document import Sentence
from qa.evidence.speech.quoting import is_header

_NAME: Final = r"[^\W\d_a-z][\w.'’-]*"
_TURN: Final = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}}):\s")
_SPOKEN: Final = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Yy]our|[Mm]y)\b|\?")
"""What is said in talk, and not filled into the fields of a form."""
_SPEAKERS: Final = 2
"""Speakers, each of whom has as many turns at least."""
_SHARE: Final = 3
"""One in so many paragraphs opens a turn."""
_TALK: Final = 4
"""One sentence, at least, for so many turns is talk."""


def turns(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Give whose turn each sentence stands in, where a document is a transcript: two who speak and speak again. A turn
    runs on over paragraphs to the next one; what it asks is no claim, nor is what stands in brackets.
    """
    opened: dict[int, str] = {}
    paragraphs: set[int] = set()
    for number, sentence in enumerate(sentences):
        if sentence.paragraph in paragraphs:
            continue
        paragraphs.add(sentence.paragraph)
        match = _TURN.match(sentence.text)
        if match is not None and len(match["name"]) > 1 and not is_header(sentence.text):
            opened[number] = match["name"]
    known = {name for name, count in Counter(opened.values()).items() if count >= _SPEAKERS}
    talk = sum(_SPOKEN.search(sentence.text) is not None for sentence in sentences)
    if len(known) < _SPEAKERS or len(opened) * _SHARE < len(paragraphs) or talk * _TALK < len(opened):
        return {}
    spoken: dict[int, str] = {}
    current = None
    for number, sentence in enumerate(sentences):
        current = opened.get(number, current)
        if current is not None and not sentence.text.endswith(("?", "]")):
            spoken[number] = current
    return spoken
