"""Who wrote a document, as its opening or its last line tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.document import Sentence

_NAME: Final = (
    r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:van|von|de|der|den|di|da|el|al|bin|ibn|of|[^\W\d_a-z][\w'’.-]*(?!\w*:))){1,4}"
)
_BYLINE: Final = re.compile(
    rf"(?:\bBy|, by|\b(?:Author|Correspondent|From|FROM|[Dd]rafter)\s*:?"
    rf"|\b(?:[Ww]ritten|[Pp]repared|[Kk]ept|[Cc]ompiled|[Rr]eported|[Tt]yped)\s(?:[^.\n]{{0,40}}?\s)?by\s*:?"
    rf"(?:\sthe\s[a-z-]+)?)"
    rf"\s+(?P<name>{_NAME})"
)
_LETTER: Final = re.compile(
    r"\b(?:letter|diary|journal|memoirs?|log-?book|day-?book)\s(?:of|by)\s"
    r"(?P<name>(?-i:[^\W\d_a-z])[\w.'’-]*"
    r"(?:\s(?!(?:in|to|for|on|at)\b)(?:(?-i:[^\W\d_a-z])[\w.'’-]*|&|of|de|van|von)){1,5})",
    re.IGNORECASE,
)
"""What tells of a heading whose letter or diary it is, in capitals too."""
_SIGNED: Final = re.compile(rf"(?:Signed:?\s+)?(?P<name>{_NAME})(?:,[^.!?]{{0,60}})?\.?")


def author(sentences: Sequence[Sentence]) -> str | None:
    """Give who signs a whole document, for what is said in the first person; None where nobody does."""
    for sentence in sentences[:3]:
        byline = _BYLINE.search(sentence.text)
        if byline is not None and not byline["name"].isupper():
            return byline["name"].rstrip(".")
        letter = _LETTER.search(sentence.text)
        if letter is not None:
            return letter["name"].rstrip(".")
    signed = _SIGNED.fullmatch(sentences[-1].text) if sentences else None
    return None if signed is None or signed["name"].isupper() else signed["name"]
