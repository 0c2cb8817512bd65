from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.qa.cli.process import Cli

pytestmark = pytest.mark.slow


@pytest.fixture
def question_set(tmp_path: Path, report: str) -> Path:
    quote = next(sentence for sentence in report.split(". ") if "Erbil International Airport" in sentence)
    start = report.index(quote)
    question = {
        "id": "one",
        "document": "report.txt",
        "question": "Which airport was attacked on July 6?",
        "history": [],
        "kind": "which",
        "status": "answered",
        "gold": [{"quote": quote, "start": start, "end": start + len(quote)}],
        "facts": [["Erbil International Airport"]],
        "forbidden": [],
        "source": None,
        "split": "dev",
    }
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(question) + "\n", encoding="utf-8")
    return path


def test_a_set_is_measured_and_the_options_of_the_eval_pass_through(cli: Cli, question_set: Path) -> None:
    done = cli("eval", question_set.name, "--json", "out.json", "--no-floors")

    assert done.returncode == 0, done.stderr
    assert "facts" in done.stdout
    assert json.loads((cli.folder / "out.json").read_text(encoding="utf-8"))


def test_a_set_that_cannot_be_read_is_told(cli: Cli) -> None:
    done = cli("eval", "nowhere.jsonl")

    assert done.returncode == 1
    assert "nowhere.jsonl" in done.stderr
    assert "Traceback" not in done.stderr
