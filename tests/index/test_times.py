from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Day
from index.interval import Interval, ordinal
from index.times import Relation, Shift, TimeMention, find_times
from tests.index.making import TIME_WORDS

WORDS = st.sampled_from(TIME_WORDS)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS).map("".join))


def only(text: str, *, day_first: bool = False) -> TimeMention:
    (mention,) = find_times(text, day_first=day_first)
    return mention


def span(first: Day, last: Day | None = None) -> tuple[Interval, ...]:
    return (Interval(first, last or first),)


JULY_4, JULY_5, JULY_7 = Day(7, 4), Day(7, 5), Day(7, 7)


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("It rained on July 4-7.", span(JULY_4, JULY_7)),
        ("It rained from 4 to 7 July.", span(JULY_4, JULY_7)),
        ("It rained between July 4 and 7.", span(JULY_4, JULY_7)),
        ("It rained between July 4 and July 7.", span(JULY_4, JULY_7)),
        ("It rained from midnight on July 4 to early dawn on July 5.", span(JULY_4, JULY_5)),
        ("It rained from the night of July 4 to the dawn of the 5th.", span(JULY_4, JULY_5)),
        ("It rained from 8 a.m. on Monday, July 4, until 8 p.m. on July 7.", span(JULY_4, JULY_7)),
        ("It rained from 2021-07-04 to 2021-07-07.", span(Day(7, 4, 2021), Day(7, 7, 2021))),
        ("It rained from July 4 to July 7, 2021.", span(Day(7, 4, 2021), Day(7, 7, 2021))),
        ("It rained on July 4 and 7.", (*span(JULY_4), *span(JULY_7))),
        ("It rained in July.", span(Day(7, 1), Day(7, 31))),
        ("It rained in mid-July.", span(Day(7, 11), Day(7, 20))),
        ("It rained in early July 2021.", span(Day(7, 1, 2021), Day(7, 10, 2021))),
        ("It rained at the end of February 2021.", span(Day(2, 21, 2021), Day(2, 28, 2021))),
        ("It rained from June to August.", span(Day(6, 1), Day(8, 31))),
        ("It rained in 2018.", span(Day(1, 1, 2018), Day(12, 31, 2018))),
        ("It rained two days before July 4.", span(Day(7, 2))),
        ("It rained the day after the 4th of July.", span(JULY_5)),
        ("It rained from July 7 to 4.", (*span(JULY_7), *span(JULY_4))),
    ],
)
def test_times_become_intervals(text: str, intervals: tuple[Interval, ...]) -> None:
    assert only(text).intervals == intervals


@pytest.mark.parametrize(
    ("text", "relation", "meant"),
    [
        ("before the 28th of June", "before", Interval(None, Day(6, 27))),
        ("before the June 28 bombing", "before", Interval(None, Day(6, 27))),
        ("after 3 May", "after", Interval(Day(5, 4), None)),
        ("since noon on 1 May", "since", Interval(Day(5, 1), None)),
        ("from 1 May on", "since", Interval(Day(5, 1), None)),
        ("From 1 May the rule holds", "since", Interval(Day(5, 1), None)),
        ("the news from 1 May", "on", Interval(Day(5, 1), Day(5, 1))),
        ("until 30 April", "until", Interval(None, Day(4, 30))),
        ("by 30 April", "until", Interval(None, Day(4, 30))),
        ("before dawn on July 4", "on", Interval(JULY_4, JULY_4)),
        ("on July 4", "on", Interval(JULY_4, JULY_4)),
    ],
)
def test_the_words_before_a_time_say_how_it_is_meant(text: str, relation: Relation, meant: Interval) -> None:
    mention = only(text)
    assert mention.relation == relation
    assert mention.meant == (meant,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained on Monday.", TimeMention(13, 19, weekdays=(0,))),
        ("from Tuesday to Thursday", TimeMention(5, 24, weekdays=(1, 2, 3), joined=True)),
        ("Tuesday the 5th", TimeMention(0, 15, weekdays=(1,), month_days=(5,))),
        ("last Friday", TimeMention(5, 11, weekdays=(4,), shift=Shift("now", -1))),
        ("on the 14th it rained", TimeMention(7, 11, month_days=(14,))),
        ("On the sixth the mills stood still", TimeMention(7, 12, month_days=(6,))),
        ("On the same day it rained", TimeMention(3, 15, shift=Shift("told", 0))),
        ("The following morning it rained", TimeMention(0, 21, shift=Shift("told", 1))),
        ("It rained two days later.", TimeMention(10, 24, shift=Shift("told", 2))),
        ("It rained three days ago.", TimeMention(10, 24, shift=Shift("now", -3))),
        ("It rained yesterday.", TimeMention(10, 19, shift=Shift("now", -1))),
        ("It rained last week.", TimeMention(10, 19, shift=Shift("now", 0, weeks=-1))),
        ("It rained last winter.", TimeMention(10, 21)),
        ("It rained two days after the strike.", TimeMention(10, 24)),
    ],
)
def test_what_only_the_text_around_can_tell_is_left_open(text: str, expected: TimeMention) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on the 14th floor",
        "On the first of these it rained",
        "eleven weeks of the first and five of the second",
        "every Monday",
        "on Sundays",
        "a usual Tuesday",
        "it may rain and they march on",
        "July 32",
        "in 1500 metres",
        "at 18:30",
        "",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert find_times(text) == []


def test_the_day_of_the_week_beside_a_day_belongs_to_it() -> None:
    assert only("On Tuesday, July 5, it rained").weekdays == (1,)
    assert only("16 August (Tuesday)").weekdays == (1,)


@given(TEXTS, st.booleans())
def test_any_text_is_searched_without_complaint(text: str, day_first: bool) -> None:
    end = 0
    for mention in find_times(text, day_first=day_first):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        for interval in (*mention.intervals, *mention.meant):
            assert interval.first is None or interval.last is None or ordinal(interval.first) <= ordinal(interval.last)
        for day in mention.days:
            ordinal(day)
        assert all(0 <= weekday <= 6 for weekday in mention.weekdays)
        assert all(1 <= number <= 31 for number in mention.month_days)


@given(TEXTS)
def test_a_mention_is_found_again_where_it_stands(text: str) -> None:
    for mention in find_times(text):
        if mention.days and not mention.numeric:
            assert find_times(f"on {text[mention.start : mention.end]}")


@pytest.mark.parametrize(
    "piece",
    [
        "1, 2, 3, ",
        "1   and 2   and ",
        "July 1, ",
        "July 1 and 2 to ",
        "on the 1st and the ",
        " ",
        "\n",
        "7/4 on ",
        "the ",
    ],
)
def test_the_time_taken_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.perf_counter()
        find_times(text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(40_000) < 24 * seconds(5_000) + 0.2  # Eight times the text; sixty-four times were it quadratic.
