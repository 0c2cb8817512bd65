from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QuestionError
from qa.question.contextualise import MAX_QUESTION, Turn, contextualise, read_history, read_question

BEFORE = (Turn("user", "Who closed the Vale bridge on July 4?"), Turn("assistant", "The county did."))


@pytest.mark.parametrize(
    "question",
    [
        "Who closed the Vale bridge on July 4?",
        "How many trucks crossed the river in March?",
        "What does the report say about Halden?",
        "Is it true that the mayor resigned in May?",
    ],
)
def test_a_question_that_stands_alone_passes_letter_for_letter(question: str) -> None:
    assert contextualise(question, BEFORE) == question


@given(st.text(min_size=1, max_size=200))
def test_without_history_every_question_passes_letter_for_letter(question: str) -> None:
    assert contextualise(question, ()) == question


def test_a_new_date_takes_the_place_of_the_old_one() -> None:
    assert contextualise("And on July 7?", BEFORE) == "Who closed the Vale bridge on July 7?"


@pytest.mark.parametrize("question", ["why?", "and by whom?", "when did they do that?"])
def test_a_follow_up_carries_the_question_before_it(question: str) -> None:
    standalone = contextualise(question, BEFORE)
    assert "closed the Vale bridge on July 4" in standalone
    assert question.removeprefix("and ").rstrip("?") in standalone.casefold()


@pytest.mark.parametrize(
    "history",
    [
        "hello",
        [{"role": "system", "content": "x"}],
        [{"role": "user"}],
        ["x"],
        [{"role": "user", "content": {"a": 1}}],
        3,
    ],
)
def test_a_malformed_history_is_refused_in_one_sentence(history: object) -> None:
    with pytest.raises(QuestionError, match="history"):
        read_history(history)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "said"), [("", "empty"), (" \n\t", "empty"), ("x" * 100_000, "100,000"), (None, "must be text")]
)
def test_questions_that_cannot_be_asked_are_refused(question: object, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        read_question(question)


@given(st.text(max_size=MAX_QUESTION))
def test_any_other_text_is_a_question_or_empty(text: str) -> None:
    if text.replace("\x00", " ").strip():
        assert read_question(text).strip() == read_question(text)
    else:
        with pytest.raises(QuestionError, match="empty"):
            read_question(text)
