from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Document
from qa.answer import Answer, Citation, Span, Statement
from qa.compose.markdown import quoted
from qa.compose.verify import BrokenAnswer, verify

TEXT = "It rained. [7] The bridge closed. Nobody was hurt."
DOCUMENT = Document("d", "Log", TEXT)


def document(_: str) -> Document:
    return DOCUMENT


def citation(number: int, start: int, end: int, quote: str | None = None) -> Citation:
    return Citation(number, "Log", "d", None, start, end, TEXT[start:end] if quote is None else quote, TEXT)


def answer(*citations: Citation) -> Answer:
    statements = tuple(Statement(quoted(c.quote), (c.number,)) for c in citations)
    text = "\n\n".join(f"{s.text} [{s.citations[0]}]" for s in statements)
    return Answer("q", "q", "answered", text, statements=statements, citations=citations)


def test_a_sound_answer_passes_unchanged() -> None:
    sound = answer(citation(1, 0, 10), citation(2, 11, 33))
    assert verify(sound, document) == sound


def test_what_cannot_be_located_is_dropped_with_its_statement() -> None:
    checked = verify(answer(citation(1, 0, 10, "It snowed."), citation(2, 34, 50)), document)
    assert [c.quote for c in checked.citations] == ["Nobody was hurt."]
    assert checked.text == "“Nobody was hurt.” [1]"
    assert checked.status == "answered"


def test_an_answer_without_support_becomes_a_refusal() -> None:
    checked = verify(answer(citation(1, 0, 10, "It snowed.")), document)
    assert checked.status == "not_in_documents"
    assert checked.citations == ()
    assert "snow" not in checked.text


def test_spans_that_are_not_verbatim_are_dropped() -> None:
    spans = (Span("rained", "d", 3, 9), Span("snowed", "d", 3, 9))
    assert verify(replace(answer(citation(1, 0, 10)), spans=spans), document).spans == spans[:1]


def test_a_marker_without_citation_is_a_defect() -> None:
    with pytest.raises(BrokenAnswer):
        verify(replace(answer(citation(1, 0, 10)), text="It rained. [1] [2]"), document)


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30), st.booleans()), min_size=1, max_size=5))
def test_after_it_every_quote_is_verbatim_and_every_marker_fits(places: list[tuple[int, int, bool]]) -> None:
    made = [
        citation(n, start, min(start + length, len(TEXT)), None if sound else "elsewhere")
        for n, (start, length, sound) in enumerate(places, 1)
    ]
    checked = verify(answer(*made), document)
    assert all(TEXT[c.start : c.end] == c.quote for c in checked.citations)
    assert [c.number for c in checked.citations] == list(range(1, len(checked.citations) + 1))
    assert all(f"[{c.number}]" in checked.text for c in checked.citations)
