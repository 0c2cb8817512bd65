from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.validate import BAD, GOOD, main, validate

TEXT = "Ana signed it on July 5. Ben said that Cleo left early. It was signed by two people."
ANSWERED: dict[str, Any] = {
    "id": "1",
    "document": "text.txt",
    "question": "Who signed it?",
    "kind": "who",
    "status": "answered",
    "gold": [{"quote": "Ana signed it on July 5."}],
    "facts": [["Ana"]],
    "split": "dev",
}
SILENT: dict[str, Any] = {
    "id": "2",
    "document": "text.txt",
    "question": "Who paid?",
    "kind": "who",
    "status": "not_in_documents",
    "split": "dev",
}
HISTORY = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hello."}]


def write(folder: Path, *questions: dict[str, Any]) -> Path:
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in questions), encoding="utf-8")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    return path


def test_a_good_set_has_nothing_wrong(tmp_path: Path, small: Path) -> None:
    short = [{"text": "July 5", "start": 17, "end": 23}]
    followed = ANSWERED | {"id": "3", "history": HISTORY, "spans": short, "source": "Ben; Cleo"}
    assert validate(write(tmp_path, ANSWERED, SILENT, followed))[1] == []
    assert validate(small)[1] == []


@pytest.mark.parametrize(
    ("question", "message", "warning"),
    [
        (ANSWERED | {"kind": "riddle"}, "unknown kind 'riddle'", False),
        (ANSWERED | {"document": "none.txt"}, "the document 'none.txt' is not", False),
        (ANSWERED | {"gold": [{"quote": "Ana  signed"}]}, "is not in the document", False),
        (ANSWERED | {"gold": [{"quote": "Ana", "start": 1, "end": 4}]}, "is not at 1:4", False),
        (ANSWERED | {"gold": []}, "an answered question needs gold", False),
        (ANSWERED | {"facts": []}, "an answered question without facts", True),
        (ANSWERED | {"facts": [["Ana"], ["Dora", "Eve"]]}, "the fact 'Dora / Eve' is in no gold quote", True),
        (ANSWERED | {"forbidden": ["ana"]}, "cannot be said without the forbidden 'ana'", False),
        (ANSWERED | {"forbidden": ["ana"], "source": "Ben"}, "cannot be said without the forbidden", True),
        (ANSWERED | {"source": "Zed"}, "the source 'Zed' does not stand in the document", True),
        (ANSWERED | {"source": "Ben; Zed"}, "the source 'Zed' does not stand in the document", True),
        (ANSWERED | {"spans": [{"text": "Ana", "start": 1, "end": 4}]}, "the span 'Ana' is not at 1:4", False),
        (ANSWERED | {"spans": [{"text": "Ben", "start": 25, "end": 28}]}, "'Ben' is in no gold quote", False),
        (
            SILENT | {"gold": [{"quote": "Ana"}], "spans": [{"text": "Ana", "start": 0, "end": 3}]},
            "'not_in_documents' has no spans",
            False,
        ),
        (ANSWERED | {"verdict": "yes"}, "only an answered question of a yes/no kind has a verdict", False),
        (SILENT | {"kind": "yes-no", "verdict": ["no"]}, "only an answered question of a yes/no", False),
        (ANSWERED | {"history": HISTORY[:1]}, "by turns, the assistant last", True),
        (ANSWERED | {"history": HISTORY[::-1]}, "by turns, the assistant last", True),
        (SILENT | {"facts": [["Ana"]]}, "'not_in_documents' has no facts", False),
        (SILENT | {"source": "Ana"}, "'not_in_documents' has no source", False),
        (SILENT | {"status": "no_question", "gold": [{"quote": "Ben"}]}, "'no_question' has no gold", False),
        (SILENT | {"golds": []}, "unknown key 'golds'", False),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, question: dict[str, Any], message: str, warning: bool
) -> None:
    other = ANSWERED | {"id": "other", "question": "What did Ana do?"}
    problems = validate(write(tmp_path, other, question))[1]
    assert [(problem.line, problem.warning) for problem in problems] == [(2, warning)]
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "1", "question": "When?"}, "the id '1' is that of line 1"),
        ({"question": "who  SIGNED it?"}, "the question is that of line 1"),
        ({"question": "It signed who", "split": "test"}, "the words of line 1, of another split (dev)"),
    ],
)
def test_doubles_are_found(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    problems = validate(write(tmp_path, ANSWERED, ANSWERED | {"id": "2"} | change))[1]
    assert [problem.line for problem in problems] == [2]
    assert message in problems[0].message


def test_the_same_words_after_other_turns_are_another_question(tmp_path: Path) -> None:
    follow_up = ANSWERED | {"id": "2", "history": HISTORY}
    assert validate(write(tmp_path, ANSWERED, follow_up))[1] == []


def test_a_verdict_need_not_stand_in_the_gold(tmp_path: Path) -> None:
    assert validate(write(tmp_path, ANSWERED | {"kind": "yes-no", "facts": [["yes"], ["Ana"]]}))[1] == []


def test_main_tells_all_and_exits_by_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([write(tmp_path, ANSWERED, SILENT)]) == GOOD
    assert "2 questions; 0 errors; 0 warnings; status: answered 1, not_in_documents 1" in capsys.readouterr().out
    warned = write(tmp_path, ANSWERED | {"facts": []}, SILENT)
    assert main([warned]) == GOOD
    assert main([warned], strict=True) == BAD
    capsys.readouterr()
    assert main([write(tmp_path, SILENT, ANSWERED | {"gold": []})]) == BAD
    assert f"{tmp_path / 'set.jsonl'}:2: error: an answered question needs gold" in capsys.readouterr().out


def test_an_empty_set_is_an_error(tmp_path: Path) -> None:
    assert [problem.message for problem in validate(write(tmp_path))[1]] == ["holds no questions"]
