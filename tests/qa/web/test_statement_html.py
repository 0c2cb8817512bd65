from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qa.answer import Statement
from qa.web.rich_text import parse
from qa.web.statement_html import render_blocks
from tests.qa.web.making import cite, document, read

SOURCE = document("The hall was full. Ana Ruiz signed the lease. Nobody objected.")
CITATIONS = {n: cite(SOURCE, q, n) for n, q in enumerate(("The hall was full.", "Ana Ruiz signed the lease."), 1)}


def render(text: str, *statements: Statement) -> str:
    blocks = parse(text, CITATIONS.keys())
    return render_blocks(
        blocks, CITATIONS, statements, lambda c: f"<a>{c.number}</a>", lambda s: f"<i>{s.certainty or ''}</i>"
    )


def test_a_statement_is_wrapped_with_its_marker_and_its_tag() -> None:
    html = render("“It was full.” [1]", Statement("“It was full.”", (1,), certainty="reported"))
    assert html.replace(' dir="auto"', "") == (
        '<p><span class="rq-statement" data-certainty="reported">“It was full.” <a>1</a><i>reported</i></span></p>'
    )


def test_two_statements_in_one_paragraph_are_told_apart() -> None:
    shown = read(
        render(
            "It was full [1]. She signed [2].",
            Statement("It was full", (1,), certainty="reported"),
            Statement("She signed", (2,), certainty="uncertain"),
        )
    )
    wrapped = shown.all("span", "rq-statement")
    assert [w.attrs["data-certainty"] for w in wrapped] == ["reported", "uncertain"]
    assert [w.text for w in wrapped] == ["It was full 1reported", "She signed 2uncertain"]
    assert shown.text == "It was full 1reported. She signed 2uncertain."


def test_a_statement_whose_markers_or_spaces_differ_is_found() -> None:
    shown = read(render("**Yes** [1]\n\nAna  signed [2].", Statement("Ana signed. [2]".replace(".", ""), (2,))))
    assert [w.text for w in shown.all("span", "rq-statement")] == ["Ana  signed 2"]


def test_a_statement_that_is_not_in_the_text_changes_nothing() -> None:
    assert render("It was full [1].", Statement("Something else", (1,))) == '<p dir="auto">It was full <a>1</a>.</p>'


def test_lists_are_lists_and_change_with_their_kind() -> None:
    html = render("- a\n- b\n1. c\ntext\n- d").replace(' dir="auto"', "")
    assert html == "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol><p>text</p><ul><li>d</li></ul>"


def test_strong_words_inside_a_statement() -> None:
    assert "<strong>full</strong>" in render("The hall was **full** [1]", Statement("The hall was full", (1,)))


@given(
    st.text(alphabet=st.sampled_from("ab*[]12\\ <>&\"'\n-")),
    st.lists(st.text(alphabet=st.sampled_from('ab <"*')), max_size=3),
)
def test_any_text_gives_sound_html_with_our_elements_only(text: str, said: list[str]) -> None:
    shown = read(render(text, *(Statement(words, (1,)) for words in said)))
    assert {e.tag for e in shown.all()} <= {"p", "ul", "ol", "li", "strong", "span", "a", "i"}
    assert all(shown.text.count(mark) == text.count(mark) for mark in "<>&\"'")


def test_a_certainty_from_outside_cannot_break_out() -> None:
    odd = replace(Statement("It was full", (1,)), certainty='"><script>')  # type: ignore[arg-type]
    blocks = parse("It was full [1]", {1})
    shown = read(render_blocks(blocks, CITATIONS, [odd], lambda _: "", lambda _: ""))
    assert shown.one("span").attrs["data-certainty"] == '"><script>'
