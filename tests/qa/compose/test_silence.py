from __future__ import annotations

import pytest

from qa import Assistant
from qa.compose.silence import small_talk, what_is_silent
from qa.evidence.attribution import Attribution
from qa.evidence.reading import EvidenceSentence, Reading
from qa.question.intent import intent_of


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("What happened on July 9?", "Nothing found for July 9. Nearest dates there: July 7, July 6."),
        ("What happened before June 20?", "Nothing found before June 20. Nearest dates there: June 28, July 1."),
        (
            "What happened between July 9 and 12?",
            "Nothing found for July 9 to July 12. Nearest dates there: July 7, July 6.",
        ),
        ("What happened on July 5?", None),
        ("What happened on July 32?", None),
        ("What happened?", None),
    ],
)
def test_the_nearest_dates_are_offered(assistant: Assistant, question: str, note: str | None) -> None:
    index = assistant.index
    read = (
        EvidenceSentence(sentence, 0.1, Attribution(None, "reported"))
        for document in index.documents
        for sentence in index.sentences(document.id)
    )
    _, notes = what_is_silent(question, intent_of(question), Reading(tuple(read), 0.1), index)
    assert notes == (() if note is None else (note,))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How long did the siege last?", "The document does not say how long."),
        ("How  Deep is the well?", "The document does not say how deep."),
        ("number of the wounded drivers", "The document does not say how many."),
    ],
)
def test_what_is_not_told_is_called_as_it_was_asked(assistant: Assistant, question: str, said: str) -> None:
    text, _ = what_is_silent(question, intent_of(question), Reading((), 0.1), assistant.index)
    assert text == said


def test_months_and_days_of_the_week_are_no_names_that_are_missing(assistant: Assistant) -> None:
    question = "What happened on a Wednesday in February, in Feb?"
    _, notes = what_is_silent(question, intent_of(question), Reading((), 0.1), assistant.index)
    assert not any("spelling" in note for note in notes)


@pytest.mark.parametrize(
    ("text", "later", "begins"),
    [
        ("hi", False, "Hello. Ask me anything about "),
        ("ok", True, "All right. Ask on about "),
        ("hi", True, "All right. "),
        ("thanks!", True, "You are welcome. "),
        ("that is wrong", True, "I am sorry. Ask again in other words about "),
    ],
)
def test_nobody_is_greeted_in_the_middle_of_a_conversation(
    assistant: Assistant, text: str, later: bool, begins: str
) -> None:
    assert small_talk(text, assistant.index.documents, later=later).startswith(begins)
