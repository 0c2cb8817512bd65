"""Which day of the week a day is, as far as a text lets one know it without its years."""

from __future__ import annotations

import datetime as dates
from collections.abc import Iterable
from typing import Final

from index.document import Day
from index.interval import apart, moved, real
from index.times import TimeMention

_NEAR: Final = 60
"""Days over which the week is counted on from a day whose place in it is known."""


class Weeks:
    """The days of the week in a text: known from years, and from days named with theirs ("Tuesday, April 22")."""

    def __init__(self, mentions: Iterable[TimeMention]) -> None:
        self._known: dict[Day, set[int]] = {}
        for mention in mentions:
            for day in mention.days:
                if day.year is not None:
                    weekday = dates.date(day.year, day.month, day.day).weekday()
                    self._known.setdefault(Day(day.month, day.day), set()).add(weekday)
                elif len(mention.days) == len(mention.weekdays) == 1:
                    self._known.setdefault(day, set()).add(mention.weekdays[0])

    def weekday(self, day: Day) -> int | None:
        """Tell the day of the week, Monday is 0; None where the text does not show it, or shows different ones."""
        if not real(day):
            return None
        if day.year is not None:
            return dates.date(day.year, day.month, day.day).weekday()
        told: set[int] = set()
        for known, weekdays in self._known.items():
            steps = apart(known, day)
            if abs(steps) <= _NEAR and moved(known, steps) == day:
                told |= {(weekday + steps) % 7 for weekday in weekdays}
        return told.pop() if len(told) == 1 else None

    def nearest(self, weekday: int, base: Day, low: int, high: int) -> Day | None:
        """Find the day of the week that lies from `low` to `high` days after `base`; None where it cannot be told."""
        at = self.weekday(base)
        if at is None:
            return None
        steps = next((steps for steps in range(low, high + 1) if (at + steps - weekday) % 7 == 0), None)
        return None if steps is None else moved(base, steps)
