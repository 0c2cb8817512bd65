"""What asks nothing of the documents, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand
from qa.question.intent import is_talk
from qa.question.small_talk import is_small_talk, is_unhappy

OPENED = (Turn("user", "Who opened the meeting?"), Turn("assistant", "The mayor, Alice Thorne, opened the meeting."))


@pytest.mark.parametrize("later", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "Hello, I have a few questions about this",
        "hey, got a question for you",
        "Hi, I am a journalist and would like to ask about the attacks",
        "We would like to ask some questions",
        "oh dear. can you help me",
        "wow, that is interesting",
        "lol ok",
        "so sad",
        "how terrible!",
        "ok next question",
        "let me think",
        "one moment please",
        "I don't understand",
        "that's wrong",
        "No, the answer is wrong.",
    ],
)
def test_announcements_feelings_and_complaints_ask_nothing(text: str, later: bool) -> None:
    assert is_talk(text, later=later)


@pytest.mark.parametrize(
    "text",
    [
        "that is all wrong",
        "that is wrong: it was July 5",
        "that is sad for the mayor",
        "is that interesting?",
        "I have a question: who closed it?",
        "I want to know who did it",
        "how bad was it",
        "how bad?",
        "what was terrible",
        "next day",
        "question 5",
        "got a question about who died",
        "hold on to what?",
        "I am a patient, is the clinic open",
        "what moment",
        "let me see the list",
    ],
)
def test_what_asks_or_tells_something_is_searched(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(("text", "unhappy"), [("I don't get it", True), ("that's not right", True), ("hello", False)])
def test_who_is_unhappy_with_an_answer_is_told_apart(text: str, unhappy: bool) -> None:
    assert is_unhappy(text) is unhappy


@pytest.mark.parametrize("text", ["oh my god ", "that is so ", "i am a a ", "dear oh ", "got a question ", "so sad, "])
def test_a_row_of_small_words_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    is_small_talk((text * 60)[:119] + "x")
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize("question", ["can you repeat that?", "say that again please", "pardon?", "repeat"])
def test_who_asks_for_the_answer_again_asks_the_question_again(question: str) -> None:
    assert understand(question, OPENED).standalone == "Who opened the meeting?"


@pytest.mark.parametrize("question", ["Can you repeat the test in May?", "What did you say about the bridge?"])
def test_what_has_a_topic_of_its_own_asks_for_nothing_again(question: str) -> None:
    assert "Who opened" not in understand(question, OPENED).standalone


@pytest.mark.parametrize(
    "question",
    ["hmm ok. where was the boat found?", "by the way, where was the boat found?", "Anyway, where was the boat found?"],
)
def test_what_leads_to_a_question_is_no_topic(question: str) -> None:
    history = (Turn("user", question), Turn("assistant", "The document does not say."))
    added = understand("was it empty?", history).standalone.casefold().partition("(")[2]
    assert not any(word in added for word in ("hmm", "ok", "way", "anyway"))


def test_an_aside_stands_alone_letter_for_letter() -> None:
    question = "by the way, where was the boat of the smugglers found?"
    assert understand(question, OPENED).standalone == question
