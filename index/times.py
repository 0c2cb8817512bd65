"""The times that a text names, each as what it says by itself: days, stretches of days, or a step from another time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from index import _date_words as words
from index.document import Day
from index.interval import Interval, moved, real, stretch

Relation: TypeAlias = Literal["on", "before", "after", "since", "until"]
"""How a time is meant. "since" and "until" take the time itself in, "before" and "after" do not."""

_BEFORE: Final = 90
"""Characters before a time that are looked at for how it is meant, and that may lie within a stretch."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A step from another time.

    base: from the day named before ("the following morning": "told"), or from the day of the text ("yesterday": "now").
    days: how many days after it; of a day of the week only whether before ("last Monday") or after.
    weeks: the whole week is meant, from Monday to Sunday, so many weeks after that of the base ("last week": -1).
    """

    base: Literal["told", "now"]
    days: int
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time that a text names, ``text[start:end]``.

    What it says by itself: `days` are the days that are written, `intervals` all that is meant ("May 4-7": the days 4
    and 7, and what lies between them; "in May": no day, and the month). What only the text around it can tell:
    `weekdays` (Monday is 0), `month_days` ("on the 14th"), `shift` ("the next day"). A time of which nothing can be
    told ("last winter") has none of these.

    relation: how it is meant.
    joined: it is a stretch with both ends named ("from … to …").
    numeric: it is written in digits alone, so that its meaning depends on which comes first, day or month.
    """

    start: int
    end: int
    intervals: tuple[Interval, ...] = ()
    days: tuple[Day, ...] = ()
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    shift: Shift | None = None
    relation: Relation = "on"
    joined: bool = False
    numeric: bool = False

    @property
    def meant(self) -> tuple[Interval, ...]:
        """Give the intervals as `relation` means them: "before May 4" is all that ends on May 3."""
        return tuple(meant for interval in self.intervals if (meant := as_meant(interval, self.relation)) is not None)


def find_times(text: str, *, day_first: bool = False) -> list[TimeMention]:
    """Find the times that a text names: days, stretches of days, months, years, days of the week, "the next day".

    Impossible dates (May 32) are none; of a contradictory stretch (from May 7 to 4) only its days are told.

    Args:
        text: any text.
        day_first: whether 4/5 is the fourth of May; April 5 where not. 25/5 is the 25th of May in any case.

    Returns:
        Mentions in the order of the text, without overlap.
    """
    found: list[TimeMention] = []
    for mention in _joined(text, apart_from_each_other(text, day_first)):
        led = _led(text, mention)
        while found and led.start < found[-1].end:  # "the day before" is part of "the day before May 4".
            found.pop()
        found.append(led)
    return found


def apart_from_each_other(text: str, day_first: bool) -> list[TimeMention]:
    """Find single times, not yet joined to stretches: of those that overlap the first, then the longest."""
    from index._mentions import mentions

    found: list[TimeMention] = []
    for mention in sorted(mentions(text, day_first), key=lambda mention: (mention.start, -mention.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def as_meant(interval: Interval, relation: Relation) -> Interval | None:
    """Give all days that are before, after, since, until or on those of an interval; None where it cannot be told."""
    first, last = interval.first, interval.last
    if relation == "before":
        edge = None if first is None else moved(first, -1)
        return None if edge is None else Interval(None, edge)
    if relation == "after":
        edge = None if last is None else moved(last, 1)
        return None if edge is None else Interval(edge, None)
    if relation == "since":
        return Interval(first, None)
    return Interval(None, last) if relation == "until" else interval


def _joined(text: str, mentions: list[TimeMention]) -> Iterator[TimeMention]:
    """Join the two ends of a stretch ("from May 4 … to … May 5") to one mention."""
    held: TimeMention | None = None
    for mention in mentions:
        whole = None if held is None else _stretched(text, held, mention)
        if held is not None and whole is None:
            yield held
        held = whole or mention
    if held is not None:
        yield held


def _stretched(text: str, one: TimeMention, other: TimeMention) -> TimeMention | None:
    if one.joined or other.joined or one.shift or other.shift or other.start - one.end > _BEFORE:
        return None
    link = words.BETWEEN.fullmatch(text, one.end, other.start)
    if link is None:
        return None
    if link["word"].casefold() == "and":
        lead = words.LEAD.search(text[max(0, one.start - _BEFORE) : one.start])
        if lead is None or lead["word"].casefold() != "between":
            return None
    if len(one.intervals) == len(other.intervals) == 1:
        first, last = one.intervals[0].first, other.intervals[0].last
        spans = stretch(first, last) if first and last else ()
        if not spans:
            return None
        days = tuple(end for end in (spans[0].first, spans[-1].last) if end and one.days and other.days)
        return TimeMention(one.start, other.end, spans, days, joined=True, numeric=one.numeric or other.numeric)
    if len(one.days) == len(one.intervals) == len(other.month_days) == 1:
        end = Day(one.days[0].month, other.month_days[0], one.days[0].year)
        spans = stretch(one.days[0], end) if real(end) else ()
        return replace(one, end=other.end, intervals=spans, days=(*one.days, end), joined=True) if spans else None
    if len(one.weekdays) == len(other.weekdays) == 1 and not (one.intervals or other.intervals):
        length = (other.weekdays[0] - one.weekdays[0]) % 7 + 1
        weekdays = tuple((one.weekdays[0] + step) % 7 for step in range(length))
        return TimeMention(one.start, other.end, weekdays=weekdays, joined=True)
    if len(one.month_days) == len(other.month_days) == 1 and one.month_days < other.month_days:
        between = tuple(range(one.month_days[0], other.month_days[0] + 1))
        return TimeMention(one.start, other.end, month_days=between, joined=True)
    return None


def _led(text: str, mention: TimeMention) -> TimeMention:
    """Read from the words before it how a time is meant, and move it where they do ("the day before May 4")."""
    opening = max(0, mention.start - _BEFORE)
    before = text[opening : mention.start]
    step = words.BEFORE_DATE.search(before) if len(mention.days) == 1 else None
    count = None if step is None else words.counted(step["count"] or "one")
    if step is not None and count is not None:
        count *= words.DAYS_IN.get((step["unit"] or "day").casefold().removesuffix("s"), 1)
        day = moved(mention.days[0], count if step["way"].casefold() == "after" else -count)
        if day is not None:
            start = opening + step.start()
            return replace(mention, start=start, intervals=(Interval.of(day),), days=(day,), weekdays=())
    lead = words.LEAD.search(before)
    if lead is None:
        return mention
    word = " ".join(lead["word"].casefold().split())
    relation = _relation(word, words.HOUR.search(lead["filler"]) is not None)
    if word == "from" and (mention.joined or not _opens_stretch(text, mention, before[: lead.start()])):
        return mention  # A stretch, or "the news from May 4".
    if relation == "on":
        return mention
    return replace(mention, relation=relation)


def _opens_stretch(text: str, mention: TimeMention, before: str) -> bool:
    """Say whether "from" means from then on: "from May 4 on", or where no noun comes before it."""
    return words.ONWARD.match(text, mention.end) is not None or words.NO_NOUN.search(before) is not None


def _relation(word: str, hour: bool) -> Relation:
    """Read a leading word; `hour` says that it leads to an hour of the day ("before dawn on May 4" is on May 4)."""
    if word in ("since", "from", "starting", "as from", "not before"):
        return "since"
    if word in ("until", "till", "up to", "through"):
        return "until"
    if hour:
        return "on"
    if word in ("before", "prior to", "ahead of"):
        return "before"
    if word in ("after", "following"):
        return "after"
    return "until" if word in ("by", "no later than", "due") else "on"
