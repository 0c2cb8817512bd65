"""How "and the others?" is understood after "is X one of them?"."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand

GROUPS = (
    Turn("user", "Which groups does the government blame?"),
    Turn("assistant", "It blames the Falcon Brigade, the Sons of Umar and the Reds."),
    Turn("user", "is the falcon brigade one of them?"),
    Turn("assistant", "Yes."),
)


@pytest.mark.parametrize("thing", ["the reds", "the Reds", "the red cross", "umar"])
def test_another_takes_the_place_of_the_one(thing: str) -> None:
    assert understand(f"and {thing}?", GROUPS).standalone.startswith(f"Is {thing} one of them? (groups")


@pytest.mark.parametrize("question", ["and in Umar?", "and the other one?", "and why?", "and on July 5?"])
def test_a_place_a_day_or_another_question_takes_none(question: str) -> None:
    assert f"Is {question[4:-1]} one of them" not in understand(question, GROUPS).standalone


def test_what_was_asked_in_other_words_keeps_its_own() -> None:
    history = (Turn("user", "Is the mayor one of the owners?"), Turn("assistant", "Yes."))
    assert "umar one of" not in understand("and umar?", history).standalone


@pytest.mark.parametrize(
    "answer", [f"The work is paid by the {word} and by the Penrose Trust." for word in ("city", "town")]
)
def test_what_is_cut_in_brackets_ends_without_a_comma(answer: str) -> None:
    history = (Turn("user", "how much will the alarm cost?"), Turn("assistant", f"“{answer}” [1]"))
    standalone = understand("who pays for it?", history).standalone
    assert standalone.endswith(")")
    assert ",)" not in standalone


def test_the_one_is_the_topic_without_the_question_for_it() -> None:
    standalone = understand("who leads it?", GROUPS).standalone
    assert "(the falcon brigade, " in standalone
    assert "one of them" not in standalone
