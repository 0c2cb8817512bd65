"""Which day "the next day" and "that day" are after an answer."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


WHEN = said("When was the attack?", "The attack was on July 5.")
CLOSED = said("When were the schools closed?", "The schools were closed on July 7.")


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (WHEN, "and the next day?", "What happened on July 6?"),
        (WHEN, "and the day before?", "What happened on July 4?"),
        (WHEN, "and on July 8?", "Was the attack on July 8?"),
        (said("What happened on July 31?", "It rained."), "and the following day?", "What happened on August 1?"),
        (said("How many fell on July 5?", "Four."), "the next day?", "How many fell on July 6?"),
    ],
)
def test_the_next_day_is_the_one_after_the_only_one(history: tuple[Turn, ...], question: str, standalone: str) -> None:
    assert understand(question, history).standalone == standalone


@pytest.mark.parametrize("answer", ["It came on July 5 and again on July 9.", "The report does not say."])
def test_where_no_day_alone_was_told_none_is_worked_out(answer: str) -> None:
    standalone = understand("and the next day?", said("When was the attack?", answer)).standalone
    assert "July" not in standalone.partition("(")[0]
    assert "next day" in standalone


def test_the_same_day_as_something_is_no_day_that_was_told() -> None:
    asked = understand("was it the same day as the attack?", CLOSED).standalone
    assert asked.startswith("Was it the same day as the attack? (")
    assert understand("who came on that day?", CLOSED).standalone.startswith("Who came on July 7?")
