"""The shipped corpus is what the issue that asked for it says."""

from __future__ import annotations

import pytest

from corpus.checks import check
from corpus.reading import FOLDER, Corpus
from eval.question_set import KINDS


@pytest.mark.slow
def test_nothing_is_wrong_with_the_corpus(shipped: Corpus) -> None:
    # A line a finding, without what it says: a failure must not show test questions.
    assert [finding.place for finding in check(shipped)] == []


def test_it_lies_in_the_package() -> None:
    assert FOLDER.name == "corpus"
    assert (FOLDER / "__main__.py").is_file()


@pytest.mark.parametrize(
    ("split", "reports", "questions", "unanswered", "turns"),
    [("train", 80, 1600, 600, 200), ("dev", 30, 570, 200, 100), ("test", 40, 800, 300, 150)],
)
def test_every_split_is_large_enough(
    shipped: Corpus, split: str, reports: int, questions: int, unanswered: int, turns: int
) -> None:
    asked = [line.question for _, line in shipped.questions(split, "questions")]

    assert sum(report.split == split for report in shipped.listing.reports) >= reports
    assert len(asked) >= questions
    assert sum(question.status == "not_in_documents" for question in asked) >= unanswered
    assert len(list(shipped.questions(split, "conversations"))) >= turns


def test_the_whole_has_what_was_asked_for(shipped: Corpus) -> None:
    turns = [line.question for _, line in shipped.questions(kind="conversations")]
    asked = [line.question for _, line in shipped.questions(kind="questions")]

    assert len(shipped.texts) >= 150
    assert len(turns) >= 500
    assert len({turn.document for turn in turns}) >= 40
    assert {turn.status for turn in turns} == {"answered", "not_in_documents", "needs_clarification", "no_question"}
    assert {question.kind for question in asked} == set(KINDS)
    assert sum(question.status == "not_in_documents" for question in asked) * 3 >= len(asked)
    assert sum(bool(report.noise) for report in shipped.listing.reports) * 3 >= len(shipped.texts)
