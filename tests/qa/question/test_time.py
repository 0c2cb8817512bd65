from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Day, Document, Sentence
from index.interval import Interval
from index.segment import sentences_of
from qa.question.time import (
    AskedTime,
    Order,
    Relation,
    asked_time,
    fits,
    fits_in,
    nearest_days,
    no_such_days,
    spoken_time,
)

JUNE_28, JULY_4, JULY_5, JULY_7 = Day(6, 28), Day(7, 4), Day(7, 5), Day(7, 7)


def sentence(text: str) -> Sentence:
    """Give the last sentence of a text, with what it takes over."""
    return sentences_of(Document("d", "t", text))[-1]


@pytest.mark.parametrize(
    ("question", "relation", "wanted"),
    [
        ("What happened on July 5?", "on", Interval(JULY_5, JULY_5)),
        ("what happened on 5 july", "on", Interval(JULY_5, JULY_5)),
        ("what happened on 7/5?", "on", Interval(JULY_5, JULY_5)),
        ("What happened between July 4 and 7?", "between", Interval(JULY_4, JULY_7)),
        ("What happened between July 4 and July 7?", "between", Interval(JULY_4, JULY_7)),
        ("What happened from 4 to 7 July?", "between", Interval(JULY_4, JULY_7)),
        ("What happened after July 3 and before July 8?", "between", Interval(JULY_4, JULY_7)),
        ("What happened before the June 28 bombing?", "before", Interval(None, Day(6, 27))),
        ("Who fired rockets after the 4th of July?", "after", Interval(JULY_5, None)),
        ("What has happened since July 4?", "since", Interval(JULY_4, None)),
        ("What happened until July 4?", "until", Interval(None, JULY_4)),
        ("What happened in July 2021?", "on", Interval(Day(7, 1, 2021), Day(7, 31, 2021))),
        ("What happened the day after July 4?", "on", Interval(JULY_5, JULY_5)),
    ],
)
def test_a_question_asks_for_a_time(question: str, relation: Relation, wanted: Interval) -> None:
    asked = asked_time(question)
    assert (asked.relation, asked.wanted) == (relation, (wanted,))
    assert asked.dated


@pytest.mark.parametrize(
    "question",
    ["Who attacked the base?", "What happened on July 32?", "Who may attack?", "What happened last winter?", ""],
)
def test_a_question_may_ask_for_none(question: str) -> None:
    assert asked_time(question) == AskedTime()
    assert fits(asked_time(question), sentence("On July 4 it rained.")) is None


def test_a_question_may_ask_for_several_days() -> None:
    assert asked_time("July 4 and 7").wanted == (Interval(JULY_4, JULY_4), Interval(JULY_7, JULY_7))
    assert asked_time("Was it worse on July 4 or on July 7?").intervals == asked_time("July 4 and 7").intervals


def test_a_question_may_ask_for_part_of_a_date() -> None:
    assert asked_time("What was said on Monday?") == AskedTime((), "on", None, (0,))
    assert asked_time("mishaps on the 23rd") == AskedTime((), "on", None, (), (23,))


def test_digits_are_read_as_the_asker_writes_them() -> None:
    assert asked_time("What happened on 4/7?", day_first=True).wanted == (Interval(JULY_4, JULY_4),)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What was the first attack?", "first"),
        ("When was the last attack?", "last"),
        ("Who was the first to arrive?", "first"),
        ("the most recent strike", "last"),
        ("earliest sighting in July?", "first"),
        ("Who last saw him?", "last"),
        ("How long did it last?", None),
        ("How long will the tanks last if it is dry?", None),
        ("What happened last week?", None),
        ("What happened on the first of July?", None),
        ("What is his first name?", None),
        ("Who was refused at first?", None),
        ("Who leads the First Brigade?", None),
        ("What happened?", None),
    ],
)
def test_a_question_may_ask_for_the_first_or_the_last(question: str, order: Order | None) -> None:
    assert asked_time(question).order == order


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("on July 4", "On July 4 it rained.", True),
        ("on July 4", "On July 4, 2021 it rained.", True),
        ("on July 4, 2020", "On July 4, 2021 it rained.", False),
        ("on July 4", "On July 5 it rained.", False),
        ("on July 4", "On July 4 it rained. It was wet.", True),
        ("on July 5", "On July 4 it rained. The next day it was dry.", True),
        ("on July 4", "On July 4 it rained. The next day it was dry.", False),
        ("on July 4", "It rained.", None),
        ("on July 4", "In July it rained.", None),
        ("on July 4", "In June it rained.", False),
        ("on July 4", "It has rained since July 1.", None),
        ("on July 4", "It rained from July 3 to 7.", True),
        ("on July 4", "It rained from June 1 to August 31.", None),
        ("on July 4", "On Monday it rained.", None),
        ("on July 4", "A town that was founded in 1954 burnt.", None),
        ("in July", "On July 4 it rained.", True),
        ("in July", "In mid-July it rained.", True),
        ("before July 4", "On June 28 it rained.", True),
        ("before July 4", "On July 4 it rained.", False),
        ("after July 4", "On July 4 it rained.", False),
        ("after July 4 in the town", "On July 4 it rained.", False),
        ("after July 4", "On July 4 and 5 it rained.", True),
        ("after the July 4 attack", "On July 4 it rained.", None),
        ("before July 4's attack", "On July 4 it rained.", None),
        ("after July 4", "It has rained since July 1.", None),
        ("a week after July 4", "On July 11 it rained.", True),
        ("a week after July 4", "On July 5 it rained.", False),
        ("two weeks before July 16", "On July 2 it rained.", True),
        ("from the 3rd to the 5th", "On July 4 it rained.", True),
        ("from the 3rd to the 5th", "On July 6 it rained.", False),
        ("before July 4", "On July 5 it rained.", False),
        ("after July 4", "On July 5 it rained.", True),
        ("since July 4", "On July 4 it rained.", True),
        ("between July 4 and 7", "On July 5 it rained.", True),
        ("between July 4 and 7", "On July 8 it rained.", False),
        ("on Monday", "On Monday it rained.", True),
        ("on Monday", "On Tuesday it rained.", False),
        ("on Monday", "On July 4, 2022 it rained.", True),
        ("on Monday", "On July 4 it rained.", None),
        ("on the 4th", "On July 4 it rained.", True),
        ("on the 4th", "On July 5 it rained.", False),
        ("on the 4th", "It rained.", None),
    ],
)
def test_a_sentence_tells_of_the_time_or_of_another(question: str, text: str, expected: bool | None) -> None:
    assert fits(asked_time(f"What happened {question}?"), sentence(text)) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("after July 4", "On July 4 it rained. The following week it was dry.", True),
        ("on July 4", "On July 4 it rained. The following week it was dry.", False),
        ("on July 9", "On July 4 it rained. The following week it was dry.", None),
        ("in 2015", "The mill burnt in 2016. The previous year it had been sold.", True),
        ("in 2016", "The mill burnt in 2016. The previous year it had been sold.", False),
        ("in 2015", "The previous year it had been sold.", None),
        ("last winter", "The mill burnt in 2016. The previous year it had been sold.", None),
    ],
)
def test_steps_of_weeks_and_years_are_times_too(question: str, text: str, expected: bool | None) -> None:
    sentences = sentences_of(Document("d", "t", text))
    assert fits_in(asked_time(f"What happened {question}?"), sentences, len(sentences) - 1) is expected


def test_the_nearest_days_come_first() -> None:
    days = [Day(7, 9), JUNE_28, JULY_5, JULY_7, JULY_5]
    assert nearest_days(asked_time("on July 4"), days) == (JULY_5, JULY_7)
    assert nearest_days(asked_time("on July 4"), days, most=1) == (JULY_5,)
    assert nearest_days(asked_time("between July 7 and 8"), days) == (JULY_7, Day(7, 9))
    assert nearest_days(asked_time("on January 1"), [Day(12, 30), Day(1, 9)]) == (Day(12, 30), Day(1, 9))
    assert nearest_days(asked_time("on July 4"), []) == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("on July 4", "for July 4"),
        ("before the June 28 bombing", "before June 28"),
        ("between July 4 and 7", "for July 4 to July 7"),
        ("in July 2021", "for July 2021"),
        ("in 2018", "for 2018"),
        ("on Monday", "for Monday"),
        ("who", ""),
    ],
)
def test_the_time_asked_for_is_said_in_words(question: str, expected: str) -> None:
    assert spoken_time(asked_time(question)) == expected


@given(st.text(max_size=100), st.text(max_size=200), st.booleans())
def test_anything_can_be_asked_of_any_text(question: str, text: str, day_first: bool) -> None:
    for asked in (asked_time(question, day_first=day_first), asked_time(f"on July 4 {question}")):
        for told in sentences_of(Document("d", "t", text)):
            assert fits(asked, told) in (True, False, None)
        assert len(nearest_days(asked, [JULY_4, JUNE_28])) == 2
        spoken_time(asked)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What happened on July 32?", ("July 32",)),
        ("what happened on 30 february", ("30 february",)),
        ("Who came on 31st of June or July 40?", ("31st of June", "July 40")),
        ("What happened on July 31?", ()),
        ("Who came on 29 February?", ()),
        ("In July 2021, who came?", ()),
        ("What was said in May 45.5 times?", ()),
        ("What happened on 30 Feb?", ("30 Feb",)),
        ("What happened on Feb. 30, 2021, at dawn?", ("Feb. 30, 2021",)),
        ("Who came on 29 February 2021?", ("29 February 2021",)),
        ("Who came on 29 February 2024?", ()),
        ("Who came on 2021-02-30?", ("2021-02-30",)),
        ("Who came on 2021-02-28?", ()),
        ("Did they give 40 marks or 50 decks?", ()),
    ],
)
def test_days_that_no_calendar_has_are_found(question: str, days: tuple[str, ...]) -> None:
    assert no_such_days(question) == days
