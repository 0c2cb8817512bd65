from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer import Answer, Citation
from qa.cli.show import printable, show_answer, show_sources, source_line


def citation(number: int, quote: str, page: int | None = None, source: str | None = None) -> Citation:
    return Citation(number, "Harbour log", "log", page, 0, len(quote), quote, quote, source)


@given(st.text())
def test_nothing_that_a_terminal_would_obey_is_left(text: str) -> None:
    shown = printable(text)

    assert len(shown) == len(text)
    assert all(category(character) != "Cc" or character in "\n\t" for character in shown)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_readable_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_a_document_cannot_write_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "before\x1b]0;title\x07after"
    answer = Answer("q", "q", "answered", f"{evil} [1]", citations=(citation(1, evil),))

    show_answer(answer)

    out = capsys.readouterr().out
    assert "before" in out
    assert "\x1b" not in out
    assert "\x07" not in out


def test_markup_in_a_quote_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer("q", "q", "answered", "x [1]", citations=(citation(1, "a [bold]b[/bold] [link=x]c"),))

    show_sources(answer)

    assert "a [bold]b[/bold] [link=x]c" in capsys.readouterr().out


def test_a_refusal_shows_the_nearest_passages(capsys: pytest.CaptureFixture[str]) -> None:
    considered = tuple(citation(number, f"passage {number}") for number in range(1, 6))
    answer = Answer("q", "q", "not_in_documents", "It does not say.", considered=considered)

    show_sources(answer)

    out = capsys.readouterr().out
    assert "Nearest passages" in out
    assert "passage 3" in out
    assert "passage 4" not in out


def test_a_source_line_names_the_page_and_who_says_it() -> None:
    said = source_line(citation(1, "x", page=7, source="the harbour master"))

    assert said == "Harbour log, page 7, characters 0–1 (the harbour master)"


def test_a_quote_that_the_answer_holds_is_not_shown_twice(capsys: pytest.CaptureFixture[str]) -> None:
    citations = (citation(1, "It left."), citation(2, "at noon"))
    answer = Answer("q", "q", "answered", "“It left.” [1] And more [2]", citations=citations)

    show_sources(answer)

    out = capsys.readouterr().out
    assert "It left." not in out
    assert "[1] Harbour log, characters 0–8" in out
    assert "at noon" in out
