"""Places that only the conversation tells for places: "and Tendo?", "were trucks sent there?"."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


COUNT = "“Of the cases, 48 are in Kisanga, 12 are in Mabole and 7 in Tendo.” [1]"
CASES = said("How many cases are in Kisanga?", COUNT)
SICK = said("How many people fell ill in Kisanga?", "“In Kisanga 48 people fell ill.” [1]")


@pytest.mark.parametrize(
    ("question", "place"),
    [("what about Tendo?", "Tendo"), ("and Mabole?", "Mabole"), ("mabole?", "Mabole"), ("and in Mabole?", "Mabole")],
)
def test_a_place_that_no_atlas_has_takes_the_place_of_the_other(question: str, place: str) -> None:
    assert understand(question, CASES).standalone == f"How many cases are in {place}?"


def test_where_the_answer_does_not_tell_it_for_one_it_must_be_counted_by_places() -> None:
    assert understand("and Tendo?", SICK).standalone == "How many people fell ill in Tendo?"
    who = said("Who fell ill in Kisanga?", "“In Kisanga a cook fell ill.” [1]")
    assert "in Tendo" not in understand("and Tendo?", who).standalone


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (SICK, "and Tendans?"),
        (SICK, "and the cooks?"),
        (said("How many shots did the guard fire in Kisanga?", "“He fired twice.” [1]"), "and Nkolo?"),
        (said("How many people fell ill in Kisanga?", "“Two fell ill, said Nkolo in Kisanga.” [1]"), "and Nkolo?"),
    ],
)
def test_what_is_no_place_takes_no_places_place(history: tuple[Turn, ...], question: str) -> None:
    name = question.split()[-1].strip("?")
    assert f"in {name}" not in understand(question, history).standalone


def test_there_is_the_place_that_was_asked_about_last() -> None:
    tendo = (*CASES, *said("what about Tendo?", COUNT))
    assert understand("were trucks sent there?", tendo).standalone == "Were trucks sent to Tendo?"
    assert understand("who lives there?", tendo).standalone.startswith("Who lives in Tendo?")


def test_an_older_place_in_brackets_is_not_there_where_another_name_was_asked_about() -> None:
    history = said("Who came to the aid of Nkolo? (cases are in Kisanga)", "“A doctor came.” [1]")
    assert "sent to Kisanga" not in understand("were trucks sent there?", history).standalone


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("did anyone go there?", "Did anyone go to Kisanga?"),
        ("who came back there?", "Who came back to Kisanga?"),
        ("who died there?", "Who died in Kisanga?"),
        ("who was sent to die there?", "Who was sent to die in Kisanga?"),
    ],
)
def test_one_goes_to_a_place_and_dies_in_it(question: str, standalone: str) -> None:
    assert understand(question, SICK).standalone.partition(" (")[0] == standalone
