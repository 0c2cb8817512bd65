from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading import read_corpus
from tests.corpus.making import text


def test_a_corpus_is_read(small: Path) -> None:
    corpus = read_corpus(small)

    assert corpus.texts["dev/birch.txt"] == text("dev")
    assert [report.name for report in corpus.reports.values()] == ["alder", "birch", "cedar"]
    assert {report.split for report in corpus.listing.reports} == {"train", "dev", "test"}
    assert len(list(corpus.questions())) == 12
    assert [line.question.id for _, line in corpus.questions("test", "questions")] == ["cedar-01", "cedar-02"]


def test_a_question_is_told_by_its_place_and_its_report(small: Path) -> None:
    corpus = read_corpus(small)
    part, line = next(corpus.questions("dev", "conversations"))

    assert corpus.place(part.path, line.number) == "dev/conversations.jsonl:1"
    assert corpus.place(part.path) == "dev/conversations.jsonl"
    assert corpus.text(part, line.question) == text("dev")
    assert corpus.text(part, line.question.model_copy(update={"document": "none.txt"})) == ""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("reports.json", None, "reports.json cannot be read"),
        ("reports.json", "{", "reports.json: it: Invalid JSON"),
        ("reports.json", json.dumps({"reports": [], "place": []}), "reports.json: place: Extra inputs"),
        (
            "reports.json",
            json.dumps({"reports": [{"file": "a.txt", "genre": "poem", "noise": []}]}),
            r"reports.0.genre: Input should be 'news'",
        ),
        ("train/questions.jsonl", None, "questions.jsonl cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told(small: Path, name: str, content: str | None, message: str) -> None:
    (small / name).unlink()
    if content is not None:
        (small / name).write_text(content, encoding="utf-8")

    with pytest.raises(CorpusError, match=message):
        read_corpus(small)
