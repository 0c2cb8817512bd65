from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Day
from index.dates import days_told, find_days, spoken, spoken_days, takes_over
from index.times import find_times


def days(text: str) -> list[Day]:
    return [day for _, _, day in find_days(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On July 5, two drones flew", [Day(7, 5)]),
        ("on july 4?", [Day(7, 4)]),
        ("5 July", [Day(7, 5)]),
        ("the 5th of July 2021", [Day(7, 5, 2021)]),
        ("July 5th, 2021.", [Day(7, 5, 2021)]),
        ("JULY 5 2021", [Day(7, 5, 2021)]),
        ("Jan. 3", [Day(1, 3)]),
        ("Sept. 30, 1999", [Day(9, 30, 1999)]),
        ("2021-07-05", [Day(7, 5, 2021)]),
        ("2021-07-05T12:00", [Day(7, 5, 2021)]),
        ("July 5 and 6", [Day(7, 5), Day(7, 6)]),
        ("July 5, 6 and 7", [Day(7, 5), Day(7, 6), Day(7, 7)]),
        ("July 5-7, 2021", [Day(7, 5, 2021), Day(7, 7, 2021)]),
        ("from July 4 to early dawn on July 5", [Day(7, 4), Day(7, 5)]),
        ("from 4 to 6 July", [Day(7, 4), Day(7, 6)]),
        ("the night of July 4/5", [Day(7, 4), Day(7, 5)]),
        ("February 29", [Day(2, 29)]),
        ("on may 5", [Day(5, 5)]),
        ("May 5", [Day(5, 5)]),
        ("the fourth of July", [Day(7, 4)]),
        ("July the fourth", [Day(7, 4)]),
        ("Tuesday, 5 July", [Day(7, 5)]),
        ("between July 4 and 7", [Day(7, 4), Day(7, 7)]),
        ("from 8 a.m. on October 18 until 8 p.m. on October 21", [Day(10, 18), Day(10, 21)]),
        ("the day before July 5", [Day(7, 5)]),
        ("5/7/2021", [Day(5, 7, 2021)]),
        ("25/7/2021", [Day(7, 25, 2021)]),
        ("4.7.2021", [Day(7, 4, 2021)]),
        ("31.12.99", []),
        ("on 7/4", [Day(7, 4)]),
        ("07/04 1800 MDT", [Day(7, 4)]),
        ("7/4: It rained.", [Day(7, 4)]),
        ("on 4.7. it rained", [Day(7, 4)]),
        ("on 4.7?", [Day(7, 4)]),
        # No days:
        ("July 32", []),
        ("32 July", []),
        ("31 June", []),
        ("February 29, 2021", []),
        ("July 0", []),
        ("13/13/2021", []),
        ("2021-13-01", []),
        ("2/3 of the voters", []),
        ("on 3/4 of the coast", []),
        ("24/7", []),
        ("the season 2021/22", []),
        ("a magnitude of 4.7.", []),
        ("closed at 4.10. Then", []),
        ("section 3.1.12", []),
        ("a score of 4-7", []),
        ("until 8 p.m.", []),
        ("February 30", []),
        ("July 2021", []),
        ("in July", []),
        ("July 35", []),
        ("July 5.5 million", []),
        ("July 50%", []),
        ("it may 5 times", []),
        ("they march 10 miles", []),
        ("version 2021-07-05-1", []),
        ("5 marchers", []),
        ("in 3 decades", []),
        ("", []),
    ],
)
def test_days_are_found_as_people_write_them(text: str, expected: list[Day]) -> None:
    assert days(text) == expected


def test_a_list_of_people_after_a_day_is_not_more_days() -> None:
    assert days("On July 5, 12 soldiers died") == [Day(7, 5)]


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_every_date_is_found_again_in_every_form(date: datetime.date) -> None:
    day = Day(date.month, date.day, date.year)
    forms = [spoken(day), date.isoformat(), f"{date.day} {date:%B} {date.year}", f"{date:%b}. {date.day}, {date.year}"]
    for form in forms:
        text = f"It was on {form}, they said."
        (found,) = find_days(text)
        assert found[2] == day
        assert text[found[0] : found[1]] == form


@given(st.text(max_size=200))
def test_any_text_is_searched_without_complaint(text: str) -> None:
    for start, end, day in find_days(text):
        assert 0 <= start < end <= len(text)
        assert 1 <= day.day <= 31


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the same day, a drone came.", True),
        ("Later that night they left.", True),
        ("The following morning they left.", False),
        ("Two days later they left.", False),
        ("They left.", None),
    ],
)
def test_words_for_the_same_day_are_told_from_words_for_another(text: str, expected: bool | None) -> None:
    assert takes_over(text) is expected


def test_a_missing_year_fits_any() -> None:
    assert Day(7, 5).matches(Day(7, 5, 2021))
    assert not Day(7, 5, 2020).matches(Day(7, 5, 2021))
    assert not Day(7, 5).matches(Day(7, 6))


def test_the_order_of_digits_is_the_readers_choice() -> None:
    assert find_days("4/7/2021", day_first=True) == [(0, 8, Day(7, 4, 2021))]
    assert find_days("4/7/2021") == [(0, 8, Day(4, 7, 2021))]
    assert find_days("7/25/2021", day_first=True) == [(0, 9, Day(7, 25, 2021))]
    assert find_days("2021-07-04", day_first=True) == [(0, 10, Day(7, 4, 2021))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("July 4 to 6", [Day(7, 4), Day(7, 5), Day(7, 6)]),
        ("July 4-5, 2021", [Day(7, 4, 2021), Day(7, 5, 2021)]),
        ("December 30 to January 2", [Day(12, 30), Day(12, 31), Day(1, 1), Day(1, 2)]),
        ("July 4 and 6", [Day(7, 4), Day(7, 6)]),
        ("from June 1 to August 31", [Day(6, 1), Day(8, 31)]),
        ("in July", []),
        ("July 4. July 4 again", [Day(7, 4)]),
    ],
)
def test_the_days_of_a_short_stretch_are_told_one_by_one(text: str, expected: list[Day]) -> None:
    assert list(days_told(find_times(text))) == expected


def test_days_in_a_row_are_spoken_of_as_one_stretch() -> None:
    assert spoken_days([Day(7, 4), Day(7, 5), Day(7, 6), Day(7, 9)]) == "July 4 to July 6, July 9"
    assert spoken_days([Day(7, 4), Day(7, 5)]) == "July 4, July 5"
    assert spoken_days([]) == ""
