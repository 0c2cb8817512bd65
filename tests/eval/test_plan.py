from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionSetError
from eval.plan import Plan, plan

QUESTION: dict[str, Any] = {"document": "text.txt", "question": "Who?", "status": "not_in_documents", "kind": "who"}


def write(path: Path, *questions: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(QUESTION | each) + "\n" for each in questions), encoding="utf-8")
    (path.parent / "text.txt").write_text("Ana signed it.", encoding="utf-8")
    return path


def test_everything_is_asked_unless_told_otherwise(asked: Plan) -> None:
    assert len(asked.items) == 12
    assert len(asked.texts) == 1
    assert all(text[start:end] for text in asked.texts.values() for each in asked.items for start, end in each.gold)


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({"split": "dev"}, 7),
        ({"split": "test"}, 5),
        ({"kinds": ["who", "when"]}, 5),
        ({"kinds": ["who"], "split": "test"}, 0),
        ({"limit": 3}, 3),
        ({"split": "test", "limit": 100}, 5),
    ],
)
def test_questions_are_chosen(small: Path, options: dict[str, Any], count: int) -> None:
    if count:
        assert len(plan([small], **options).items) == count
    else:
        with pytest.raises(QuestionSetError, match="no questions of the split 'test' of the kind who"):
            plan([small], **options)


def test_several_sets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    sets = [write(tmp_path / name / "set.jsonl", {"id": "1"}) for name in ("a", "b")]
    assert [each.set_name for each in plan(sets).items] == [str(path) for path in sets]


def test_only_sets_that_are_asked_are_told_and_none_twice(tmp_path: Path) -> None:
    for name in ("train", "dev"):
        (tmp_path / name).mkdir()
    train = write(tmp_path / "train" / "train.jsonl", {"id": "1", "split": "train"})
    dev = write(tmp_path / "dev" / "dev.jsonl", {"id": "1", "split": "dev"})
    asked = plan([train, dev, train], split="train")
    assert [each.path for each in asked.sets] == [train]
    assert [each.set_name for each in asked.items] == ["train.jsonl"]


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", {"id": "1"}, {"id": "1", "question": "When?"})
    with pytest.raises(QuestionSetError, match="the id '1' stands twice"):
        plan([path])


def test_unknown_kinds_are_asked_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = write(tmp_path / "set.jsonl", {"id": "1", "kind": "riddle"})
    with caplog.at_level(logging.WARNING, "eval"):
        assert plan([path]).items[0].question.kind == "riddle"
    assert "riddle" in caplog.text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"document": "none.txt"}, "line 2: the document 'none.txt'"),
        ({"document": "bad.txt"}, r"line 2: .*bad.txt is not in UTF-8"),
        ({"gold": [{"quote": "Ben"}]}, "line 2: gold quote 'Ben' is not in the document"),
    ],
)
def test_what_is_wrong_is_told_by_line_before_anything_is_asked(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    path = write(tmp_path / "set.jsonl", {"id": "1"}, {"id": "2"} | change)
    with pytest.raises(QuestionSetError, match=message):
        plan([path])


def test_documents_in_another_encoding_are_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    path = write(tmp_path / "set.jsonl", {"id": "1", "document": "bad.txt", "gold": [{"quote": "f\u00e9"}]})
    assert plan([path], encoding="latin-1").items[0].gold == ((2, 4),)


def test_turns_know_their_earlier_lines_whatever_is_chosen(talks: Plan) -> None:
    before = {
        item.question.id: [earlier and earlier.question.id for earlier in item.before]
        for item in plan([talks.sets[0].path], kinds=["who", "when"], limit=4).items
    }
    assert before == {"a1": [], "b1": [], "a2": ["a1"], "a3": ["a1", "a2"]}
    assert [earlier for item in talks.items if item.question.id == "c2" for earlier in item.before] == [None]


def test_turns_of_other_sets_are_no_earlier_lines(tmp_path: Path) -> None:
    turns = [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Ana."}]
    first = write(tmp_path / "a.jsonl", {"id": "1"})
    second = write(tmp_path / "b.jsonl", {"id": "2", "question": "When?", "history": turns})
    assert [item.before for item in plan([first, second]).items] == [(), (None,)]
