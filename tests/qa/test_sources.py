from __future__ import annotations

from qa.answer import Answer, Citation
from qa.sources import source_line, with_sources

CITATION = Citation(1, "Log", "d", 3, 10, 20, "It\nrained.", "It\nrained.")


def test_a_source_is_one_line_with_its_place() -> None:
    assert source_line(CITATION) == "[1] Log, page 3, characters 10–20: “It rained.”"


def test_an_answer_is_written_with_notes_and_sources() -> None:
    answer = Answer("q", "q", "answered", "“It rained.” [1]", citations=(CITATION,), notes=("Log only.",))
    sources = f"Sources:\n{source_line(CITATION)}"
    assert with_sources(answer).split("\n\n") == ["“It rained.” [1]", "Note: Log only.", sources]


def test_without_citations_there_are_no_sources() -> None:
    assert with_sources(Answer("q", "q", "not_in_documents", "It does not say.")) == "It does not say."
