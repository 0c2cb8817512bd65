"""How a reply to a question for what is meant is understood, with the answer kept and as text alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from qa.answer import Answer
from qa.question.contextualise import Turn
from qa.question.followup import asked_back, understand
from qa.question.followup.asking_back import asks_back, chosen

LEFT = (Turn("user", "Who left the hall?"), Turn("assistant", "The mayor, Jon Berg, and the judge, Karl Lund."))
CHOICES = ("What did the mayor, Jon Berg say?", "What did the judge, Karl Lund say?")


@dataclass(frozen=True)
class Kept:
    """A turn as kept conversations have them."""

    answer: Answer
    role: str = "assistant"

    @property
    def content(self) -> str:
        """Give what was shown of it."""
        return self.answer.text


def _asked(*, kept: bool) -> tuple[Turn, ...]:
    question = "what did he say?"
    text = asked_back(question, CHOICES)
    if not kept:
        return (*LEFT, Turn("user", question), Turn("assistant", text))
    answer = Answer(question, question, "needs_clarification", text, choices=CHOICES)
    return (*LEFT, Turn("user", question), Kept(answer))  # type: ignore[return-value]


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("reply", ["the second one", "second", "2", "number two", "the latter", "Lund", "the judge."])
def test_a_reply_takes_one_of_the_offered_questions(reply: str, kept: bool) -> None:
    understood = understand(reply, _asked(kept=kept))
    assert understood.standalone == CHOICES[1]
    assert understood.in_context.startswith(f"{CHOICES[1]} (Who left the hall?")


@pytest.mark.parametrize("kept", [True, False])
def test_another_person_than_the_offered_takes_the_pronoun_s_place(kept: bool) -> None:
    understood = understand("the usher", _asked(kept=kept))
    assert understood.standalone.startswith("What did the usher say?")


@pytest.mark.parametrize("said", ["the third one", "he", "say", "Anna", "the mayor and the judge", "When did they go?"])
def test_what_takes_none_of_the_offered_takes_none(said: str) -> None:
    assert chosen(said, CHOICES) is None


@pytest.mark.parametrize("said", ["the first", "Jon Berg"])
def test_of_one_choice_none_is_taken(said: str) -> None:
    assert chosen(said, CHOICES[:1]) is None


@pytest.mark.parametrize(("question", "reply"), [("what did he say?", "the governor"), ("and the other one?", "York")])
def test_our_own_words_are_known_for_asking_back(question: str, reply: str) -> None:
    text = asked_back(question, ())
    assert not text.endswith("?")
    assert asks_back(text)
    history = (Turn("user", question), Turn("assistant", text))
    assert reply in understand(reply, history).standalone
    assert understand(reply, history).standalone != reply


def test_a_name_takes_the_place_of_whom_nobody_knew() -> None:
    history = (Turn("user", "what did he say?"), Turn("assistant", asked_back("what did he say?", ())))
    assert understand("the governor", history).standalone == "what did the governor say?"


def test_a_thing_takes_the_place_of_the_other_one() -> None:
    question = "what about the other one?"
    history = (Turn("user", question), Turn("assistant", asked_back(question, ())))
    assert understand("the second raid", history).standalone == "what about the second raid?"


@pytest.mark.parametrize(
    "answer", ["The ferry left at noon.", "Whom do you mean is not said.", "The judge asked: what do you mean exactly"]
)
def test_an_answer_asks_nothing_back(answer: str) -> None:
    assert not asks_back(answer)
