from __future__ import annotations

from pathlib import Path

import pytest

from eval.documents import locate
from eval.question_set import Question
from eval.validate import validate
from tests.training.test_conversations import REPORT, ROWS, written
from training.sets import main, questions_of, turns_of, write

QUESTIONS = (
    "? when was it\n+ on Monday\n> Nobody was hurt\n? was anybody hurt?\n+ Nobody\n! no\n? who owns the Heron\n-\n"
)


@pytest.fixture
def drills(tmp_path: Path) -> Path:
    folder = tmp_path / "drills"
    folder.mkdir()
    (folder / "heron.txt").write_text(REPORT.partition("? why")[0] + QUESTIONS, encoding="utf-8")
    return folder


def asked(path: Path) -> list[Question]:
    question_set, problems = validate(path)
    assert not [problem for problem in problems if not problem.warning]
    return [line.question for line in question_set.lines]


def test_the_questions_of_a_drill_become_a_set(drills: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / "drills.jsonl"
    assert write(questions_of(drills), path) == 3
    when, hurt, owner = asked(path)
    assert (when.status, when.kind, when.facts, when.verdict) == ("answered", "when", (("on Monday",),), ())
    assert [gold.quote for gold in when.gold] == ["The Heron ran aground on Monday.", "Nobody was hurt."]
    assert (hurt.kind, hurt.facts, hurt.verdict) == ("yes-no", (("Nobody",),), ("no",))
    assert (owner.status, owner.gold, owner.facts) == ("not_in_documents", (), ())
    assert {each.split for each in (when, hurt, owner)} == {"dev"}
    text = (path.parent / "heron.txt").read_text(encoding="utf-8")
    assert locate(when, text) == ((0, 32), (69, 85))


def test_turns_come_after_those_before_them(drills: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / "conversations.jsonl"
    rows = written(tmp_path, ROWS + "heron\tB\twho was hurt?\t=\t69\t-\n")
    assert write(turns_of(rows, drills), path) == 4
    first, second, third, other = asked(path)
    assert first.history == other.history == ()
    assert [(turn.role, turn.content) for turn in second.history] == [
        ("user", first.question),
        ("assistant", "The Heron ran aground on Monday."),
    ]
    assert second.standalone == "Was Ode Lunn there when the Heron ran aground?"
    assert (second.kind, second.verdict) == ("yes-no", ("yes", "unconfirmed"))
    assert (third.status, len(third.history)) == ("not_in_documents", 4)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "name what to write"),
        (["--questions", "nowhere"], "there is no question to write"),
        (["--turns", "{rows}", "--about", "nowhere"], "which is not in nowhere"),
    ],
)
def test_what_cannot_be_written_is_told(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = written(tmp_path, ROWS)
    given = [each.format(rows=rows) for each in options]
    monkeypatch.setattr("sys.argv", ["sets", *given, "--out", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
