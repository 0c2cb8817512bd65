"""The benchmark of follow-ups counts what it says, and standalone questions of train and dev pass unchanged."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.contextualise import Recalled
from eval.question_set import read_set
from qa.question.contextualise import read_history, understand
from tests.conftest import ROOT


def test_ours_is_told_as_a_share_of_the_human_rewrite() -> None:
    recalled = Recalled([1, 2], {"typed": [0.0, 1.0], "ours": [0.5, 1.0], "human": [1.0, 1.0]})
    figures = recalled.figures()
    assert (figures["typed"], figures["ours_of_human"]) == (0.5, 0.75)
    assert figures["by_turn"]["1"] == {"typed": 0.0, "ours": 0.5, "human": 1.0}


@pytest.mark.slow
def test_test_is_refused_unless_it_is_asked_for() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "contextualise.py"), "--split", "test"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "--test" in run.stderr


@pytest.mark.parametrize("split", ["train", "dev"])
def test_no_turn_that_stands_alone_is_changed_and_none_asked_back_in_vain(split: str) -> None:
    for line in read_set(ROOT / "corpus" / split / "conversations.jsonl").lines:
        turn = line.question
        understood = understand(turn.question, read_history([said.model_dump() for said in turn.history]))
        if turn.status != "needs_clarification":
            assert not understood.clarify, turn.id
            if not turn.history or turn.standalone == turn.question:
                assert understood.standalone == turn.question
