"""How a correction is understood that sets one thing against another, or names what shares a noun with it."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import asked_back, understand


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


KILLED = said("How many people were killed at the embassy?", "Two were wounded at the embassy.")
GATE = said("When was the north gate closed?", "The north gate was closed on Monday and the south gate on Friday.")
HIT = said("When was the consulate hit?", "The consulate was hit on July 5.")


@pytest.mark.parametrize(
    "question",
    [
        "not the embassy, the consulate",
        "Not the embassy – the consulate!",
        "not the embassy but the consulate",
        "no, not the embassy. the consulate.",
        "the consulate, not the embassy",
        "the consulate, and not the embassy",
        "i said the consulate",
        "no, I asked about the consulate",
        "sorry, typo: consulate",
    ],
)
def test_what_is_meant_takes_the_place_of_what_is_not(question: str) -> None:
    assert understand(question, KILLED).standalone == "How many people were killed at the consulate?"


def test_a_day_is_put_right_as_a_thing_is() -> None:
    history = said("Who came to the ferry on July 3?", "The report does not say.")
    assert understand("not on July 3, on July 5", history).standalone == "Who came to the ferry on July 5?"


def test_what_was_asked_already_is_asked_again() -> None:
    assert understand("i said the embassy", KILLED).standalone == "How many people were killed at the embassy?"


@pytest.mark.parametrize(
    "question",
    [
        "not on July 3, on July 5",
        "not the boat, the ferry",
        "the consulate, not the embassy?",
        "not only the embassy, the consulate too?",
        "Was it not the embassy, but the consulate that was hit?",
    ],
)
def test_what_was_not_asked_of_is_not_put_right(question: str) -> None:
    understood = understand(question, KILLED)
    assert not understood.clarify
    assert "How many people were killed at" not in understood.standalone


@pytest.mark.parametrize("question", ["not the embassy", "no, not the embassy", "No not the embassy!"])
def test_a_correction_without_what_is_meant_is_asked_back(question: str) -> None:
    assert understand(question, KILLED).clarify
    history = (*KILLED, *said(question, asked_back(question, ())))
    assert understand("the consulate", history).standalone == "How many people were killed at the consulate?"


@pytest.mark.parametrize("question", ["not the embassy?", "not everyone, then?", "not many", "not the boat"])
def test_what_refuses_nothing_asked_of_is_not_asked_back(question: str) -> None:
    assert not understand(question, KILLED).clarify


@pytest.mark.parametrize(
    "question", ["no, I meant the south gate", "and the south gate?", "what about the south gate?"]
)
def test_what_shares_its_noun_takes_the_place(question: str) -> None:
    assert understand(question, GATE).standalone == "When was the south gate closed?"


@pytest.mark.parametrize("question", ["and the gate?", "no, the gate"])
def test_what_says_less_than_was_asked_takes_no_place(question: str) -> None:
    assert "north gate" in understand(question, GATE).standalone


@pytest.mark.parametrize(
    "question", ["and the Italian embassy?", "and the italian embassy?", "no, the Italian embassy"]
)
def test_a_noun_described_by_a_name_takes_the_place_of_a_plain_one(question: str) -> None:
    assert understand(question, HIT).standalone.casefold() == "when was the italian embassy hit?"


def test_a_name_takes_no_plain_noun_s_place() -> None:
    assert understand("and the Red Cross?", HIT).standalone.startswith("The Red Cross? (")
