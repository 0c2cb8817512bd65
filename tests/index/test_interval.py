from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index import Day
from index.interval import Interval, apart, moved, ordinal, real, stretch

DATES = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31))


@st.composite
def days(draw: st.DrawFn) -> Day:
    """A day of the calendar, with its year or without."""
    date = draw(DATES)
    return Day(date.month, date.day, draw(st.sampled_from([None, date.year])))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """An interval, perhaps open."""
    spans = stretch(draw(days()), draw(days()))
    assume(spans)
    whole = spans[0]
    return draw(st.sampled_from([whole, Interval(whole.first, None), Interval(None, whole.last)]))


@given(days(), days())
def test_a_stretch_begins_before_it_ends(one: Day, other: Day) -> None:
    for span in stretch(one, other):
        assert span.first is not None
        assert span.last is not None
        assert ordinal(span.first) <= ordinal(span.last)
        assert (span.first.year is None) == (span.last.year is None)
        assert span.length == ordinal(span.last) - ordinal(span.first) + 1
        assert len(span.days(400)) in (0, span.length)


@given(intervals(), intervals())
def test_sharing_a_day_does_not_depend_on_who_asks(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)
    assert one.within(one)


@given(intervals(), days())
def test_an_interval_holds_its_ends(interval: Interval, day: Day) -> None:
    for end in (interval.first, interval.last):
        assert end is None or interval.holds(end)
    assert interval.holds(day) == interval.meets(Interval.of(day))


@given(DATES, st.integers(-40, 40))
def test_steps_lead_there_and_back(date: datetime.date, steps: int) -> None:
    day = Day(date.month, date.day, date.year)
    there = moved(day, steps)
    assert there is not None
    assert moved(there, -steps) == day
    assert apart(day, there) == steps
    without = moved(Day(date.month, date.day), steps)
    assert without is None or without == Day(there.month, there.day)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (Day(7, 4), Day(7, 7), (Interval(Day(7, 4), Day(7, 7)),)),
        (Day(12, 28), Day(1, 3), (Interval(Day(12, 28), Day(12, 31)), Interval(Day(1, 1), Day(1, 3)))),
        (Day(12, 28), Day(1, 3, 2022), (Interval(Day(12, 28, 2021), Day(1, 3, 2022)),)),
        (Day(12, 28, 2021), Day(1, 3), (Interval(Day(12, 28, 2021), Day(1, 3, 2022)),)),
        (Day(7, 4), Day(7, 7, 2021), (Interval(Day(7, 4, 2021), Day(7, 7, 2021)),)),
        (Day(7, 7), Day(7, 4), ()),
        (Day(7, 7, 2021), Day(7, 4, 2021), ()),
        (Day(2, 29), Day(3, 1, 2021), ()),
    ],
)
def test_what_lies_between_two_days(first: Day, last: Day, expected: tuple[Interval, ...]) -> None:
    assert stretch(first, last) == expected


@pytest.mark.parametrize(
    ("interval", "day", "held"),
    [
        (Interval(Day(7, 4), Day(7, 7)), Day(7, 5, 2021), True),
        (Interval(Day(7, 4, 2021), Day(7, 7, 2021)), Day(7, 5), True),
        (Interval(Day(7, 4, 2021), Day(7, 7, 2021)), Day(7, 5, 2020), False),
        (Interval(Day(7, 4), Day(7, 7)), Day(7, 8), False),
        (Interval(None, Day(1, 3)), Day(12, 30), True),  # Three days before, not eleven months after.
        (Interval(None, Day(6, 28)), Day(7, 4), False),
        (Interval(Day(12, 30), None), Day(1, 2), True),
        (Interval(Day(5, 3), None), Day(11, 1), True),
        (Interval(Day(1, 1, 2018), Day(12, 31, 2018)), Day(12, 20), True),
        (Interval(Day(12, 20, 2020), Day(1, 5, 2021)), Day(1, 2), True),
        (Interval(Day(2, 28, 2021), Day(3, 1, 2021)), Day(2, 29), True),
        (Interval(None, None), Day(1, 1), True),
    ],
)
def test_a_missing_year_fits_any(interval: Interval, day: Day, held: bool) -> None:
    assert interval.holds(day) is held


def test_an_interval_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Interval(Day(7, 7), Day(7, 4))
    with pytest.raises(ValueError, match="of neither"):
        Interval(Day(7, 4), Day(7, 7, 2021))


def test_there_are_days_that_the_calendar_lacks() -> None:
    assert real(Day(2, 29))
    assert not real(Day(2, 29, 2021))
    assert not real(Day(2, 30))
    assert not real(Day(13, 1))


def test_without_a_year_no_step_is_taken_over_the_end_of_february() -> None:
    assert moved(Day(2, 28), 1) is None
    assert moved(Day(3, 1), -1) is None
    assert moved(Day(2, 28, 2021), 1) == Day(3, 1, 2021)
    assert moved(Day(12, 31), 1) == Day(1, 1)
    assert moved(Day(1, 1, 1), -1) is None
    assert moved(Day(7, 4), 100_000) is None
