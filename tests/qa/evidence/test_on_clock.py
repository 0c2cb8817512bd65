from __future__ import annotations

import pytest

from index import Document
from index.segment import sentences_of
from qa.evidence.on_clock import clock_fits
from qa.question.clock import asked_clock

FIRE = (
    "The fire at the depot was large. At 06:40 a caller reported smoke. At 06:52 Officer Brandt arrived. "
    "At 7.15 a.m. two men ran away."
)
NIGHT = "- 22:25 Marcus closed the gate.\n- 23:40 A van passed.\n- 01:15 The alarm rang.\n- 04:35 The guard left.\n"
DATED = f"Watch log, 3 March 2022\n\n{NIGHT}"
TWO_DAYS = "On 3 May 2020 a fire broke out at 06:40. On 9 May 2020 the inquiry met at 10:00."


def fitting(question: str, text: str) -> dict[int, bool]:
    asked = asked_clock(question)
    assert asked is not None
    return clock_fits(asked, sentences_of(Document("d", "t", text)))


@pytest.mark.parametrize(
    ("when", "text", "expected"),
    [
        ("before 7 a.m.", FIRE, {1: True, 2: True, 3: False}),
        ("after 7 a.m.", FIRE, {1: False, 2: False, 3: True}),
        ("between 06:45 and 07:00", FIRE, {1: False, 2: True, 3: False}),
        ("at 06:52", FIRE, {1: False, 2: True, 3: False}),
        ("after 22:10", FIRE, {1: False, 2: False, 3: False}),
        ("after 01:15", NIGHT, {0: False, 1: False, 2: False, 3: True}),
        ("before 01:15", NIGHT, {0: True, 1: True, 2: False, 3: False}),
        ("after 22:30", NIGHT, {0: False, 1: True, 2: True, 3: True}),
        ("between 23:00 and 02:00", NIGHT, {0: False, 1: True, 2: True, 3: False}),
        ("before 11 p.m.", DATED, {1: True, 2: False, 3: False, 4: False}),
        ("after 05:00", DATED, {1: False, 2: False, 3: False, 4: False}),
        ("until 23:40", DATED, {1: True, 2: True, 3: False, 4: False}),
        ("at 7:15", FIRE, {1: False, 2: False, 3: True}),
        # Several days, and none is asked for.
        ("after 07:00", TWO_DAYS, {}),
        ("at 10:00", TWO_DAYS, {0: False, 1: True}),
        # Which half of the day is meant is not known.
        ("at 7:15", "At 7 p.m. it rained. At 8 p.m. it stopped.", {}),
        ("at 06:40", "It rained.", {}),
    ],
)
def test_sentences_tell_of_the_time_of_day_or_of_another(when: str, text: str, expected: dict[int, bool]) -> None:
    assert fitting(f"What happened {when}?", text) == expected


def test_where_a_day_is_asked_for_only_what_is_of_it_is_compared() -> None:
    asked = asked_clock("What happened after 06:00 on 3 May?")
    assert asked is not None
    sentences = sentences_of(Document("d", "t", TWO_DAYS))
    assert clock_fits(asked, sentences, {0: True, 1: False}) == {0: True}


def test_what_speaks_of_another_time_as_well_is_not_left_out() -> None:
    text = "At 06:52 Brandt came. At 07:10 he found what had been lost."
    assert fitting("What happened before 07:00?", text) == {0: True}


def test_about_is_not_exact() -> None:
    text = "At 06:00 it rained. The mill burnt at about 07:05."
    assert fitting("What happened before 07:00?", text) == {0: True}
    assert fitting("What happened before 08:00?", text) == {0: True, 1: True}
