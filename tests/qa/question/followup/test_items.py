"""Which item of an answer "the first one" and "the latter" are."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand
from qa.question.followup.signs import signs_of


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


BURNT = said("Who was treated for burns?", "Peter Ashby and Rosa Lemm were treated for burns.")
TITLES = "“The Ferry” by Anna Weil, “Winter Road” by Jonas Petri and a small portrait"
STOLEN = said("What was stolen?", f"The thieves took {TITLES}.")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("did the latter go back?", "Did Rosa Lemm go back?"),
        ("what did the latter do?", "What did Rosa Lemm do?"),
        ("why did the former leave?", "Why did Peter Ashby leave?"),
        ("was the latter hurt?", "Was Rosa Lemm hurt?"),
    ],
)
def test_the_latter_leans_on_what_was_told(question: str, begins: str) -> None:
    assert understand(question, BURNT).standalone.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "what did the former mayor do?",
        "When did the former state bank close?",
        "Did the latter part of May bring rain?",
    ],
)
def test_the_former_of_its_kind_is_no_item(question: str) -> None:
    assert "Ashby" not in understand(question, BURNT).standalone.partition("(")[0]
    assert "Lemm" not in understand(question, BURNT).standalone.partition("(")[0]


@pytest.mark.parametrize(
    ("question", "leans"),
    [("did the latter smoke it?", True), ("who is the former?", True), ("the former mayor", False)],
)
def test_the_latter_is_a_sign_unless_a_noun_follows(question: str, leans: bool) -> None:
    assert (signs_of(question).other or bool(signs_of(question).pronouns)) is leans


@pytest.mark.parametrize(
    ("answer", "item", "thing"),
    [
        (f"The thieves took {TITLES}.", "first", "“The Ferry”"),
        (f"The thieves took {TITLES}.", "second", "“Winter Road”"),
        (f"The thieves took {TITLES}.", "third", "the small portrait"),
        (TITLES[1:], "first", "“The Ferry”"),
        ("They took a lamp by Anna Weil, a chair from Oslo and a small portrait.", "first", "the lamp"),
        ("They took a lamp by Anna Weil, a chair from Oslo and a small portrait.", "third", "the small portrait"),
        ("The mayors of Halden, York and Leeds came.", "second", "York"),
        ("Peter Ashby of Halden, Rosa Lemm of York and Jon Berg came.", "second", "Rosa Lemm of York"),
        ("The raids in Halden, York and Leeds were short.", "first", "Halden"),
    ],
)
def test_what_follows_with_by_or_from_is_no_item_of_its_own(answer: str, item: str, thing: str) -> None:
    asked = understand(f"where was the {item} one found?", said("What was stolen?", answer)).standalone
    assert asked.startswith(f"Where was {thing} found?")
