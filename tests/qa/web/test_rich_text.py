from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qa.answer import Span
from qa.web.rich_text import Atom, parse, plain, verbatim
from tests.qa.web.making import cite, document, quoting

SOURCE = document("It cost **5** dollars [2], see a\\*b.\nThe end.")


def atoms(text: str, *numbers: int, literals: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(atom.kind, atom.text) for block in parse(text, numbers, literals) for atom in block.atoms]


def test_markers_with_a_citation_are_markers_and_others_are_words() -> None:
    assert atoms("A [1], b [7].", 1) == [("text", "A "), ("marker", "1"), ("text", ", b [7].")]


def test_strong_words_and_escapes() -> None:
    assert atoms(r"**July 5** \*and\* \[1\]", 1) == [
        ("strong", ""),
        ("text", "July 5"),
        ("strong", ""),
        ("text", " *and* [1]"),
    ]


def test_strong_that_is_not_closed_is_words() -> None:
    assert atoms("2 ** 3") == [("text", "2 ** 3")]


def test_other_markdown_and_html_is_words() -> None:
    text = "<b>x</b> [a](http://x) ![i](y) `c` _e_ # h"
    assert atoms(text) == [("text", text)]


def test_lists_and_paragraphs() -> None:
    blocks = parse("Two:\n\n- one [1]\n- two\n1. first\nLast.", {1})
    assert [(block.kind, block.words) for block in blocks] == [
        ("p", "Two:"),
        ("ul", "one "),
        ("ul", "two"),
        ("ol", "first"),
        ("p", "Last."),
    ]


def test_what_is_quoted_from_a_document_keeps_its_signs() -> None:
    citation = cite(SOURCE, SOURCE.text)
    text = f"“{' '.join(citation.quote.split())}” [1] **so** [2]"
    found = atoms(text, 1, 2, literals=verbatim([citation]))
    assert found[0] == ("text", "“It cost **5** dollars [2], see a\\*b. The end.” ")
    assert [kind for kind, _ in found[1:]] == ["marker", "text", "strong", "text", "strong", "text", "marker"]


def test_a_short_answer_keeps_its_signs() -> None:
    span = Span("**5** dollars", SOURCE.id, 8, 21)
    assert ("text", "**5** dollars") in atoms("**5** dollars [1]", 1, literals=verbatim([], [span])) or atoms(
        "**5** dollars [1]", 1, literals=verbatim([], [span])
    )[0] == ("text", "**5** dollars ")


def test_a_quote_that_is_nothing_but_a_marker_does_not_silence_markers() -> None:
    assert verbatim([cite(SOURCE, "[2]")]) == ()


def test_the_plain_words_of_an_answer() -> None:
    answer = quoting("how much?", cite(SOURCE, "The end."))
    assert plain(replace(answer, text="**So** it is:\n\n- “The end.” [1]")) == "So it is:\n“The end.”"


@given(st.text(alphabet=st.sampled_from("ab*[]12\\ \n-.")), st.sets(st.integers(1, 3)))
def test_no_word_is_lost(text: str, numbers: set[int]) -> None:
    words = "".join(atom.text for block in parse(text, numbers) for atom in block.atoms if atom.kind == "text")
    assert [letter for letter in words if letter in "ab"] == [letter for letter in text if letter in "ab"]


@given(st.text(alphabet=st.sampled_from("ab*[]12\\ ")), st.text(alphabet=st.sampled_from("ab*[]12\\"), min_size=2))
def test_a_literal_stays_whole(text: str, literal: str) -> None:
    kept = verbatim([cite(document(literal), literal)])
    line = f"x{text}“{literal}” y"
    words = "".join(atom.text for atom in parse(line, {1, 2}, kept)[0].atoms if atom.kind == "text")
    assert not kept or literal in words


def test_atoms_are_values() -> None:
    assert Atom("strong") == Atom("strong", "")
