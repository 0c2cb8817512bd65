"""Dates in digits alone: what makes 5/4 one, and whether it is the fifth of April or the fourth of May."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index import _date_words as words
from index.document import Day
from index.interval import Interval, real
from index.times import TimeMention

_BEFORE: Final = 30
"""Characters before a match that are looked at."""
_LEADS_TO_DATE: Final = re.compile(
    r"\b(?:on|by|since|until|till|before|after|from|to|of|between|and|dated?:?)\s{1,9}(?:the\s{1,9})?\Z", re.IGNORECASE
)
_ON: Final = re.compile(r"\bon\s{1,9}(?:the\s{1,9})?\Z", re.IGNORECASE)
_IS_NO_DATE: Final = re.compile(r"\s{0,4}(?:of\s|per\b|percent|hours?\b|inch|scale|[x\u00d7]\s?\d)", re.IGNORECASE)
_HEADS: Final = re.compile(r"\s{0,4}[:\u2013\u2014-]\s")
_RUNS_ON: Final = re.compile(r"\s{1,4}[a-z]")
_ENDS: Final = re.compile(r"[ ?!.,;)]{0,4}\Z")
_CENTURY_TURNS: Final = 70
"""Years of two digits from here on are of the last century."""


def numeric_dates(text: str, day_first: bool) -> Iterator[TimeMention]:
    """Give the dates that are written in digits alone.

    With slashes, day and month stand as `day_first` says, or as they must (25/7); with points the day stands first.
    """
    for match in words.NUMERIC.finditer(text):
        one, two, year = int(match["one"]), int(match["two"]), match["year"]
        if not _is_date(text, match):
            continue
        first = (day_first or match["mark"] == ".") if max(one, two) <= 12 else one > 12
        number, month = (one, two) if first else (two, one)
        day = Day(month, number, None if year is None else _full(year))
        if real(day):
            numeric = match["mark"] != "." and max(one, two) <= 12
            yield TimeMention(match.start(), match.end(), (Interval.of(day),), (day,), numeric=numeric)


def day_comes_first(text: str) -> bool | None:
    """Say which comes first where a text writes dates in digits: True the day (25/7), False the month (7/25).

    Returns:
        None where the text shows neither, or both.
    """
    shown = {
        int(match["one"]) > 12
        for match in words.NUMERIC.finditer(text)
        if match["mark"] != "." and max(int(match["one"]), int(match["two"])) > 12 and _is_date(text, match)
    }
    return shown.pop() if len(shown) == 1 else None


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Tell a date from a fraction (3/4), a number (4.7), a score (4-7), an hour (9.12) or a chapter (3.1.12)."""
    one, two, mark, year = int(match["one"]), int(match["two"]), match["mark"], match["year"] or ""
    if not (1 <= min(one, two) <= 12 and max(one, two) <= 31):
        return False
    if len(year) == 4 or (year and mark == "/"):
        return True
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if year:
        return _LEADS_TO_DATE.search(before) is not None
    if mark == "/":
        padded = len(match["one"]) == len(match["two"]) == 2 and "0" in (match["one"][0], match["two"][0])
        heads = not match.start() and _HEADS.match(text, match.end()) is not None
        led = padded or heads or _LEADS_TO_DATE.search(before) is not None
        return led and _IS_NO_DATE.match(text, match.end()) is None
    if mark == ".":
        if _ON.search(before):
            return bool(match["dot"]) or _ENDS.match(text, match.end()) is not None
        return bool(match["dot"] and _RUNS_ON.match(text, match.end()) and _LEADS_TO_DATE.search(before))
    return False


def _full(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < _CENTURY_TURNS else 1900)
