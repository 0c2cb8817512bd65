"""Words of a document or a person inside an answer's Markdown: never a marker, a link or a tag of ours."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = re.compile(r"[\\`*\[\]<]")
_MARKER: Final = re.compile(r"(?<!\\)\[(\d+)\]")
_BULLET: Final = re.compile(r"\A[-*+•–—·]\s+(?=\S)")


def quoted(text: str) -> str:
    """Write a quote on one line, in quotation marks, with Markdown's signs escaped."""
    return f"“{escaped(' '.join(text.split()))}”"


def unbulleted(text: str) -> str:
    """Give a text without the bullet that it begins with, if it does: what is listed gets one of its own."""
    return _BULLET.sub("", text)


def escaped(text: str) -> str:
    """Escape the signs by which Markdown would make emphasis, code, links or HTML of a text."""
    return _SIGNS.sub(r"\\\g<0>", text)


def plain(text: str) -> str:
    """Undo an answer's Markdown: no stars of emphasis, no backslashes; markers and bullets stay."""
    return re.sub(r"\\([\\`*\[\]<])|\*\*", lambda found: found[1] or "", text)


def markers(text: str) -> set[int]:
    """Give the numbers of the citation markers in an answer's text."""
    return {int(number) for number in _MARKER.findall(text)}
