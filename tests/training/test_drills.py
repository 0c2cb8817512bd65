from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.drills import Drill, read_drills

FOLDER = Path(__file__).resolve().parents[2] / "training" / "drills"
UNSEEN = FOLDER.with_name("drills-unseen")
EXAM = FOLDER.with_name("drills-exam")
REPORT = "Pier 4\nAna signed on 4 July. Bo signed too. It rained on 5 July.\n\n=== questions\n"


def read(tmp_path: Path, questions: str) -> tuple[str, list[Drill]]:
    path = tmp_path / "drill.txt"
    path.write_text(REPORT + questions, encoding="utf-8")
    return read_drills(path)


def test_a_report_and_its_questions_are_read(tmp_path: Path) -> None:
    text, drills = read(
        tmp_path,
        "? Who signed?\n+ Ana\n+ Bo\n\n? When did it rain?\n+ 5 July ~ rained on 5 July\n"
        "? did ana sign?\n+ Ana signed\n! yes\n> Bo signed too\n? Who paid?\n-\n",
    )
    assert text == REPORT.partition("\n\n=== ")[0]
    assert [drill.question for drill in drills] == ["Who signed?", "When did it rain?", "did ana sign?", "Who paid?"]
    assert [[text[start:end] for start, end in drill.spans] for drill in drills] == [
        ["Ana", "Bo"],
        ["5 July"],
        ["Ana signed"],
        [],
    ]
    assert drills[2].verdict == "yes"
    assert drills[2].support == (text.index("Bo signed too"),)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ("+ Ana\n", "line 1 after the separator stands before the first question"),
        ("? Who?\n* Ana\n", r"line 2 after the separator begins with '\*'"),
        ("? Who?\n+ Cem\n", "'Cem' must occur exactly once"),
        ("? Who?\n+ signed\n", "'signed' must occur exactly once"),
        ("? Who?\n+\n", "'' must occur exactly once"),
        ("? Who?\n+ Ana ~ signed\n", "'Ana' does not occur in 'signed'"),
        ("? Who?\n+ Ana ~ Ana paid\n", "'Ana paid' must occur exactly once"),
        ("? Who?\n+ Ana\n> nobody\n", "'nobody' must occur exactly once"),
        ("? Who?\n+ Ana\n! maybe\n", "line 3 after the separator has the verdict 'maybe'"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, questions: str, said: str) -> None:
    with pytest.raises(ValueError, match=rf"drill\.txt.*{said}"):
        read(tmp_path, questions)


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "drill.txt"
    path.write_text("Only a report.\n? Who?\n-\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no line '=== questions'"):
        read_drills(path)


@pytest.mark.parametrize(
    "path",
    sorted(path for folder in (FOLDER, UNSEEN, EXAM) for path in folder.glob("*.txt")),
    ids=lambda path: path.stem,
)
def test_every_drill_can_be_read_and_each_question_is_answered_or_not(path: Path) -> None:
    text, drills = read_drills(path)
    assert text
    assert drills
    written = re.split(r"^\?", path.read_text(encoding="utf-8").partition("\n=== questions\n")[2], flags=re.MULTILINE)
    for drill, lines in zip(drills, written[1:], strict=True):
        marks = {line[0] for line in lines.splitlines()[1:] if line.strip()}
        assert drill.question
        assert marks == {"-"} or (marks >= {"+"} and "-" not in marks), drill.question
        assert bool(drill.spans) == ("+" in marks)


def test_there_are_drills_of_both_kinds() -> None:
    drills = [drill for path in FOLDER.glob("*.txt") for drill in read_drills(path)[1]]
    assert any(drill.spans for drill in drills)
    assert any(not drill.spans for drill in drills)


def test_no_drill_that_is_measured_on_is_learnt_from() -> None:
    learnt, unseen = ([read_drills(path)[0] for path in folder.glob("*.txt")] for folder in (FOLDER, UNSEEN))
    assert len(unseen) >= 24
    assert not set(learnt) & set(unseen)
    assert not {path.name for path in FOLDER.glob("*.txt")} & {path.name for path in UNSEEN.glob("*.txt")}
