"""Doubts and questions for the source, and what goes on from the question before them."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


PUMP = said("What caused the flood?", "“The harbour office says that the cause is the old pump.” [1]")
KILLED = said("How many people were hurt on July 3?", "“Two people were hurt on July 3 in Halden.” [1]")
OPEN = said("What is the quarrel about?", "“The quarrel over the cost has not been settled.” [1]")
REFUSED = said("Which figure is right?", "The document does not say.")
RESIGNED = said("Did the mayor resign?", "The document does not say.")


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("who says that?", "Who says that the cause is the old pump?"),
        ("says who?", "Who says that the cause is the old pump?"),
        ("are you sure?", "Is it confirmed that the cause is the old pump?"),
    ],
)
def test_a_claim_is_asked_about_without_who_says_it(question: str, standalone: str) -> None:
    assert understand(question, PUMP).standalone == standalone


def test_a_claim_that_does_not_say_whom_it_is_about_keeps_its_source_in_brackets() -> None:
    history = said("Was the guard at work?", "“The guard, Yaw Mensah, says that he made his round.” [1]")
    asked = understand("is that true?", history).standalone
    assert asked.startswith("Is it confirmed that he made his round? (")
    assert "Mensah" in asked


@pytest.mark.parametrize("remark", ["are you sure?", "who says so?", "really?", "is that confirmed?", "says who?"])
def test_a_fragment_goes_on_from_what_was_asked_before_a_remark(remark: str) -> None:
    history = (*KILLED, *said(remark, "“Two people were hurt on July 3 in Halden.” [1]"))
    assert understand("and on July 5?", history).standalone == "How many people were hurt on July 5?"
    assert understand("no, I meant on July 5", history).standalone == "How many people were hurt on July 5?"
    again = (*history, *said("are you sure?", "“Two people were hurt on July 3 in Halden.” [1]"))
    assert understand("and on July 5?", again).standalone == "How many people were hurt on July 5?"


def test_a_doubt_after_who_says_so_doubts_what_was_said() -> None:
    history = (*PUMP, *said("who says so?", "“The harbour office says that the cause is the old pump.” [1]"))
    assert understand("are you sure?", history).standalone == "Is it confirmed that the cause is the old pump?"


def test_whom_a_remark_brought_is_still_meant_by_a_pronoun() -> None:
    history = (*KILLED, *said("who says so?", "“The mayor, Anna Reed, says that two people were hurt.” [1]"))
    assert understand("what else did she say?", history).standalone.startswith("What else did the mayor, Anna Reed")


@pytest.mark.parametrize("question", ["has it been settled?", "is that settled?"])
def test_what_the_claim_itself_says_is_open_is_asked_as_it_is(question: str) -> None:
    asked = understand(question, OPEN).standalone
    assert "not been settled" not in asked
    assert "settled" in asked
    assert "quarrel" in asked


def test_after_a_refusal_what_is_asked_is_not_the_last_question_again() -> None:
    asked = understand("has it been settled?", REFUSED).standalone
    assert asked == "Has it been settled? (figure is right)"
    assert understand("is it true?", REFUSED).standalone.startswith("Is it true? (")


@pytest.mark.parametrize("question", ["really?", "are you sure?"])
def test_a_wordless_doubt_of_a_refusal_asks_again(question: str) -> None:
    assert understand(question, REFUSED).standalone == "Which figure is right?"


@pytest.mark.parametrize("question", ["is it true?", "is that confirmed?", "really?"])
def test_whether_something_is_so_is_asked_again(question: str) -> None:
    assert understand(question, RESIGNED).standalone == "Did the mayor resign?"


@pytest.mark.parametrize(
    "answer", ['"The mayor said that the lamp was out." [1]', '"The mayor said that the lamp was out".']
)
def test_straight_marks_around_a_quote_are_no_part_of_the_claim(answer: str) -> None:
    history = said("Was the lamp out?", answer)
    assert understand("says who?", history).standalone.partition(" (")[0] == "Who says that the lamp was out?"
