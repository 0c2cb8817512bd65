"""Days in a row, from a day to a day, where years may be missing."""

from __future__ import annotations

import datetime as dates
from dataclasses import dataclass
from math import inf
from typing import Final, TypeAlias

from index.document import Day

LEAP: Final = 2000
"""The year that stands in for a missing one: it has a February 29."""
_TURN: Final = 270
"""Days without years that lie further apart than this are taken to stand on two sides of a New Year."""
_Ends: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last`, both included; None leaves that end open.

    Where both are there, the years of both are known or of neither, and `first` is no later than `last`: a stretch
    over a New Year whose years are missing is written as two.
    """

    first: Day | None
    last: Day | None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None:
            if (self.first.year is None) != (self.last.year is None):
                raise ValueError("the years of both ends must be known, or of neither")
            if ordinal(self.first) > ordinal(self.last):
                raise ValueError("an interval must not end before it begins")

    @classmethod
    def of(cls, day: Day) -> Interval:
        """Give the interval that is one day."""
        return cls(day, day)

    @property
    def length(self) -> int | None:
        """Count its days; None where an end is open."""
        if self.first is None or self.last is None:
            return None
        return ordinal(self.last) - ordinal(self.first) + 1

    def holds(self, day: Day) -> bool:
        """Say whether a day can be one of these; a missing year fits any."""
        return self.meets(Interval.of(day))

    def meets(self, other: Interval) -> bool:
        """Say whether the two can share a day; a missing year fits any."""
        return any(one[0] <= two[1] and two[0] <= one[1] for one, two in _aligned(self, other))

    def within(self, other: Interval) -> bool:
        """Say whether all these days can be days of the other; a missing year fits any."""
        return any(two[0] <= one[0] and one[1] <= two[1] for one, two in _aligned(self, other))

    def days(self, most: int = 31) -> tuple[Day, ...]:
        """Give each of its days; none where there are more than `most`, or an end is open."""
        length = self.length
        if self.first is None or length is None or length > most:
            return ()
        start = ordinal(self.first)
        return tuple(_day(number, self.first.year) for number in range(start, start + length))


def ordinal(day: Day) -> int:
    """Number a day; days without a year are numbered within the leap year `LEAP`.

    Raises:
        ValueError: the calendar has no such day.
    """
    return dates.date(LEAP if day.year is None else day.year, day.month, day.day).toordinal()


def real(day: Day) -> bool:
    """Say whether the calendar has such a day: there is no February 30, and a 29 only in a leap year."""
    try:
        ordinal(day)
    except ValueError:
        return False
    return True


def moved(day: Day, by: int) -> Day | None:
    """Give the day `by` days later.

    None where it cannot be told: it lies outside the calendar, or the year is missing and the end of February between.
    """
    number = ordinal(day) + by
    if not 0 < number <= dates.date.max.toordinal():
        return None
    if day.year is None:
        low, high = min(number, ordinal(day)), max(number, ordinal(day))
        if low < dates.date(LEAP - 1, 3, 1).toordinal() or high >= dates.date(LEAP + 1, 3, 1).toordinal():
            return None
        if by and low <= dates.date(LEAP, 2, 29).toordinal() <= high:
            return None
    return _day(number, day.year)


def apart(one: Day, other: Day) -> int:
    """Count the days from one day to another, negative where the other is earlier.

    Where a year is missing, both are taken to be of one year, or of neighbouring years if they are nearly a year apart.
    """
    if one.year is not None and other.year is not None:
        return ordinal(other) - ordinal(one)
    days = ordinal(Day(other.month, other.day)) - ordinal(Day(one.month, one.day))
    if abs(days) > _TURN:
        days += -366 if days > 0 else 366
    return days


def stretch(first: Day, last: Day) -> tuple[Interval, ...]:
    """Join two days to what lies between them.

    A year given for one holds for both. Without years, what ends before it begins goes over a New Year if that makes
    it a matter of months; otherwise the two contradict each other.

    Returns:
        The interval; two where it goes over a New Year whose years are missing; none for what is contradictory.
    """
    backward = (first.month, first.day) > (last.month, last.day)
    if first.year is None and last.year is not None:
        first = Day(first.month, first.day, last.year - backward)
    elif last.year is None and first.year is not None:
        last = Day(last.month, last.day, first.year + backward)
    if not (real(first) and real(last)):
        return ()
    if ordinal(first) <= ordinal(last):
        return (Interval(first, last),)
    if first.year is None and apart(first, last) > 0:
        return Interval(first, Day(12, 31)), Interval(Day(1, 1), last)
    return ()


def _day(number: int, year: int | None) -> Day:
    date = dates.date.fromordinal(number)
    return Day(date.month, date.day, None if year is None else date.year)


def _aligned(one: Interval, other: Interval) -> list[tuple[_Ends, _Ends]]:
    """Number the ends of both, in each way in which missing years may be filled in."""
    ends = [end for part in (one, other) for end in (part.first, part.last) if end is not None]
    years = {end.year for end in ends if end.year is not None}
    if years:
        return [(_numbered(one, year), _numbered(other, year)) for year in sorted(years)]
    if len(ends) == 4:
        return [(_numbered(one, LEAP), _numbered(other, LEAP))]
    anchor = ends[0] if ends else Day(1, 1)
    return [(_counted(one, anchor), _counted(other, anchor))]


def _numbered(interval: Interval, year: int) -> _Ends:
    """Number both ends, where a year is missing as days of `year`."""

    def number(end: Day) -> int:
        filled = Day(end.month, end.day, year if end.year is None else end.year)
        return ordinal(filled if real(filled) else Day(3, 1, filled.year))  # There is not always a February 29.

    first = -inf if interval.first is None else number(interval.first)
    return first, inf if interval.last is None else number(interval.last)


def _counted(interval: Interval, anchor: Day) -> _Ends:
    """Count both ends from a day, in the sense of `apart`."""
    first = -inf if interval.first is None else apart(anchor, interval.first)
    if interval.last is None:
        return first, inf
    if interval.first is None:
        return first, apart(anchor, interval.last)
    return first, first + ordinal(interval.last) - ordinal(interval.first)
