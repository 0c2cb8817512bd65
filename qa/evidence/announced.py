"""Statements that a document announces and then does not contain ("… said the following:", and no more)."""

from __future__ import annotations

import re
from typing import Final

_ANNOUNCES: Final = re.compile(
    r"\b(?:statement|announcement|remarks?|comments?|declaration|communiqu[eé]|message|speech|reply|response|said|"
    r"says|stated|"
    r"states|declared|announced|wrote|told|explained|replied|responded|added|note|notes|letter|quote[ds]?|words|"
    r"testimony|account|reads?|reading|as follows)\b"
    r"[^:]*:\s*$",
    re.IGNORECASE,
)
_OPENS_STATEMENT: Final = re.compile(r"\s*(?:[\"“”«»„‘'>*•·–—-]|\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_OWN_VOICE: Final = re.compile(r"\b(?:I|we|our|my|us|ours|me)\b(?![.'’]?S)", re.IGNORECASE)


def announces_statement(sentence: str) -> bool:
    """Say whether a sentence ends by announcing somebody's words."""
    return sentence.rstrip().endswith(":") and _ANNOUNCES.search(sentence) is not None


def announced_but_missing(document_text: str, sentence: str, end: int) -> bool:
    """Say whether the statement that a sentence announces fails to follow it.

    `end` is the sentence's end in the document. Words count as the statement where they go on in the same paragraph,
    open with a quotation mark or a list sign, or speak in the first person. A new paragraph in the reporter's own
    voice, or the end of the document, is no statement.
    """
    if not announces_statement(sentence):
        return False
    rest = document_text[end:]
    gap = rest[: len(rest) - len(rest.lstrip())]
    following = rest.lstrip().split("\n", 1)[0]
    if not following:
        return True
    return "\n" in gap and not is_statement(following)


def is_statement(paragraph: str) -> bool:
    """Say whether a paragraph after an announcement is the statement: it opens as one or speaks in the first person."""
    if _OPENS_STATEMENT.match(paragraph):
        return True
    return _OWN_VOICE.search(re.sub(r"\bU\.?S\b", "", paragraph)) is not None
