from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionSetError
from eval.question_set import CORPUS, SHIPPED, find_set, find_sets, parse_line, parse_set, read_set

GOOD: dict[str, Any] = {
    "id": "a",
    "document": "text.txt",
    "question": "Who signed it?",
    "history": [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Ask away."}],
    "kind": "who",
    "status": "answered",
    "gold": [{"quote": "Ana signed it.", "start": 0, "end": 14}],
    "facts": [["Ana", "Ms Ruiz"], ["signed"]],
    "forbidden": ["Ben signed", ["Cleo signed", "signed by Cleo"]],
    "source": None,
    "split": "dev",
}


def without(*keys: str, **changes: Any) -> str:
    return json.dumps({key: value for key, value in GOOD.items() if key not in keys} | changes)


def test_a_whole_question_is_read() -> None:
    question = parse_line(json.dumps(GOOD))
    assert question.history[1].content == "Ask away."
    assert (question.gold[0].start, question.gold[0].end) == (0, 14)
    assert question.facts == (("Ana", "Ms Ruiz"), ("signed",))
    assert question.forbidden == (("Ben signed",), ("Cleo signed", "signed by Cleo"))


def test_what_is_left_out_has_its_default() -> None:
    question = parse_line(without("history", "kind", "gold", "facts", "forbidden", "source", "split"))
    assert (question.history, question.gold, question.facts, question.forbidden) == ((), (), (), ())
    assert question.source is None
    assert question.kind == "other"
    assert question.split == "test", "what says nothing of its split must not be tuned on by accident"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "a question is a JSON object"),
        (without("status"), "the key 'status' is missing"),
        (without(golds=[]), "unknown key 'golds' (did you mean 'gold'?)"),
        (without(zzz=1), "unknown key 'zzz'"),
        (without(status="maybe"), "status: Input should be 'answered'"),
        (without(split="validation"), "split: Input should be 'train'"),
        (without(id=7), "id: Input should be a valid string"),
        (without(question="  "), "question: must not be empty"),
        (without(verdict="maybe"), "verdict.0: Input should be 'yes', 'no' or 'unconfirmed'"),
        (without(facts=[[]]), "facts: number 1 needs at least one wording"),
        (without(facts=[["Ana"], ["\u201d"]]), "facts: number 2 needs"),
        (without(forbidden=[""]), "forbidden: number 1"),
        (without(facts="Ana"), "facts: Input should be a valid tuple"),
        (without(gold=[{"quote": "x", "start": 1}]), "gold.0: start and end go together"),
        (without(gold=[{"quote": "x", "begin": 1}]), "unknown key 'gold.0.begin'"),
        (without(gold=[{"quote": "x", "start": "1", "end": "2"}]), "gold.0.start"),
        (without(history=[{"role": "bot", "content": ""}]), "history.0.role: Input should be 'user'"),
        ('{"id": "a", "id": "b"}', "the key 'id' stands twice in one object"),
    ],
)
def test_a_wrong_line_is_told_in_words(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_line(line)
    assert message in str(caught.value)


def test_the_wrong_line_is_named_and_blank_ones_count(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{{}}\n{{]\n", encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"line 3: the key 'id' is missing.*\(1 more: run `validate`\)"):
        read_set(path)


def test_all_wrong_lines_are_found_beside_the_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"x\n{json.dumps(GOOD)}\ny\n", encoding="utf-8")
    question_set, problems = parse_set(path)
    assert [line.number for line in question_set.lines] == [2]
    assert [problem.line for problem in problems] == [1, 3]


def test_line_separators_inside_strings_end_no_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        json.dumps(GOOD | {"question": "Who\u2028signed?"}, ensure_ascii=False) + "\r\n", encoding="utf-8-sig"
    )
    assert read_set(path).lines[0].question.question == "Who\u2028signed?"


def test_the_hash_is_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    first = read_set(path).sha256
    path.write_text(json.dumps(GOOD | {"id": "b"}), encoding="utf-8")
    assert len(first) == 64
    assert read_set(path).sha256 != first


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "holds no questions"), (b"{}\n\xff\xfe", "line 2: not UTF-8"), (None, "There is no")]
)
def test_a_file_that_is_no_set_is_told(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "set.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QuestionSetError, match=message):
        read_set(path)


def test_a_shipped_set_is_found_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("eval.question_set.SHIPPED", tmp_path)
    (tmp_path / "mine.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    assert find_set("mine") == tmp_path / "mine.jsonl"
    with pytest.raises(QuestionSetError, match=r"shipped: mine"):
        find_set("yours")


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "corpus"
    monkeypatch.setattr("eval.question_set.CORPUS", folder)
    for split in ("train", "test"):
        (folder / split).mkdir(parents=True)
        for name in ("conversations", "questions"):
            (folder / split / f"{name}.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "sets"),
    [
        ("corpus", ["test/questions", "test/conversations", "train/questions", "train/conversations"]),
        ("corpus/train", ["train/questions", "train/conversations"]),
    ],
)
def test_the_corpus_is_several_sets(corpus: Path, name: str, sets: list[str]) -> None:
    assert find_sets(name) == tuple(corpus / f"{each}.jsonl" for each in sets)


def test_a_set_of_the_corpus_is_one_set_with_a_name_of_its_own(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.parent)
    assert find_sets("corpus/test/questions.jsonl") == (Path("corpus/test/questions.jsonl"),)
    assert read_set("corpus/test/questions.jsonl").name == "corpus/test/questions.jsonl"
    assert read_set(corpus / "train" / "questions.jsonl").name == "corpus/train/questions.jsonl"


@pytest.mark.parametrize("name", ["corpus/dev", "corpus/test/none.jsonl", "corpora", ""])
def test_what_is_no_set_of_the_corpus_is_told(corpus: Path, name: str) -> None:
    with pytest.raises(
        QuestionSetError, match=r"There is no question set .*shipped: report, report-conversations, corpus"
    ):
        find_sets(name)


def test_the_corpus_lies_beside_the_package() -> None:
    assert len(find_sets("corpus")) == 6
    assert SHIPPED.resolve().parent.parent / "corpus" == CORPUS


def test_a_verdict_is_one_or_several() -> None:
    assert parse_line(without(verdict="no")).verdict == ("no",)
    assert parse_line(without(verdict=["no", "unconfirmed"])).verdict == ("no", "unconfirmed")
    assert parse_line(without()).verdict == ()


def test_sources_are_told_one_by_one() -> None:
    assert parse_line(without(source="Ana; the mayor of X;")).sources == ("Ana", "the mayor of X")
    assert parse_line(without()).sources == ()


def test_the_shipped_sets_lie_in_the_package() -> None:
    assert SHIPPED.parent.name == "eval"
