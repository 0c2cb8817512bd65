"""Which place "there" is, and which names take a place's place."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


CASES = said("How many cases are in Kisanga?", "Of the cases, 48 are in Kisanga, 12 are in Mabole and 7 in Tendo.")
SENT = said("Who travelled to Kisanga?", "The minister travelled to Kisanga, and the doctors to Tendo.")


@pytest.mark.parametrize("question", ["what about Tendo?", "and Tendo?", "Tendo?"])
def test_a_name_that_the_answer_tells_to_be_a_place_takes_the_place(question: str) -> None:
    assert understand(question, CASES).standalone == "How many cases are in Tendo?"


@pytest.mark.parametrize("question", ["and Jon Berg?", "and WHO?", "and the Red Cross?"])
def test_a_name_that_is_no_place_takes_none(question: str) -> None:
    assert "How many cases are in" not in understand(question, CASES).standalone


def test_a_name_that_the_answer_has_for_somebody_takes_no_place() -> None:
    history = said("How many cases are in Kisanga?", "There are 48, and Clearflow denies it.")
    assert understand("and Clearflow?", history).standalone.startswith("Clearflow? (")
    open_still = said("What happened in Kisanga?", "The market was closed.")
    assert "in Clearflow" not in understand("and Clearflow?", open_still).standalone


def test_there_is_the_place_that_was_asked_about_last() -> None:
    history = (*CASES, *said("what about Tendo?", "The document does not say."))
    assert understand("were trucks sent there?", history).standalone == "Were trucks sent to Tendo?"


def test_there_is_no_older_place_where_a_name_may_be_the_place() -> None:
    history = (*CASES, *said("and Clearflow, Tendo?", "The document does not say."))
    assert "sent there" in understand("were trucks sent there?", history).standalone


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("who else travelled there?", "Who else travelled to Kisanga?"),
        ("who came back there?", "Who came back to Kisanga?"),
        ("who lives there?", "Who lives in Kisanga?"),
        ("who came from there?", "Who came from Kisanga?"),
        ("who died there?", "Who died in Kisanga?"),
    ],
)
def test_there_is_where_somebody_goes_or_is(question: str, standalone: str) -> None:
    assert understand(question, SENT).standalone == standalone
