from __future__ import annotations

import pytest

from qa.compose.sources import answers_who_says, listed


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("The mayor; A guard", "the mayor and a guard"),
        ("Local sources", "local sources"),
        ("Police", "police"),
        ("Analysts", "analysts"),
        ("Residents of the upper town", "residents of the upper town"),
        ("Hospital staff", "hospital staff"),
        ("Its chairman, Ana Ruiz", "Ana Ruiz"),
        ("her lawyer Ana de Ruiz", "Ana de Ruiz"),
        ("Its chairman", "its chairman"),
        # Names stay as they are.
        ("Police Chief Orr", "Police Chief Orr"),
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ruiz", "Ruiz"),
        ("Mayor Ruiz, of the upper town", "Mayor Ruiz, of the upper town"),
        ("Vale Herald", "Vale Herald"),
        ("Syrian sources", "Syrian sources"),
        ("Doctors for Vale", "Doctors for Vale"),
        ("Local Union 5", "Local Union 5"),
        ("WHO", "WHO"),
    ],
)
def test_a_source_is_written_as_within_a_sentence(source: str, written: str) -> None:
    assert listed(source) == written


@pytest.mark.parametrize(
    ("question", "short", "answers"),
    [
        ("Who says that the gate was shut?", "Orr's lawyer", True),
        ("Who claims that it was shut?", "the lawyer", True),
        ("Which lawyer has said so?", "Orr's lawyer", True),
        ("Who says that the gate was shut?", "the guard", False),
        ("Who shut the gate?", "Orr's lawyer", False),  # his own word for what he did
        ("Who is said to have shut the gate?", "Orr's lawyer", False),
        ("Who was accused of it?", "Orr's lawyer", False),
    ],
)
def test_who_says_it_is_not_named_twice(question: str, short: str, answers: bool) -> None:
    assert answers_who_says(question, short, "Orr's lawyer") is answers
