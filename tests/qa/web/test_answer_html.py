from __future__ import annotations

from dataclasses import replace

import pytest

from qa.answer import Answer, Certainty, Statement
from qa.web.answer_html import certainty_tag, render_answer, render_partial, understood
from qa.web.state import Turn
from tests.qa.web.making import answered, cite, document, quoting, read

NASTY = "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:x) ![i](http://x/y.png) &lt;b&gt;"
SOURCE = document("The hall was full. Ana Ruiz signed the lease. Nobody objected.")
SIGNED = cite(SOURCE, "Ana Ruiz signed the lease.")
REFUSAL = Answer("football?", "football?", "not_in_documents", "The document does not say.", considered=(SIGNED,))


def show(answer: Answer) -> str:
    return render_answer(answered(answer), answer)


def test_an_answer_has_its_text_with_chips_and_a_card_a_citation() -> None:
    shown = read(show(quoting("who?", SIGNED, cite(SOURCE, "Nobody objected.", 2))))
    text = shown.one("div", "rq-text")
    assert text.text == "“Ana Ruiz signed the lease.” [1]“Nobody objected.” [2]"
    assert [chip.attrs["data-number"] for chip in text.all("a", "rq-chip")] == ["1", "2"]
    assert [q.text for q in shown.all("q", "rq-quote")] == ["Ana Ruiz signed the lease.", "Nobody objected."]


@pytest.mark.parametrize(
    ("certainty", "source", "words"),
    [
        ("reported", None, "reported"),
        ("attributed", "the clerk", "according to the clerk"),
        ("attributed", None, "attributed"),
        ("uncertain", None, "uncertain"),
        ("uncertain", "the clerk", "uncertain, according to the clerk"),
    ],
)
def test_statements_are_told_apart_in_words(certainty: Certainty, source: str | None, words: str) -> None:
    tag = read(certainty_tag(Statement("She signed.", (1,), source, certainty))).one("span", "rq-tag")
    assert tag.text == words
    assert tag.attrs["data-certainty"] == certainty


def test_what_the_words_say_already_is_not_said_twice() -> None:
    said = Statement("She signed, according to the clerk.", (1,), "the clerk", "attributed")
    assert read(certainty_tag(said)).text.strip() == "attributed"


def test_what_was_not_determined_is_not_marked() -> None:
    assert certainty_tag(Statement("She signed.", (1,), "the clerk", None)) == ""
    assert read(show(quoting("who?", SIGNED))).all("span", "rq-tag") == []


def test_how_a_question_was_understood_is_shown_where_it_differs() -> None:
    assert "Understood as: who signed it on July 5?" in read(understood("and July 5?", "who signed it on July 5?")).text
    assert understood("Who signed?", "  who   signed ?") == ""
    assert understood("Who signed?", None) == ""


def test_a_refusal_looks_like_an_answer_with_the_nearest_passages_one_click_away() -> None:
    shown = read(show(REFUSAL))
    assert shown.one("div", "rq-text").text == "The document does not say."
    fold = shown.one("details", "rq-considered")
    assert "open" not in fold.attrs
    assert fold.one("summary").text == "Nearest passages (1)"
    assert fold.one("q").text == SIGNED.quote
    assert fold.one("a", "rq-card-link").attrs["data-walk"] == "considered"


def test_what_is_cited_is_not_offered_as_a_near_passage_again() -> None:
    near = cite(SOURCE, "Nobody objected.", 2)
    shown = read(
        show(replace(REFUSAL, text="It is only announced [1].", citations=(SIGNED,), considered=(SIGNED, near)))
    )
    assert [q.text for q in shown.one("details").all("q")] == ["Nobody objected."]


def test_an_answer_does_not_show_what_it_merely_considered() -> None:
    assert read(show(replace(quoting("who?", SIGNED), considered=(SIGNED,)))).all("details") == []


def test_a_clarification_offers_its_choices() -> None:
    choices = ("The lease of May", "The lease of June")
    shown = read(show(Answer("which?", "which?", "needs_clarification", "Which one?", choices=choices)))
    assert tuple(b.attrs["data-ask"] for b in shown.all("button", "rq-choice")) == choices
    assert tuple(b.text for b in shown.all("button", "rq-choice")) == choices


def test_notes_are_shown() -> None:
    assert read(show(replace(REFUSAL, notes=("Nothing found for July 9.",)))).one("ul", "rq-notes").text == (
        "Nothing found for July 9."
    )


def test_a_partial_answer_has_its_chips_already() -> None:
    turn = Turn("t1", "who?", phase="writing", evidence=(SIGNED,), partial="“Ana Ruiz signed the lease.” [1] and")
    assert read(render_partial(turn)).one("a", "rq-chip").attrs["data-number"] == "1"


def test_nothing_of_questions_documents_or_notes_becomes_markup() -> None:
    hostile = cite(document(NASTY, title=NASTY), NASTY, who=NASTY)
    answer = replace(
        quoting(NASTY, hostile, certainty="attributed"),
        standalone_question=NASTY + "?!x",
        status="needs_clarification",
        notes=(NASTY,),
        choices=(NASTY,),
        considered=(hostile,),
    )
    shown = read(show(answer))
    assert not {"script", "img", "b"} & {e.tag for e in shown.all()}
    assert {a.attrs["href"].split("=")[0] for a in shown.all("a")} == {"?document"}
    assert all(not name.startswith("on") for e in shown.all() for name in e.attrs)
    assert shown.one("div", "rq-text").text.startswith(f"“{NASTY}” [1]")
