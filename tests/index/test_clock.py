from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.clock import DAY, find_clocks, told_clocks
from index.segment import sentences_of


def minutes(text: str) -> list[int]:
    return [clock.minute for clock in find_clocks(text)]


def told(text: str) -> list[int]:
    """Give the minutes that are told, from the first day on."""
    found = [each.minute for each in told_clocks(sentences_of(Document("d", "t", text))).values()]
    return [minute - min(found) // DAY * DAY for minute in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 06:40 it rained.", [400]),
        ("It rained at 7.15 a.m. and at 7 p.m.", [435, 19 * 60]),
        ("It rained at 12 a.m. and at 12:30 pm.", [0, 750]),
        ("At 07.15 hours it rained.", [435]),
        ("At noon it rained.", [720]),
        ("It rained for 7.15 minutes at a rate of 3:2, and 25:10 won.", []),
        ("He ran 1:02:03 on 4.5.2020 at 13 p.m.", []),
        ("I am 40 am I not", []),
        ("The bill 12/07:30", []),
    ],
)
def test_times_of_day_are_found(text: str, expected: list[int]) -> None:
    assert minutes(text) == expected


def test_a_time_is_marked_where_the_half_of_the_day_is_known() -> None:
    assert [clock.marked for clock in find_clocks("06:40, 7:15, 22:41, 7:15 p.m., 11:10")] == [
        True,
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 06:40 smoke was seen. At 7.15 a.m. two men ran away.", [400, 435]),
        ("Officer Brandt arrived at 06:52.", [412]),
        ("- 22:25 Gate shut.\n- 23:40 Van.\n- 01:15 Alarm.\n", [1345, 1420, DAY + 75]),
        ("Log, 3 March 2022\n\n- 22:25 Gate shut.\n- 23:40 Van.\n- 01:15 Alarm.\n", [1345, 1420, DAY + 75]),
        ("At 06:52 Brandt came. The caller rang at 06:40.", [412, 400]),
        ("On 3 May 2020 he came at 06:40. On 4 May he left at 06:30.", [400, DAY + 390]),
        ("The office is open at 06:40.", []),
        ("The man who came at 06:40 left.", []),
        ("06:40 - 07:10 Rain.", []),
        ("It rained until 06:40.", []),
        ("It rained shortly after 06:40.", []),
        ("It rained at 7:15. It stopped at 8:10.", []),
        ("It rained at 7:15. It stopped at 18:10.", [435, 1090]),
    ],
)
def test_events_are_told_by_the_clock(text: str, expected: list[int]) -> None:
    assert (told(text) if expected else told_clocks(sentences_of(Document("d", "t", text)))) == (expected or {})


def test_a_sentence_that_speaks_of_another_time_as_well_is_not_sure() -> None:
    sentences = sentences_of(Document("d", "t", "At 06:52 Brandt came. At 07:10 he found what had been lost."))
    assert [each.sure for each in told_clocks(sentences).values()] == [True, False]


@given(st.text(alphabet="0123456789:. apmt\nnoAL-", max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    assert all(0 <= clock.minute < DAY for clock in find_clocks(text))
    told_clocks(sentences_of(Document("d", "t", text)))


def test_long_texts_take_no_time() -> None:
    for piece in ("12:30 ", "at about ", "1", "7.15 ", "at  ", "- 22"):
        start = time.perf_counter()
        find_clocks(piece * (50_000 // len(piece)))
        assert time.perf_counter() - start < 1
