"""Whom and what a pronoun means, over small invented conversations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.answer import Answer, Citation, Span
from qa.question.contextualise import Turn
from qa.question.followup import understand


def told(question: str, quote: str, short: str = "", *before: Turn) -> tuple[Turn, ...]:
    """Make a turn as the page keeps it, with the answer that its text was cut from."""
    place = quote.find(short)
    answer = Answer(
        question,
        understand(question, before).standalone,
        "answered",
        f"“{quote}” [1]",
        spans=(Span(short, "d", place, place + len(short)),) if short else (),
        citations=(Citation(1, "D", "d", None, 0, len(quote), quote, quote),),
    )
    return (*before, Turn("user", question), Turn("assistant", answer.text, answer))


def plainly(history: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Give the same conversation as texts alone."""
    return tuple(replace(turn, answer=None) for turn in history)


GUARD = told("Who heads the coast guard?", "Colonel Samira Najjar heads the coast guard.", "Colonel Samira Najjar")


@pytest.mark.parametrize("history", [GUARD, plainly(GUARD)])
def test_who_heads_a_force_is_meant_and_not_the_force(history: tuple[Turn, ...]) -> None:
    assert understand("tell me about her", history).standalone == "Tell me about Colonel Samira Najjar?"
    assert understand("When did she join it?", history).standalone.startswith("When did Colonel Samira Najjar join it?")


WHO_IS = told(
    "Who is Lena Vost?",
    "The director of Bluewave, Lena Vost, said the crossings would begin on July 10.",
    "The director of Bluewave",
)
SMALL = told("who is lena vost?", WHO_IS[1].content.strip("“”[1] "), "The director of Bluewave")


@pytest.mark.parametrize("history", [WHO_IS, plainly(WHO_IS), SMALL, plainly(SMALL)])
def test_who_was_asked_about_by_name_is_meant_by_that_name(history: tuple[Turn, ...]) -> None:
    assert understand("what did she say?", history).standalone == "What did Lena Vost say?"


def test_who_was_asked_about_by_an_office_is_whom_the_answer_names() -> None:
    history = told(
        "Who is the director of Bluewave?", "The director of Bluewave, Lena Vost, left on July 10.", "Lena Vost"
    )
    assert understand("what did she say?", history).standalone == "What did Lena Vost say?"
    other = told("Who is in the boat?", "The mate, Tom Hale, is in the boat.", "Tom Hale")
    assert "Tom Hale hurt?" in understand("was he hurt?", other).standalone


HURT = told(
    "Who was hurt at the embassy?",
    "Two guards, Paolo Renzi and Hassan Idris, were hurt at the embassy.",
    "Paolo Renzi and Hassan Idris",
)


@pytest.mark.parametrize("history", [HURT, plainly(HURT)])
def test_of_two_that_are_named_alike_the_same_is_asked_back_on_the_page_and_in_plain_text(
    history: tuple[Turn, ...],
) -> None:
    assert understand("how old is he?", history).choices == ("How old is Paolo Renzi?", "How old is Hassan Idris?")
    assert understand("who is the first one?", history).standalone.startswith("Who is Paolo Renzi?")
    assert understand("who is the second one?", history).standalone.startswith("Who is Hassan Idris?")
