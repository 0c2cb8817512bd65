"""How a text speaks of days: "March 9", "9th of March 2021", "2021-03-09", and "on the same day"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.document import Day

if TYPE_CHECKING:
    import datetime

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may\.?|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_END = r"(?![\w%]|[.,]\d)"
_AND = r"(?:\s*,?\s+(?:and|or|to|through|until)\s+|\s*[-\u2013\u2014/]\s*)(?:the\s+)?"
_MORE = rf"(?:(?:\s*,\s*{_DAY}{_END})*{_AND}{_DAY}{_END})*"
_PATTERN = re.compile(
    rf"""(?<![\w.])(?:
        (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?=T\d|(?![\w-]))
      | (?P<month_first>{_MONTH})\s+(?:the\s+)?(?P<days_after>{_DAY}(?![\w%]|[.,]\d(?!{_YEAR})){_MORE})
        (?:\s*,?\s+(?:of\s+)?(?P<year_after>{_YEAR})\b)?
      | (?P<days_before>{_DAY}{_MORE})
        \s+(?:of\s+|day\s+of\s+)?(?P<month_last>{_MONTH})(?!\w)(?:\s*,?\s+(?P<year_last>{_YEAR})\b)?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINARY_WORDS = {"may", "march", "mar", "sep", "dec", "jan"}
"""Months that, in small letters, are as often a word or a name as a month."""
_LEADS_TO_DATE = re.compile(
    r"\b(?:on|by|since|until|till|before|after|from|to|of|and|or|between|the)\s*\Z", re.IGNORECASE
)

_SAME_DAY = re.compile(
    r"\b(?:(?:the|that)\s+(?:very\s+)?same\s+(?:day|date|morning|afternoon|evening|night)"
    r"|(?:on|during|later|earlier)\s+that\s+(?:day|date|morning|afternoon|evening|night)"
    r"|that\s+(?:same\s+)?(?:day|morning|afternoon|evening|night)|hours\s+(?:later|earlier|before))\b",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:(?:the\s+)?(?:next|following|previous|preceding)\s+(?:day|morning|afternoon|evening|night|week|month|year)"
    r"|(?:a|one|two|three|four|five|six|seven|several|some|many|\d+)\s+(?:day|night|week|month|year)s?\s+"
    r"(?:later|earlier|before|after|ago)|the\s+day\s+(?:before|after)|yesterday|tomorrow)\b",
    re.IGNORECASE,
)


def find_days(text: str) -> list[tuple[int, int, Day]]:
    """Find the calendar days that a text names.

    Understood are month names, full or abbreviated, beside a day of the month, with a year or without, and ISO dates.
    Of a list or a range ("March 9 and 10", "March 9-11") each day that is written is found. Purely numeric dates such
    as 5/7 are not: they mean different days to different readers.

    Returns:
        (start, end, day) in the order of the text; the days of one list have the same start and end.
    """
    found: list[tuple[int, int, Day]] = []
    for match in _PATTERN.finditer(text):
        if match["iso"]:
            months_days, year = [match["iso"]], None
        else:
            month = match["month_first"] or match["month_last"]
            if not _is_month(text, match, month):
                continue
            numbers = re.findall(r"\d+", match["days_after"] or match["days_before"])
            year = match["year_after"] or match["year_last"]
            months_days = [f"{number} {month.rstrip('.')}" for number in numbers]
        for written in months_days:
            date = _parse(written if year is None else f"{written} {year}")
            if date is not None:
                known_year = date.year if year is not None or match["iso"] else None
                found.append((match.start(), match.end(), Day(date.month, date.day, known_year)))
    return found


def takes_over(text: str) -> bool | None:
    """Say whether a sentence that names no day takes it over from before.

    Returns:
        True where it says so ("on the same day"), False where it speaks of another day ("the next day"), None where it
        says nothing: then the account runs on within its paragraph.
    """
    if _SAME_DAY.search(text):
        return True
    return False if _OTHER_DAY.search(text) else None


def spoken(day: Day) -> str:
    """Write a day in words, "March 9, 2021" or "March 9"."""
    import calendar

    name = f"{calendar.month_name[day.month]} {day.day}"
    return name if day.year is None else f"{name}, {day.year}"


def _is_month(text: str, match: re.Match[str], month: str) -> bool:
    if month.rstrip(".") not in _ORDINARY_WORDS:
        return True
    return bool(match["month_last"] or _LEADS_TO_DATE.search(text, 0, match.start()))


def _parse(written: str) -> datetime.date | None:
    """Read one date; None where there is no such day (February 30). A leap year stands in for a missing one."""
    import datetime as dates

    from dateutil import parser

    try:
        parsed: dates.datetime = parser.parse(written, default=dates.datetime(2000, 1, 1))
    except (ValueError, OverflowError):
        return None
    return parsed.date()
