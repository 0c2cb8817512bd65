"""Asking back, where it cannot be told what a question means."""

from __future__ import annotations

from qa.answer import Answer
from qa.question.contextualise import Understanding
from qa.question.followup import asked_back


def clarification(understood: Understanding) -> Answer:
    """Ask back in one friendly sentence; `choices` are complete questions to go on with, where any are known."""
    question = understood.standalone
    return Answer(
        question, question, "needs_clarification", asked_back(question, understood.choices), choices=understood.choices
    )
