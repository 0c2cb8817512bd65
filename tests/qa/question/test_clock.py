from __future__ import annotations

import time

import pytest

from qa.question.clock import asked_clock, spoken_clock


@pytest.mark.parametrize(
    ("question", "spoken", "bare"),
    [
        ("What happened at 22:41?", "for 22:41", True),
        ("What happened after 01:15?", "after 01:15", True),
        ("what happened before 7 a.m.?", "before 7 a.m.", True),
        ("What happened between 06:45 and 07:00?", "between 06:45 and 07:00", True),
        ("What was reported by 7 a.m. on 3 March?", "until 7 a.m.", True),
        ("What happened after 22:00 on the night of 3 March 2022?", "after 22:00", True),
        ("Who arrived at 06:40?", "for 06:40", False),
        ("Did Marcus close the gate at 22:25?", "for 22:25", False),
        ("Who passed the gate from 23:00 to 02:00?", "between 23:00 and 02:00", False),
        ("What happened at the gate after 23:00?", "after 23:00", False),
        ("What happened after noon?", "after noon", True),
        ("At 22:41, who called?", "for 22:41", False),
    ],
)
def test_a_question_asks_for_a_time_of_day(question: str, spoken: str, bare: bool) -> None:
    asked = asked_clock(question)
    assert asked is not None
    assert (spoken_clock(asked), asked.open) == (spoken, bare)


@pytest.mark.parametrize(
    "question",
    [
        "What happened?",
        "What happened on 4 May?",
        "What happened to the man who came at 22:41?",
        "What happened to the man seen at 22:41?",
        "Who took the 7:15 train?",
        "Who missed the bus at 7:15 and the train at 8:15?",
        "Why did he leave at 22:41?",
        "Was the gate closed at 22:25?",
        "Who was on watch at 22:25?",
        "How far is it in 7.15 km?",
        "Was it before or after 22:41?",
        "Who arrived shortly after 06:40?",
        "Who came ten minutes before 06:40?",
        "Who called at about 06:40?",
    ],
)
def test_or_for_none(question: str) -> None:
    assert asked_clock(question) is None


def test_long_questions_take_no_time() -> None:
    for piece in ("at 12:30 ", "between 12:30 and ", "what happened at "):
        question = "What happened " + piece * (4_000 // len(piece))
        start = time.perf_counter()
        asked_clock(question)
        assert time.perf_counter() - start < 0.5
