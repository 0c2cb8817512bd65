"""How "where?" and "how?" are understood after a question for whom something was done to."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from qa.answer import Answer, Citation, Span
from qa.question.contextualise import Turn
from qa.question.followup import understand
from qa.question.followup.subjects import asks_for_subject, with_answer


@dataclass(frozen=True)
class Kept:
    """A turn as kept conversations have them."""

    answer: Answer
    role: str = "assistant"

    @property
    def content(self) -> str:
        """Give what was shown of it."""
        return self.answer.text


def answered(question: str, quote: str, span: str) -> tuple[Turn, ...]:
    """Make a history of a question whose answer is kept."""
    start = quote.index(span)
    answer = Answer(
        question,
        question,
        "answered",
        f"{span} [1]",
        spans=(Span(span, "d", start, start + len(span)),),
        citations=(Citation(1, "D", "d", None, 0, len(quote), quote, quote),),
    )
    return Turn("user", question), Kept(answer)  # type: ignore[return-value]


ARRESTED = answered("Who was arrested?", "The police arrested a man in Hull on 21 November.", "a man")
HURT = answered("Who was hurt?", "Two workers were hurt when a pipe burst.", "Two workers")


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (ARRESTED, "where?", "Where was the man arrested?"),
        (ARRESTED, "and why?", "Why was the man arrested?"),
        (ARRESTED, "by who?", "By whom was the man arrested?"),
        (HURT, "how?", "How were the two workers hurt?"),
    ],
)
def test_who_was_asked_for_and_told_is_the_subject(history: tuple[Turn, ...], question: str, standalone: str) -> None:
    assert understand(question, history).standalone == standalone


@pytest.mark.parametrize("question", ["where?", "when?", "by whom?"])
def test_where_nobody_is_known_to_be_told_nothing_lacks_its_subject(question: str) -> None:
    history = (Turn("user", "Who was hurt?"), Turn("assistant", "Two workers were hurt when a pipe burst."))
    standalone = understand(question, history).standalone
    assert standalone.startswith(f"{question[:1].upper()}{question[1:]} (hurt")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who was hurt", True),
        ("Who was not hurt at the mill", True),
        ("Who will sign the lease", True),
        ("Who was behind the attack", True),
        ("Who did the police arrest", False),
        ("Who was Anna Reed", False),
        ("Who is the director", False),
        ("Who has he named", False),
        ("By whom was the bridge closed", False),
        ("When was the bridge closed", False),
        ("What was stolen", False),
    ],
)
def test_the_subject_is_asked_for_or_named(question: str, asks: bool) -> None:
    assert asks_for_subject(question) is asks


@pytest.mark.parametrize(
    ("spans", "clause"),
    [
        ((), None),
        (("in Hull",), None),
        (("the smell of gas",), None),
        (("Jon Berg",), "was Jon Berg hurt"),
        (("Jon Berg and Ann Lie",), "were Jon Berg and Ann Lie hurt"),
        (("the cook",), "was the cook hurt"),
    ],
)
def test_a_short_answer_that_is_somebody_is_put_in(spans: tuple[str, ...], clause: str | None) -> None:
    assert with_answer("was hurt", spans) == clause
