from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.checks.conversations import check_conversations
from tests.corpus.making import change, found, turns, write

SAID = [{"role": "user", "content": "Tell me of the alder signer"}, {"role": "assistant", "content": "Somebody else."}]


def test_all_is_well(small: Path) -> None:
    assert found(small, check_conversations) == []


@pytest.mark.parametrize(
    ("number", "changes", "message"),
    [
        (2, {"id": "alder-2"}, "should be NAME-cA-1"),
        (2, {"id": "alder-cA-3"}, "turn 3 of alder-cA comes after 1 turns"),
        (1, {"history": SAID}, "a first turn has no history"),
        (1, {"standalone": "Who signed?"}, "a first turn stands alone"),
        (2, {"standalone": None}, "a turn needs its standalone form"),
        (2, {"document": "elm.txt"}, "the conversation was about alder.txt"),
        (2, {"history": []}, "the history should be that of line 1"),
        (2, {"history": [SAID[0], SAID[0]]}, "the history should be that of line 1"),
        (2, {"history": [{"role": "user", "content": "Who?"}, SAID[1]]}, "the history should be that of line 1"),
    ],
)
def test_what_does_not_hang_together_is_told(small: Path, number: int, changes: dict[str, Any], message: str) -> None:
    change(small, "conversations", number, **changes)

    lines = found(small, check_conversations)
    assert any(each.startswith(f"train/conversations.jsonl:{number}: ") and message in each for each in lines), lines


def test_the_assistants_words_are_free(small: Path) -> None:
    change(small, "conversations", 2, history=SAID)

    assert found(small, check_conversations) == []


def test_a_single_turn_is_no_conversation(small: Path) -> None:
    write(small, "train", "conversations", turns("train")[:1])

    assert found(small, check_conversations) == ["train/conversations.jsonl:1: alder-cA has 1 turns, not 2 to 6"]
