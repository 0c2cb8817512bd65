from __future__ import annotations

import time

import pytest

from index.times import find_times
from qa.question.event_time import times_the_event


def sure(question: str) -> bool:
    return times_the_event(question, [mention for mention in find_times(question) if mention.intervals])


@pytest.mark.parametrize(
    "question",
    [
        "Was the guard arrested on 4 May?",
        "Where was the guard arrested on 4 May?",
        "What happened after 9 April 2021?",
        "what happened between July 4 and July 7",
        "Who attacked Umar on July 4?",
        "Who was arrested on the morning of 4 May?",
        "What did the council decide on 4 May?",
        "How many people were hurt on 4 May in the harbour?",
        "On 4 May, who was arrested?",
        "What was sold in 2015?",
        "What was let on 3 May 2021?",
        "Who was the shed let to on 3 May 2021?",
        "Was the shed let before 4 May?",
        "Who won in 2015?",
        "Did the ferry leave on 4 May?",
        "And who came in early May?",
    ],
)
def test_the_time_of_what_is_asked_about_is_known_for_it(question: str) -> None:
    assert sure(question)


@pytest.mark.parametrize(
    "question",
    [
        "What happened to the man arrested on 4 May?",
        "Who freed the man who was arrested on 4 May?",
        "Who is the man arrested on 4 May?",
        "Who was the man taken on 4 May?",
        "What became of the money taken on 4 May?",
        "How many of those injured on 4 May died?",
        "Did the man arrested on 4 May confess?",
        "Did the council discuss the budget approved on 4 May?",
        "Was the man arrested on 4 May in prison?",
        "Who carried out the attack on 4 May?",
        "Who signed the letter of 4 May?",
        "Who wrote the report on 4 May?",
        "What followed the May 4 attack?",
        "Who spoke after the May 4 attack?",
        "Why was the guard arrested on 4 May?",
        "Was the guard arrested before or after 4 May?",
        "Did the police say that he was arrested on 4 May?",
        "On 4 May a bomb exploded. Who planted it?",
        "A bomb exploded on 4 May. Who planted it?",
        "After being released on 4 May, where did he go?",
        "Who leads the Movement of 4 May?",
        "What is known about what happened on 4 May?",
        "Tell me of the man arrested on 4 May",
        "Who attacked the base?",
        "Who was on watch on 4 May?",
        "Was the gate locked on 4 May?",
        "Who lived in the mill in 2019?",
        "Where did he live in 2019?",
        "",
    ],
)
def test_the_time_of_what_is_only_mentioned_is_not_that_of_what_is_asked(question: str) -> None:
    assert not sure(question)


def test_long_questions_take_no_time() -> None:
    for piece in ("the on 4 May ", "who the a ", "of the the the ", "arrested, after on "):
        question = "Who was " + piece * (4_000 // len(piece))
        start = time.perf_counter()
        sure(question)
        assert time.perf_counter() - start < 0.5
