"""From the patterns of `index._date_words` to mentions: what each match says by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from index import _date_words as words
from index._numerals import numeric_dates
from index.document import Day
from index.interval import LEAP, Interval, real, stretch
from index.tense import past_word
from index.times import Shift, TimeMention

_ORDINARY_WORDS: Final = {"may", "march", "mar", "sep", "dec", "jan"}
"""Months that, in small letters, are as often a word or a name as a month."""
_BEFORE: Final = 30
"""Characters before a match that are looked at."""
_LEADS_TO_DATE: Final = re.compile(
    r"\b(?:on|by|since|until|till|before|after|from|to|of|and|or|between|the)\s{0,9}\Z", re.IGNORECASE
)
_LEADS_TO_MONTH: Final = re.compile(
    r"\b(?:in|since|until|till|by|before|after|from|during|of|to|between|through|last|next|this|the|and|or)\s{1,9}\Z",
    re.IGNORECASE,
)
_LEADS_TO_SMALL_MONTH: Final = re.compile(r"\b(?:in|since|during|last|until)\s{1,9}\Z", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bbetween\s{1,9}(?:the\s{1,9})?\Z", re.IGNORECASE)
_MARKS: Final = " \t\r\n#*_.:()[]-"
"""What may stand around a month that is a heading."""
_ELEMENT: Final = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?|(?:{'|'.join(sorted(words.ORDINALS, key=len, reverse=True)).replace('-', '[- ]')})",
    re.IGNORECASE,
)
_RANGES: Final = {"-", "\u2013", "\u2014", "to", "through", "until", "till"}
_PARTS: Final = {
    "early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, 31),
    "end": (21, 31),
}  # fmt: skip
_MAY_FOLLOW_BARE_DAY: Final = frozenset(
    """
    on in at by and or to until till from the a an he she they it we i you his her their its there no some all both
    many two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety hundred when
    while after before as that this with for because however last than
    """.split()
)


def mentions(text: str, day_first: bool) -> Iterator[TimeMention]:
    """Give all single times that a text may name; they may overlap, and are in no order."""
    yield from _dates(text)
    yield from numeric_dates(text, day_first)
    yield from _months(text)
    yield from _years(text)
    yield from _weekdays(text)
    for match in words.BARE_DAY.finditer(text):
        if match["next"] is None or match["next"].casefold() in _MAY_FOLLOW_BARE_DAY or past_word(match["next"]):
            name = "bare" if match["bare"] else "ordinal"
            numbers = _numbers(match[name])
            joined = len(numbers) == 2 and numbers[0] < numbers[1] and words.TO.search(match[name]) is not None
            numbers = tuple(range(numbers[0], numbers[1] + 1)) if joined else numbers
            yield TimeMention(match.start(name), match.end(name), month_days=numbers, joined=joined)
    for match in words.RELATIVE.finditer(text):
        yield TimeMention(match.start(), match.end(), shift=_shift(match))


def _dates(text: str) -> Iterator[TimeMention]:
    for match in words.DATE.finditer(text):
        weekday = match["weekday"] or match["weekday_after"]
        weekdays = () if weekday is None else (_weekday(weekday),)
        start, end = match.span()
        if match["iso"]:
            date = read_date(match["iso"].replace("/", "-"), has_year=True)
            if date is not None:
                yield TimeMention(start, end, (Interval.of(date),), (date,), weekdays)
            continue
        month = match["month_first"] or match["month_last"]
        led = match["month_last"] or weekday or _LEADS_TO_DATE.search(text[max(0, start - _BEFORE) : start])
        if month.rstrip(".") in _ORDINARY_WORDS and not led:
            continue
        listed = match["days_after"] or match["ordinal_after"] or match["days_before"] or match["ordinals_before"]
        between = _BETWEEN.search(text[max(0, start - _BEFORE) : start]) is not None
        days, intervals = _listed(listed, month.rstrip("."), match["year_after"] or match["year_last"], between)
        if days:
            joined = len(days) == 2 and len(intervals) < 2
            yield TimeMention(start, end, intervals, days, weekdays if len(days) == 1 else (), joined=joined)


def _listed(listed: str, month: str, year: str | None, between: bool) -> tuple[tuple[Day, ...], tuple[Interval, ...]]:
    """Read the days of one month that are written together ("4, 5 and 7", "4 to 7")."""
    days: list[Day] = []
    intervals: list[Interval] = []
    position = 0
    for match in _ELEMENT.finditer(listed):
        link = listed[position : match.start()].casefold().strip(" ,\t\n").removesuffix("the").strip()
        position = match.end()
        day = read_date(f"{_numbers(match.group())[0]} {month} {year or LEAP}", has_year=year is not None)
        if day is None:
            continue
        to_here = link in _RANGES or (between and link == "and")
        span = stretch(days[-1], day) if to_here and days else ()
        intervals[len(intervals) - bool(span) :] = span or (Interval.of(day),)
        days.append(day)
    return tuple(days), tuple(intervals)


def _months(text: str) -> Iterator[TimeMention]:
    for match in words.MONTHLY.finditer(text):
        start, end = match.span()
        month, year, part = match["month"].rstrip("."), match["year"], (match["part"] or "").casefold()
        leads = _LEADS_TO_SMALL_MONTH if month in _ORDINARY_WORDS else _LEADS_TO_MONTH
        led = leads.search(text[max(0, start - _BEFORE) : start])
        alone = max(start, len(text) - end) <= 9 and not (text[:start] + text[end:]).strip(_MARKS)
        if not (year or part or led or alone):
            continue
        first = read_date(f"1 {month} {year or LEAP}", has_year=year is not None)
        if first is None:
            continue
        low, high = _PARTS[part.split()[0]] if part else (1, 31)
        ends = (Day(first.month, number, first.year) for number in range(high, 0, -1))
        yield TimeMention(start, end, (Interval(Day(first.month, low, first.year), next(filter(real, ends))),))


def _years(text: str) -> Iterator[TimeMention]:
    for match in words.YEARLY.finditer(text):
        year = int(match["year"])
        yield TimeMention(match.start("year"), match.end(), (Interval(Day(1, 1, year), Day(12, 31, year)),))


def _weekdays(text: str) -> Iterator[TimeMention]:
    for match in words.WEEKDAY.finditer(text):
        which = (match["which"] or "").casefold().split()
        if match["plural"] or (which and which[0] in ("every", "each", "a", "any")):
            continue
        shift = None
        if match["before"] or (which and which[-1] in ("last", "previous", "preceding")):
            shift = Shift("now" if which == ["last"] else "told", -1)
        elif which and which[-1] in ("next", "following"):
            shift = Shift("now" if which == ["next"] else "told", 1)
        elif which == ["the"]:
            shift = Shift("told", 0)
        named = "weekday" if match["weekday"] else "short"
        yield TimeMention(
            match.start(named),
            match.end(),
            weekdays=(_weekday(match[named]),),
            month_days=_numbers(match["bare"] or ""),
            shift=shift,
        )


def _shift(match: re.Match[str]) -> Shift | None:
    """Read a step from another time; None where nothing can be told of it ("last winter")."""
    for name, days in (("same", 0), ("next", 1), ("previous", -1)):
        if match[name]:
            return Shift("told", days)
    if match["now"]:
        said = match["now"].casefold()
        if match["beyond"]:
            return Shift("now", 2 if "after" in said else -2)
        return Shift("now", 1 if said == "tomorrow" else -1 if said == "yesterday" or said.startswith("last") else 0)
    if match["week"]:
        return Shift("now", 0, weeks={"last": -1, "this": 0, "next": 1}[match["week"].casefold()])
    count = words.counted(match["count"]) if match["count"] else None
    if count is None:
        return None
    way = match["way"].casefold()
    return Shift("now" if way == "ago" else "told", count if way in ("later", "after") else -count)


def _weekday(name: str) -> int:
    return words.WEEKDAYS.index(name[:3].casefold())


def _numbers(listed: str) -> tuple[int, ...]:
    found: list[int] = []
    for match in _ELEMENT.finditer(listed):
        word = "-".join(match.group().casefold().split())
        found.append(words.ORDINALS[word] if word in words.ORDINALS else int(word.rstrip("stndrh")))
    return tuple(found)


@lru_cache(maxsize=4_096)
def read_date(written: str, *, has_year: bool) -> Day | None:
    """Read one date; None where there is no such day (February 30). A leap year must stand in for a missing one."""
    import datetime

    from dateutil import parser

    try:
        parsed: datetime.datetime = parser.parse(written)
    except (ValueError, OverflowError):
        return None
    return Day(parsed.month, parsed.day, parsed.year if has_year else None)
