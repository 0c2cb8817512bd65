from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.__main__ import main
from tests.corpus.making import change


def test_check_tells_that_all_is_well(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(small)]) == 0
    assert capsys.readouterr().out == "3 reports, 12 questions and turns: 0 findings\n"


def test_check_names_file_and_line(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(small, "questions", 2, status="answered")

    assert main(["check", str(small)]) == 1
    assert "train/questions.jsonl:2: an answered question needs gold" in capsys.readouterr().out


def test_stats_prints_tables(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(small)]) == 0
    out = capsys.readouterr().out
    assert "Splits" in out
    assert "reports with noise" in out


def test_stats_writes_the_card(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(small, "questions", 1, kind="which")
    assert main(["stats", str(small), "--write"]) == 0
    assert main(["check", str(small)]) == 0
    assert "0 findings" in capsys.readouterr().out


def test_export_writes_both_formats(small: Path, tmp_path: Path) -> None:
    squad, datasets = tmp_path / "squad.json", tmp_path / "datasets"

    assert main(["export", str(small), "--squad", str(squad), "--split", "dev", "--datasets", str(datasets)]) == 0
    assert [each["title"] for each in json.loads(squad.read_text(encoding="utf-8"))["data"]] == ["dev/birch"]
    assert (datasets / "questions" / "train.jsonl").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["export"], 2, "give --squad FILE, --datasets DIR or both"),
        (["chek"], 2, "No such command"),
        (["check", "nowhere"], 1, "reports.json cannot be read"),
        (["export", "--squad", "nowhere/squad.json"], 1, "cannot be written"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    arguments: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(arguments) == code
    assert message in capsys.readouterr().err
