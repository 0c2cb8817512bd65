"""Asking back, where it cannot be told what a question means."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answer import Answer
from qa.compose.markdown import escaped
from qa.question.contextualise import Understanding
from qa.question.followup import asked_back


def no_such_day(question: str, standalone: str, days: Sequence[str]) -> Answer:
    """Ask back for days that no calendar has: a near day is another day, and nothing said of it is an answer."""
    text = f"The calendar has no {escaped(' and no '.join(days))}: which day do you mean?"
    return Answer(question, standalone, "needs_clarification", text)


def clarification(understood: Understanding) -> Answer:
    """Ask back in one friendly sentence; `choices` are complete questions to go on with, where any are known."""
    question = understood.standalone
    return Answer(
        question, question, "needs_clarification", asked_back(question, understood.choices), choices=understood.choices
    )
