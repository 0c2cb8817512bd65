"""When do two wordings say the same? The one place where evaluation normalises text.

What a set's author typed and what a document holds differ in ways that say nothing about an answer: case, typographic
quotes and dashes, runs of white space, Markdown. They are levelled on both sides before anything is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARKER: Final = re.compile(r"(?<!\\)\[\d+\](?!\()")
_LINK: Final = re.compile(r"(?<!\\)\[([^\[\]]*)\]\([^()\s]*\)")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS: Final = re.compile(r"(?<!\\)[*`]+")
_LINE_START: Final = re.compile(r"^\s*(?:>+|[-+]|#{1,6}|\d+[.)])\s+", re.MULTILINE)

_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u002d"), "-")
_SINGLE: Final = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07`\u00b4"), "'")
_DOUBLE: Final = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"), '"')
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LEVEL: Final = {**_DASHES, **_SINGLE, **_DOUBLE, **_INVISIBLE}

_QUOTES: Final = re.compile(r"\"|(?<![^\W_])'|'(?![^\W_])")
"""Double quotes, and single ones that are no apostrophe: which words a text puts in quotes is style."""

_SHORT: Final = 3
"""Wordings up to this length are matched as whole words: "one" must not be found in "ones", nor "no" in "not"."""


def plain(markdown: str) -> str:
    """Take the Markdown of an answer away: citation markers, emphasis, links, list bullets, escapes."""
    text = _MARKER.sub("", markdown)
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub("", text)
    text = _LINE_START.sub("", text)
    return _ESCAPE.sub(r"\1", text)


def normalise(text: str) -> str:
    """Level case, compatibility forms, quotes, dashes and white space; quotation marks go altogether."""
    text = unicodedata.normalize("NFKC", text.translate(_LEVEL)).translate(_LEVEL).casefold()
    return " ".join(_QUOTES.sub("", text).split())


def says(text: str, wording: str) -> bool:
    """Say whether `wording` occurs in `text`, both being levelled first.

    It must begin where a word begins ("rain" is not in "terrain"), and a number must be a whole number ("5" is not in
    "15"). It may end inside a word ("drone" is in "drones") unless it has three characters or fewer.

    Args:
        text: plain text, see `plain`.
        wording: what to look for; one that is empty when levelled is in no text.
    """
    return _occurs(normalise(text), normalise(wording))


def says_any(text: str, wordings: tuple[str, ...]) -> bool:
    """Say whether one of the `wordings` occurs in `text`, see `says`."""
    levelled = normalise(text)
    return any(_occurs(levelled, normalise(wording)) for wording in wordings)


def _occurs(text: str, wording: str) -> bool:
    if not wording:
        return False
    start = text.find(wording)
    while start >= 0:
        end = start + len(wording)
        if not _joined(text[start - 1 : start], wording[0]) and _ends(text[end : end + 2], wording):
            return True
        start = text.find(wording, start + 1)
    return False


def _ends(following: str, wording: str) -> bool:
    """Say whether a wording may end where `following` (two characters) goes on."""
    if wording[-1].isdigit():
        decimals = following[:1] in {".", ","} and following[1:].isdigit()
        return not decimals and not _joined(wording[-1], following[:1])
    return len(wording) > _SHORT or not _joined(wording[-1], following[:1])


def _joined(left: str, right: str) -> bool:
    """Say whether two neighbouring characters stand in one word; scripts without case have no such notion here."""
    return bool(left and right) and _wordlike(left) and _wordlike(right)


def _wordlike(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()
