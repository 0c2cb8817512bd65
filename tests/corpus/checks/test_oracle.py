from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.checks.oracle import check_floors, check_oracle
from tests.corpus.making import change, found, row, write


def test_all_is_well(small: Path) -> None:
    assert found(small, check_oracle) == []
    assert found(small, check_floors) == []


@pytest.mark.parametrize(
    ("changes", "measures"),
    [
        ({"facts": [["Zoe Quist"]]}, "right, facts, facts_mean"),
        ({"forbidden": ["the alder book"]}, "right, forbidden"),
    ],
)
def test_questions_that_quoting_the_gold_does_not_answer_are_told(
    small: Path, changes: dict[str, Any], measures: str
) -> None:
    change(small, "questions", 1, **changes)

    assert found(small, check_oracle) == [
        f"train/questions.jsonl:1: an oracle that quotes the gold is not right by {measures}"
    ]


def test_sets_that_are_too_easy_are_told(small: Path) -> None:
    write(small, "train", "questions", [row("train", "01", "Who signed the alder book?")])
    write(small, "dev", "questions", [row("dev", "01", "Who?", answered=False)])

    assert found(small, check_floors) == [
        "train/questions.jsonl: 'nearest sentence' is right in 1.00 of the questions",
        "dev/questions.jsonl: 'always refuse' is right in 1.00 of the questions",
    ]
