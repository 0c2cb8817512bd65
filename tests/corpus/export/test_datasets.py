from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.export.datasets import COLUMNS, write_datasets
from corpus.reading import Corpus, read_corpus
from tests.corpus.making import change, text


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_questions_carry_their_report_and_all_columns(small: Path, tmp_path: Path) -> None:
    change(small, "questions", 1, forbidden=["Zoe Quist", ["Ben Okafor", "Okafor"]])
    write_datasets(read_corpus(small), tmp_path / "out")
    first, second = rows(tmp_path / "out" / "questions" / "train.jsonl")

    assert tuple(first) == tuple(second) == tuple(COLUMNS["questions"])
    assert first["text"] == text("train")
    assert first["forbidden"] == [["Zoe Quist"], ["Ben Okafor", "Okafor"]]
    assert first["standalone"] is None
    assert rows(tmp_path / "out" / "conversations" / "dev.jsonl")[1]["standalone"] == "why, then? did Ben Okafor sign"
    assert rows(tmp_path / "out" / "reports" / "test.jsonl") == [
        {"document": "cedar.txt", "text": text("test"), "genre": "log", "noise": ["ocr"]}
    ]


def test_the_card_declares_every_file_and_column(small: Path, tmp_path: Path) -> None:
    write_datasets(read_corpus(small), out := tmp_path / "out")
    card = (out / "README.md").read_text(encoding="utf-8")
    head = card.split("---\n")[1].splitlines()
    declared = [json.loads(line.removeprefix("- ")) for line in head if line.startswith("- ")]
    files = {file["path"] for each in declared for file in each.get("data_files", ())}
    features = {each["config_name"]: each["features"] for each in declared if "features" in each}

    assert files == {path.relative_to(out).as_posix() for path in out.rglob("*.jsonl")}
    assert {name: [each["name"] for each in own] for name, own in features.items()} == {
        name: list(columns) for name, columns in COLUMNS.items()
    }
    assert {"name": "facts", "list": {"list": "string"}} in features["questions"]
    assert {"name": "noise", "list": "string"} in features["reports"]


def test_all_of_the_corpus_is_written(shipped: Corpus, tmp_path: Path) -> None:
    write_datasets(shipped, tmp_path)

    written = sum(len(rows(path)) for path in tmp_path.glob("[qc]*/*.jsonl"))
    assert written == sum(len(part.lines) for part in shipped.parts)


def test_where_nothing_can_be_written_is_told(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CorpusError, match="cannot be written"):
        write_datasets(read_corpus(small), tmp_path / "file")
