from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Day, Document, Sentence
from index.segment import sentences_of
from index.times import find_times
from tests.index.making import TIME_WORDS

PHRASES = st.lists(st.sampled_from(TIME_WORDS), min_size=1, max_size=8).map(" ".join)
LINES = st.sampled_from(
    ["12:30 \u2013 It rained", "JULY", "From: A. Date: Mon, 4 July, 08:00", "It rained", "\n", "# July 4\n"]
)
TEXTS = st.lists(st.one_of(PHRASES, LINES), max_size=12).map(". ".join)
DATES = st.sampled_from([None, "2022-07-05", "2022-13-45", "9999-12-31", "0001-01-01", "soon"])


def read(text: str, *, date: str | None = None, day_first: bool = False, markdown: bool = False) -> list[Sentence]:
    media_type = "text/markdown" if markdown else "text/plain"
    metadata = {} if date is None else {"date": date}
    document = Document("d", "t", text, media_type=media_type, metadata=metadata)
    return sentences_of(document, day_first=day_first)


def last(text: str, *, date: str | None = None, day_first: bool = False) -> tuple[Day, ...]:
    """Give the days that the last sentence of a text takes over."""
    return read(text, date=date, day_first=day_first)[-1].carried


JULY_4, JULY_5, JULY_6 = Day(7, 4), Day(7, 5), Day(7, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On July 5 it rained. The day before, it was dry.", (JULY_4,)),
        ("On July 4 it rained. It stopped the next day.", (JULY_5,)),
        ("On July 4 it rained.\nThe following morning it stopped.", (JULY_5,)),
        ("On July 4 it rained. It stopped two days later.", (JULY_6,)),
        ("On July 4 it rained. The next day it snowed. The day after, it was dry.", (JULY_6,)),
        ("On July 4 it rained. On the 6th it was dry.", (JULY_6,)),
        ("On the fourth of July it rained. On the sixth the sun came out.", (JULY_6,)),
        ("On Monday, July 4, it rained. On Wednesday it was dry.", (JULY_6,)),
        ("It rained on July 4, 2022. On Wednesday it was dry.", (Day(7, 6, 2022),)),
        ("On July 4 it rained. On the night of the same day it stopped.", (JULY_4,)),
        ("On July 4 it rained. They had left a day earlier.", (Day(7, 3),)),
    ],
)
def test_days_are_reckoned_from_the_one_before(text: str, expected: tuple[Day, ...]) -> None:
    sentences = read(text)
    assert sentences[-1].carried == expected
    assert sentences[-1].carried_from == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date: 5 July 2022\n\nYesterday it rained.", (Day(7, 4, 2022),)),
        ("Date: 5 July 2022\n\nTomorrow it will rain.", (Day(7, 6, 2022),)),
        ("Date: 5 July 2022\n\nThree days ago it rained.", (Day(7, 2, 2022),)),
        ("OSLO, July 5, 2022 \u2013 A dam broke.\n\nIt rained on Monday.", (Day(7, 4, 2022),)),
        ("OSLO, July 5, 2022 \u2013 A dam broke.\n\nIt will rain on Wednesday.", (Day(7, 6, 2022),)),
        ("OSLO, July 5 \u2013 A dam broke.\n\nIt rained on Monday.", ()),  # Which day of the week it was, nobody says.
        ("OSLO, Tuesday, July 5 \u2013 A dam broke.\n\nIt rained on Monday.", (JULY_4,)),
        ("It rained yesterday.", ()),
        ("It rained last week.", ()),
    ],
)
def test_days_are_reckoned_from_that_of_the_text(text: str, expected: tuple[Day, ...]) -> None:
    assert last(text) == expected


def test_last_week_is_a_week() -> None:
    assert last("It rained last week.", date="2022-07-13") == tuple(Day(7, day, 2022) for day in range(4, 11))


def test_the_date_given_with_a_document_is_that_of_the_text() -> None:
    (sentence,) = read("Yesterday it rained.", date="2022-07-05T10:00:00")
    assert (sentence.carried, sentence.carried_from) == ((Day(7, 4, 2022),), None)
    assert last("Yesterday it rained.", date="soon") == ()


@pytest.mark.parametrize(
    "after",
    [
        "It is a small town.",  # What holds at all times is not told of that day.
        "It will be rebuilt.",
        "The rule has been changed since.",
        "In 2018 it burnt.",
        "Last winter it burnt.",
    ],
)
def test_what_is_not_told_of_that_day_does_not_take_it_over(after: str) -> None:
    assert last(f"On July 4 the town was bombed. {after}") == ()


@pytest.mark.parametrize(
    "naming",
    [
        "The truce has held since July 4.",
        "The letter of July 4 was lost.",
        "In response to the July 4 attack, troops were sent.",
        "The mandate ends on July 4.",
        "A vote will be held on July 4.",
        "The bridge, closed on July 4, was repaired.",
        "It was denied that anybody had been seen on July 4.",
        "It was dry from June 1 to July 4.",
    ],
)
def test_a_day_that_is_only_mentioned_is_not_carried(naming: str) -> None:
    assert last(f"{naming} Nobody was hurt.") == ()


@pytest.mark.parametrize(
    "naming",
    [
        "On July 4 a bomb fell.",
        "In the north, on July 4, a bomb fell.",
        "In the night of July 4 a bomb fell.",
        "A bomb fell on July 4.",
        "Around midnight on July 4, a bomb fell.",
    ],
)
def test_a_day_on_which_something_happened_is(naming: str) -> None:
    assert last(f"{naming} Nobody was hurt.") == (JULY_4,)


def test_a_state_of_affairs_is_told_in_the_present() -> None:
    assert last("As of July 4, 300 people are missing. Most of them are children.") == (JULY_4,)


def test_the_next_paragraph_speaks_on_of_the_event() -> None:
    text = "On July 4 a bomb fell on the camp.\nAccording to the Watch, the {} came from the hill."
    assert last(text.format("bombing")) == (JULY_4,)
    assert last(text.format("shelling")) == ()
    assert last("On July 4 two boats collided.\nNobody saw the collision.") == (JULY_4,)


def test_the_entries_of_a_log_are_of_its_day_and_of_the_next_after_midnight() -> None:
    entries = [
        "22:10 \u2013 Alarm. Two men sent.",
        "23:50 \u2013 Fire out.",
        "00:20 \u2013 Gate shut.",
        "6 July, 07:00 \u2013 End.",
    ]
    sentences = read("\n".join(["LOG, 4 July", *entries, "08:00 \u2013 Gone."]))
    night = [(JULY_4,), (JULY_4,), (JULY_4,), (JULY_5,)]
    assert [sentence.carried for sentence in sentences] == [(), *night, (), (JULY_6,)]


def test_a_message_says_what_is_on_its_day() -> None:
    first = "From: A. Date: 4 July, 08:00\nThe pump stands still.\n"
    second = "From: B. Date: 5 July, 09:00\nIt was mended. It runs again."
    told = {sentence.text: sentence.carried for sentence in read(first + second)}
    assert told["The pump stands still."] == (JULY_4,)
    assert told["It was mended."] == ()
    assert told["It runs again."] == (JULY_5,)


def test_a_month_that_is_a_heading_dates_what_stands_below() -> None:
    assert last("MARCH.\nOn the 9th a stranger came.\nOn the 12th he was gone.") == (Day(3, 12),)


def test_a_day_that_is_a_heading_dates_what_stands_below() -> None:
    sentences = read("## July 4\n\nIt rained.\n\nThe river rose.\n\n## Notes\n\nIt was wet.", markdown=True)
    told = {sentence.text: sentence.carried for sentence in sentences}
    assert told["It rained."] == told["The river rose."] == (JULY_4,)
    assert told["It was wet."] == ()


def test_the_document_shows_which_comes_first_day_or_month() -> None:
    assert read("On 25/7 it rained. On 4/7 it did not.")[-1].days == (JULY_4,)
    assert read("On 7/25 it rained. On 7/4 it did not.", day_first=True)[-1].days == (JULY_4,)
    assert read("On 4/7 it rained.", day_first=True)[-1].days == (JULY_4,)
    assert read("On 7/4 it rained.")[-1].days == (JULY_4,)


def test_dates_that_contradict_each_other_lead_nowhere() -> None:
    assert last("It rained on Monday, July 4, and on Friday, July 5. On Wednesday it was dry.") == ()
    assert last("On July 32 it rained. On the same day it stopped.") == ()
    assert last("On February 28 it rained. The next day it stopped.") == ()  # It may be the 29th.


def test_a_day_beside_an_unknown_monday_is_not_taken_for_it() -> None:
    assert last("On Monday it rained more than on July 4. It was wet.") == ()


def test_an_unknown_monday_is_not_the_day_before_it() -> None:
    text = "On July 4 it rained. On Monday the dam broke. On the same day the road was closed."
    assert last(text) == ()


@given(TEXTS, DATES, st.booleans())
def test_what_is_taken_over_comes_from_a_sentence_before(text: str, date: str | None, markdown: bool) -> None:
    sentences = read(text, date=date, markdown=markdown)
    for sentence in sentences:
        if not sentence.carried:
            assert sentence.carried_from is None
            continue
        assert not sentence.days
        if sentence.carried_from is None:
            assert date is not None
        else:
            assert sentence.carried_from < sentence.number
            assert find_times(sentences[sentence.carried_from].text)


@pytest.mark.parametrize(
    "text",
    [
        "On the third day of the voyage a sailor had been drowned.",
        "On the second night of the storm the mast broke.",
        "On the third day out a sailor was drowned.",
        "On the 12th day of the siege the wall fell.",
        "On the third day the wind turned.",
        "On day three of the trial the clerk spoke.",
        "In the last week of the siege the well ran dry.",
    ],
)
def test_a_day_that_is_counted_from_another_event_takes_nothing_over(text: str) -> None:
    assert last(f"On July 4 the ship docked. {text}") == ()
    assert read(f"On July 4 the ship docked. {text} The crew was paid.")[-1].carried == ()


@pytest.mark.parametrize(
    "text",
    [
        "On the third floor of the house it burnt.",
        "The third of the sailors was drowned.",
        "It was the third day of rain.",
        "The crew was paid on the first day.",
        "They met for the second time.",
    ],
)
def test_other_ordinals_say_nothing_of_time(text: str) -> None:
    assert last(f"On July 4 the ship docked. {text}") == (JULY_4,)


def test_an_ordinal_day_of_a_month_is_a_date() -> None:
    (sentence,) = read("On the first day of May it rained.")
    assert sentence.days == (Day(5, 1),)
    assert read("In the first week of May it rained.")[0].days == ()
