from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.checks.sets import check_sets
from tests.corpus.making import change, found, questions, row, text, write

QUOTE = {"quote": "Ada Ruiz signed the alder book on 4 May.", "start": 0, "end": 40}


def test_all_is_well(small: Path) -> None:
    assert found(small, check_sets) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"split": "dev"}, "the split is 'dev' in a set of train"),
        ({"id": "birch-01"}, "the id 'birch-01' should begin with the name of its report, 'alder'"),
        ({"id": "birch-01", "document": "birch.txt"}, "the document 'birch.txt' is not in"),
        ({"kind": "riddle"}, "unknown kind 'riddle'"),
        ({"gold": [QUOTE | {"start": 1}]}, "gold quote"),
        ({"gold": [{"quote": "signed", "start": 9, "end": 15}]}, "the fact 'Ada Ruiz' is in no gold quote"),
        ({"gold": [{"quote": "a", "start": 2, "end": 3}]}, "stands in"),
        ({"spans": [{"text": "Alder0x0", "start": 41, "end": 49}]}, "the span 'Alder0x0' is in no gold quote"),
        ({"spans": [{"text": "Ada", "start": 1, "end": 4}]}, "the span 'Ada' is not at 1:4"),
        ({"spans": []}, "an answered question of the kind 'who' needs spans"),
        ({"facts": []}, "an answered question without facts"),
        ({"forbidden": ["signed the alder book"]}, "quoting the gold states the forbidden 'signed the alder book'"),
        ({"kind": "who-says-so"}, "an answer to who says so needs its source"),
        ({"source": "Ada Ruiz; Zed"}, "the source 'Zed' does not stand in the document"),
        ({"status": "no_question"}, "belongs to the conversations"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(small: Path, changes: dict[str, Any], message: str) -> None:
    change(small, "questions", 1, **changes)

    lines = found(small, check_sets)
    assert any(each.startswith("train/questions.jsonl:1: ") and message in each for each in lines), lines


@pytest.mark.parametrize("kind", ["yes-no", "summary"])
def test_some_answers_are_sentences(small: Path, kind: str) -> None:
    change(small, "questions", 1, kind=kind, spans=[])

    assert found(small, check_sets) == []


def test_ids_are_unique_over_the_corpus(small: Path) -> None:
    turn = row("train", "01", "and she?", standalone="and Ada Ruiz?", history=[])
    write(small, "train", "conversations", [turn])

    assert "train/conversations.jsonl:1: the id 'alder-01' is that of train/questions.jsonl:1" in found(
        small, check_sets
    )


def test_keys_have_one_order_and_none_is_left_out(small: Path) -> None:
    first, second = questions("train")
    short = {key: value for key, value in second.items() if key != "verdict"}
    write(small, "train", "questions", [first, short, dict(reversed((second | {"id": "alder-03"}).items()))])

    wanted = "id, document, question, history, kind, status, gold, facts, forbidden, source, split, spans, verdict"
    assert [each for each in found(small, check_sets) if "keys" in each] == [
        f"train/questions.jsonl:2: the keys should be {wanted}, in this order",
        f"train/questions.jsonl:3: the keys should be {wanted}, in this order",
    ]


def test_misspelt_keys_are_told_once(small: Path) -> None:
    first, second = questions("train")
    write(small, "train", "questions", [first, second | {"golds": []}])

    assert any("unknown key 'golds' (did you mean 'gold'?)" in each for each in found(small, check_sets))


def test_a_quote_must_be_unique_even_with_offsets(small: Path) -> None:
    (small / "train" / "alder.txt").write_text(text("train") + text("train"), encoding="utf-8")

    assert any("stands in 2 places; take more of it" in each for each in found(small, check_sets))
