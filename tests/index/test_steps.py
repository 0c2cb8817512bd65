from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Day, Document
from index.interval import Interval
from index.segment import sentences_of
from index.steps import led_to
from tests.index.making import TIME_WORDS

TEXTS = st.lists(
    st.sampled_from([*TIME_WORDS, "The following week,", "two years earlier", "it rained", "in 2016"])
).map(" ".join)


def last(text: str) -> Interval | None:
    sentences = sentences_of(Document("d", "t", text))
    return led_to(sentences, len(sentences) - 1)


def year(number: int) -> Interval:
    return Interval(Day(1, 1, number), Day(12, 31, number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 25 August a crack was found. The following week, 320 people were moved.", (Day(8, 26), Day(9, 7))),
        ("On 25 August a crack was found. The week after, 320 people were moved.", (Day(8, 26), Day(9, 7))),
        ("On 25 August a crack was found. The previous week it had rained.", (Day(8, 12), Day(8, 24))),
        ("On 25 August a crack was found.\n\nThe following month the dam was shut.", (Day(9, 1), Day(9, 30))),
        ("On 25 August a crack was found. Two weeks later the dam was shut.", (Day(9, 4), Day(9, 12))),
        ("On 25 August a crack was found. It grew. A month later it broke.", (Day(9, 12), Day(10, 7))),
        ("In August 2021 a crack was found. The previous month it had rained.", (Day(7, 1, 2021), Day(7, 31, 2021))),
        ("On 5 December 2021 it broke. The next month it was mended.", (Day(1, 1, 2022), Day(1, 31, 2022))),
        ("On 5 December 2021 it broke. The following month it was mended.", (Day(1, 1, 2022), Day(1, 31, 2022))),
    ],
)
def test_weeks_and_months_lead_to_a_stretch(text: str, expected: tuple[Day, Day]) -> None:
    assert last(text) == Interval(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank collapsed in 2016. The previous year it had still reported a profit.", 2015),
        ("The bank collapsed in 2016. The following year it was sold.", 2017),
        ("The bank collapsed in 2016. Two years later it was sold.", 2018),
        ("The bank collapsed in 2016. Two years earlier it had been sold.", 2014),
        ("The bank collapsed on 4 May 2016. The year before, it had been sold.", 2015),
    ],
)
def test_years_lead_to_a_year(text: str, expected: int) -> None:
    assert last(text) == year(expected)


def test_some_time_later_is_open() -> None:
    assert last("The bank collapsed on 4 May 2016. Weeks later it was sold.") == Interval(Day(5, 5, 2016), None)
    assert last("The bank collapsed on 4 May 2016. Several years earlier it was sold.") == Interval(
        None, Day(5, 3, 2016)
    )


@pytest.mark.parametrize(
    "text",
    [
        "The following week it rained.",
        "The bank collapsed in 2016 and was sold in 2018. The following year it was shut.",
        "The bank collapsed in 2016. Last week it rained.",
        "The bank collapsed in 2016. Next year it will be sold.",
        "The bank collapsed in 2016. The following week it was sold.",
        "The bank collapsed on 5 May. The following year it was sold.",
        "The bank collapsed on 5 December. The following month it was sold.",
        "The bank collapsed in 2016. Last winter it was sold. The following year it was shut.",
        "The bank collapsed in 2016. Two days later it was sold.",
        "In 2016 it rained.",
        "The bank collapsed in 2016. Its head, who left the following year, was ill.",
        "The bank collapsed in 2016.\n\nIt rained.\n\nThe following year it was shut.",
    ],
)
def test_where_it_cannot_be_told_there_is_none(text: str) -> None:
    assert last(text) is None


@given(TEXTS)
def test_any_text_can_be_asked(text: str) -> None:
    sentences = sentences_of(Document("d", "t", text))
    for sentence in sentences:
        led_to(sentences, sentence.number)
