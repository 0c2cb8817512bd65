"""What a question asks of time: on which days, before or after which, and whether for the first or the last."""

from __future__ import annotations

import calendar
import datetime as dates
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from index.dates import spoken
from index.document import Day, Sentence
from index.interval import Interval, apart, ordinal, real
from index.steps import led_to
from index.times import TimeMention, as_meant, find_times
from qa.question.event_time import times_the_event

Relation: TypeAlias = Literal["on", "before", "after", "between", "since", "until"]
Order: TypeAlias = Literal["first", "last"]

_FIRST: Final = re.compile(
    r"\b(?:(?<!\bat\s)first(?!\s+(?:names?|aid|floor|lady|minister|class|half|place|quarter|person|hand|secretary|of\b)|\s+(?:week|half|part|quarter)\s+of\b)"
    r"|earliest|initial(?:ly)?)\b",
    re.IGNORECASE,
)
_LAST: Final = re.compile(
    r"\b(?:(?<!\bat\s)last(?=\s+\w)(?!\s+(?:nights?|weeks?|months?|years?|seasons?|winter|summer|spring|autumn|decade"
    r"|century|names?|resort|minute|(?:mon|tues|wednes|thurs|fri|satur|sun)day|few|several|couple|\d+|two|three|four|five"
    r"|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty|for|until|till|from|to|in|on|at|after|before|longer|when|if)\b)"
    r"|latest|final|most\s+recent(?:ly)?)\b",
    re.IGNORECASE,
)
_OPENING: Final = 25
"""Characters into a sentence up to which a month or a year is what it tells of; further on it is often in passing."""
_SOMETHING: Final = re.compile(
    r"['’]s?\s|\s+(?!(?:and|or|but|in|on|at|near|by|to|for|from|with|of|as|is|are|was|were|do|does|did|has|have|had|can|could"
    r"|will|would|the|this|that|what|who|whom|when|where|which|why|how|according|please|only|at all)\b)[^\W\d]{2}"
)
"""What follows a date that tells of something on that day: "after the May 4 attack"."""
_NAME: Final = re.compile(r"\s+[A-Z][a-z]")


_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b\.?"
_YEAR: Final = r"(?:1[5-9]|20|21)\d\d"
_DAY_OF_MONTH: Final = re.compile(
    rf"\b(?P<before>{_MONTH})\s{{1,3}}(?:the\s)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?![\w%:]|[.,]\d)(?:,?\s(?P<year>{_YEAR})\b)?"
    rf"|(?<![\w.,:])(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?(?P<after>{_MONTH})(?:,?\s(?P<later>{_YEAR})\b)?"
    rf"|(?<![\w/.-])(?P<iso>(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The time that a question asks for.

    `intervals` are those named, `relation` how they are meant (None where nothing is named); `wanted` is what follows
    from both. `weekdays` (Monday is 0) and `month_days` are asked for where nothing more is said ("on Monday", "on the
    14th"). `order`: the first or the last of something is asked for. `strict`: what came after the day
    itself is asked for ("after May 4"), not after something on that day ("after the May 4 attack"). `sure`: the time
    is for sure that of the very event asked about, not of something that the question only mentions.
    """

    intervals: tuple[Interval, ...] = ()
    relation: Relation | None = None
    order: Order | None = None
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    strict: bool = False
    sure: bool = False

    @property
    def dated(self) -> bool:
        """Say whether a time is named at all."""
        return self.relation is not None

    @property
    def wanted(self) -> tuple[Interval, ...]:
        """Give the days asked for: of "before May 4" all that end on May 3."""
        relation = "on" if self.relation in (None, "between") else self.relation
        meant = (as_meant(interval, relation) for interval in self.intervals)  # type: ignore[arg-type]
        return tuple(interval for interval in meant if interval is not None)


def asked_time(question: str, *, day_first: bool = False) -> AskedTime:
    """Tell what a question asks of time.

    Args:
        question: the question, standing alone.
        day_first: whether 4/5 is the fourth of May, where it could be either.
    """
    mentions = find_times(question, day_first=day_first)
    order = _order(question, mentions)
    dated = [mention for mention in mentions if mention.intervals]
    sure = times_the_event(question, dated) and all(_SOMETHING.match(question, m.end) is None for m in dated)
    if len(dated) == 2:
        between = _both(*dated) or _both(*reversed(dated))
        if between is not None:
            return AskedTime((between,), "between", order, sure=sure)
    if dated:
        first = dated[0]
        relation: Relation = "between" if first.joined else first.relation
        alike = [mention for mention in dated if mention.joined == first.joined and mention.relation == first.relation]
        intervals = tuple(interval for mention in alike for interval in mention.intervals)
        strict = relation in ("before", "after") and _SOMETHING.match(question, first.end) is None
        return AskedTime(intervals, relation, order, strict=strict, sure=sure and alike == dated)
    weekdays = tuple(weekday for mention in mentions for weekday in mention.weekdays)
    month_days = tuple(number for mention in mentions for number in mention.month_days)
    return AskedTime((), "on" if weekdays or month_days else None, order, weekdays, month_days)


def no_such_days(question: str) -> tuple[str, ...]:
    """Find days in a question that no calendar has ("May 32", "30 Feb", "29 February 2021"), as they are written."""
    found: list[str] = []
    months = [name.casefold() for name in calendar.month_name]
    for match in _DAY_OF_MONTH.finditer(question):
        if match["iso"]:
            month, number, year = (int(match[f"iso_{part}"]) for part in ("month", "day", "year"))
        else:
            name = (match["after"] or match["before"]).casefold().rstrip(".")
            month = next((n for n, each in enumerate(months) if n and each.startswith(name[:3])), 0)
            if not months[month].startswith(name if name != "sept" else "sep"):
                continue  # "20 decided", "marks 40"
            number, year = int(match["number"] or match["first"]), int(match["year"] or match["later"] or 0)
        if not real(Day(month, number, year or None)):
            found.append(" ".join(match.group().rstrip(".").split()))
    return tuple(found)


def fits(asked: AskedTime, sentence: Sentence, led_to: Interval | None = None) -> bool | None:
    """Say whether a sentence tells of the time that is asked for.

    Args:
        asked: the time.
        sentence: the sentence.
        led_to: the time to which its words lead from one told before ("the following week"), see `index.steps`.

    Returns:
        True where it names such a day or takes it over, or tells of a time that lies within; False where all that it
        tells of lies elsewhere; None where it tells of no time, or of one too wide to know ("in May", "since May 4").
    """
    if not asked.dated:
        return None
    days = sentence.days or sentence.carried
    mentions = _told(sentence.text)
    if not asked.intervals:
        return _fits_partly(asked, days, mentions)
    wanted = asked.wanted
    if any(interval.holds(day) for interval in wanted for day in days):
        return True
    told = [meant for mention in mentions if not mention.numeric for meant in mention.meant]
    told += [] if led_to is None else [led_to]
    if any(interval.within(part) for interval in told for part in wanted):
        return True
    wide = [*told, *(Interval.of(day) for day in days if any(interval.holds(day) for interval in asked.intervals))]
    if any(interval.meets(part) for interval in told for part in wanted):
        return None
    if len(wide) > len(told):
        return False if asked.strict and len(wide) - len(told) == len(days) else None
    opens = bool(mentions) and mentions[0].intervals and mentions[0].start <= _OPENING
    return False if days or opens or led_to is not None else None


def fits_in(asked: AskedTime, sentences: Sequence[Sentence], number: int) -> bool | None:
    """Say whether one of a document's sentences tells of the time that is asked for, by what stands before it, too."""
    return fits(asked, sentences[number], led_to(sentences, number) if asked.dated else None)


def nearest_days(asked: AskedTime, days: Iterable[Day], most: int = 2) -> tuple[Day, ...]:
    """Give those days that lie nearest to the time asked for, nearest first."""

    def distance(day: Day) -> int:
        ends = [end for interval in asked.intervals for end in (interval.first, interval.last) if end is not None]
        if any(interval.holds(day) for interval in asked.intervals):
            return 0
        return min((abs(apart(end, day)) for end in ends), default=0)

    known = [day for day in dict.fromkeys(days) if real(day)]
    return tuple(sorted(known, key=lambda day: (distance(day), day.year or 0, day.month, day.day))[:most])


def spoken_time(asked: AskedTime) -> str:
    """Write the time asked for in words: "for May 4", "before March 28", "for May 4 to May 7"."""
    named = [_spoken(interval) for interval in asked.intervals]
    named += [calendar.day_name[weekday] for weekday in asked.weekdays]
    named += [f"the {number}." for number in asked.month_days if not asked.weekdays]
    word = "for" if asked.relation in (None, "on", "between") else asked.relation
    return f"{word} {', '.join(named)}" if named else ""


def _spoken(interval: Interval) -> str:
    first, last = interval.first, interval.last
    if first is None or last is None or first == last:
        return spoken(first or last or Day(1, 1))
    year = "" if first.year is None else f" {first.year}"
    if first.day == 1 and not real(Day(last.month, last.day + 1, last.year)):
        if first.month == last.month and first.year == last.year:
            return f"{calendar.month_name[first.month]}{year}"
        if (first.month, last.month) == (1, 12) and first.year == last.year and year:
            return year.strip()
    return f"{spoken(first)} to {spoken(last)}"


@lru_cache(maxsize=8_192)
def _told(text: str) -> tuple[TimeMention, ...]:
    return tuple(find_times(text))


def _both(one: TimeMention, other: TimeMention) -> Interval | None:
    """Join "after May 4" and "before May 9" to what lies between; None where they are not such a pair."""
    if one.relation not in ("after", "since") or other.relation not in ("before", "until"):
        return None
    first, last = one.meant[0].first if one.meant else None, other.meant[0].last if other.meant else None
    if first is None or last is None:
        return None
    try:
        return Interval(first, last)
    except ValueError:
        return None


def _fits_partly(asked: AskedTime, days: Sequence[Day], mentions: Sequence[TimeMention]) -> bool | None:
    """Compare where only the day of the week or of the month is asked for."""
    if asked.month_days:
        told = {day.day for day in days} | {number for mention in mentions for number in mention.month_days}
        return bool(told & {*asked.month_days}) if told else None
    weekdays = {weekday for mention in mentions for weekday in mention.weekdays}
    dated = [day for day in days if day.year is not None and real(day)]
    weekdays |= {dates.date.fromordinal(ordinal(day)).weekday() for day in dated}
    return bool(weekdays & {*asked.weekdays}) if weekdays else None


def _order(question: str, mentions: Sequence[TimeMention]) -> Order | None:
    def place(pattern: re.Pattern[str]) -> int | None:
        for match in pattern.finditer(question):
            in_time = any(mention.start <= match.start() < mention.end for mention in mentions)
            in_name = match.start() and match.group()[0].isupper() and _NAME.match(question, match.end())
            if not in_time and not in_name:
                return match.start()
        return None

    first, last = place(_FIRST), place(_LAST)
    if first is None or (last is not None and last < first):
        return None if last is None else "last"
    return "first"
