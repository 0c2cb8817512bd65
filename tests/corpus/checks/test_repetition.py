from __future__ import annotations

from pathlib import Path

import pytest

from corpus.checks.repetition import check_repetition, template
from tests.corpus.making import found, questions, row, turns, write


def test_all_is_well(small: Path) -> None:
    assert found(small, check_repetition) == []


def test_near_duplicates_are_told_across_splits(small: Path) -> None:
    first, second = questions("test")
    write(small, "test", "questions", [first | {"question": "Who put a name on to it?"}, second])

    (line,) = found(small, check_repetition)
    assert line.startswith("test/questions.jsonl:1: the question is nearly that of train/questions.jsonl:1 (0.")


def test_a_conversation_may_begin_with_what_was_asked_of_the_same_report(small: Path) -> None:
    question = questions("train")[0]["question"]
    first, second = turns("train")
    write(small, "train", "conversations", [first | {"question": question, "standalone": question}, second])
    assert found(small, check_repetition) == []

    first, second = turns("dev")
    write(small, "dev", "conversations", [first | {"question": question, "standalone": question}, second])
    assert len(found(small, check_repetition)) == 2


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Who is Ada Ruiz?", "Who is Ben?", True),
        ("What happened on May 4?", "What happened on June 11?", True),
        ("What happened on 4 May?", "What happened on 11 June?", True),
        ("Ada's claim about the ferry?", "Ben's claim about the ferry?", False),
        ("Who is Ada?", "Who was Ada?", False),
    ],
)
def test_a_template_is_what_is_left_without_names_and_numbers(left: str, right: str, same: bool) -> None:
    assert (template(left) == template(right)) is same


def test_many_of_one_template_are_told(small: Path) -> None:
    places = ("Zwolle", "Huesca", "Trapani", "Potosi")
    asked = (f"Where in {place} do people go?" for place in places)
    write(small, "train", "questions", [row("train", f"0{n}", each) for n, each in enumerate(asked, 1)])

    assert found(small, check_repetition) == [
        "train/questions.jsonl:4: 4 questions are of one template, the first in train/questions.jsonl:1"
    ]


def test_many_with_one_opening_are_told(small: Path) -> None:
    ends = ("breakfast quickly", "murky harbour", "violins overseas", "plucking oxen")
    asked = (f"In which way did {end}?" for end in ends)
    write(small, "train", "questions", [row("train", f"0{n}", each) for n, each in enumerate(asked, 1)])

    assert found(small, check_repetition) == ["questions.jsonl: 4 questions begin with 'in which way did'"]
