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
