"""How a text speaks of days: "March 9", "the 9th of March 2021", "9/3/2021", "2021-03-09", and "on the same day"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index import _date_words as words
from index.document import Day
from index.interval import apart
from index.times import TimeMention, apart_from_each_other

LONGEST = 31
"""The most days of a stretch that are told one by one; of a longer one only the ends are."""

_OTHER_DAY = re.compile(
    r"\b(?:(?:the\s{1,9})?(?:next|following|previous|preceding)\s{1,9}"
    r"(?:day|morning|afternoon|evening|night|week|month|year)"
    r"|(?:a|one|two|three|four|five|six|seven|several|some|many|\d{1,9})\s{1,9}(?:day|night|week|month|year)s?\s{1,9}"
    r"(?:later|earlier|before|after|ago)|the\s{1,9}day\s{1,9}(?:before|after)|yesterday|tomorrow)\b",
    re.IGNORECASE,
)


def find_days(text: str, *, day_first: bool = False) -> list[tuple[int, int, Day]]:
    """Find the calendar days that a text names.

    Understood are month names, full or abbreviated, beside a day of the month, with a year or without, ISO dates, and
    dates in digits alone where they cannot well be anything else (`day_first`: 4/5 is the fourth of May). Of a list or
    a range ("March 9 and 10", "March 9-11") each day that is written is found; `index.times.find_times` tells what
    lies between, and other times.

    Returns:
        (start, end, day) in the order of the text; the days of one list have the same start and end.
    """
    found = apart_from_each_other(text, day_first)
    return [(mention.start, mention.end, day) for mention in found for day in mention.days]


def days_told(mentions: Iterable[TimeMention]) -> tuple[Day, ...]:
    """Give each day that mentions tell of, once: those written, and what lies between them where that is short."""
    told: dict[Day, None] = {}
    for mention in mentions:
        between = [interval.days(LONGEST) for interval in mention.intervals] if mention.days else []
        told |= dict.fromkeys(mention.days if () in between else (day for days in between for day in days))
    return tuple(told)


def takes_over(text: str) -> bool | None:
    """Say whether a sentence that names no day takes it over from before.

    Returns:
        True where it says so ("on the same day"), False where it speaks of another day ("the next day"), None where it
        says nothing: then the account runs on within its paragraph.
    """
    if any(match["same"] for match in words.RELATIVE.finditer(text)):
        return True
    return False if _OTHER_DAY.search(text) else None


def spoken(day: Day) -> str:
    """Write a day in words, "March 9, 2021" or "March 9"."""
    import calendar

    name = f"{calendar.month_name[day.month]} {day.day}"
    return name if day.year is None else f"{name}, {day.year}"


def spoken_days(days: Iterable[Day]) -> str:
    """Write days in words, those in a row as one stretch: "March 9 to March 11, March 20"."""
    runs: list[list[Day]] = []
    for day in days:
        if runs and (runs[-1][-1].year is None) == (day.year is None) and apart(runs[-1][-1], day) == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        parts += [f"{spoken(run[0])} to {spoken(run[-1])}"] if len(run) > 2 else [spoken(day) for day in run]
    return ", ".join(parts)
