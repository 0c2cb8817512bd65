from __future__ import annotations

from typing import Any

from qa.answer import Answer
from qa.web.conversation_html import LONGEST_SHOWN, copied, render_chat, render_turn
from qa.web.state import Chat, Phase, Turn
from tests.qa.web.making import Element, answered, cite, document, quoting, read

NASTY = '<script>alert(1)</script>\n<img src=x onerror=alert(1)> [a](javascript:x) "&lt;'
SOURCE = document("Ana Ruiz signed the lease.")
ANSWER = quoting("who?", cite(SOURCE, "Ana Ruiz"))


def turn(phase: Phase, **more: Any) -> Element:
    return read(render_turn(Turn("t1", "who?", phase=phase, **more), is_last=True)).one("article")


def test_the_welcome_offers_examples_over_the_documents_at_hand() -> None:
    shown = read(render_chat(Chat(), [NASTY], ["Who signed?", NASTY], {}))
    assert [b.attrs["data-ask"] for b in shown.all("button", "rq-suggestion")] == ["Who signed?", NASTY]
    assert f"“{NASTY}”" in shown.text
    assert not {"script", "img"} & {e.tag for e in shown.all()}


def test_the_welcome_counts_several_documents() -> None:
    assert "2 documents" in read(render_chat(Chat(), ["a", "b"], [], {})).text


def test_a_question_is_shown_as_typed() -> None:
    shown = read(render_turn(Turn("t1", NASTY, phase="done"), is_last=True))
    assert shown.one("p", "rq-asked").text == NASTY
    assert not {"script", "img", "a"} & {e.tag for e in shown.all()}


def test_a_very_long_question_is_cut_for_the_eye_but_stays_editable() -> None:
    asked = read(render_turn(Turn("t1", "x" * 100_000, phase="failed", problem="Too long."), is_last=True)).one(
        "p", "rq-asked"
    )
    assert len(asked.text) == LONGEST_SHOWN + 1
    assert len(asked.attrs["data-full"]) == 100_000


def test_while_it_is_searched_the_turn_is_busy_and_cannot_be_edited() -> None:
    shown = turn("searching")
    assert shown.attrs["aria-busy"] == "true"
    assert "Searching the documents" in shown.text
    assert shown.all("button") == []


def test_while_it_is_written_the_text_so_far_is_shown() -> None:
    assert "so far" in turn("writing", partial="so far").one("div", "rq-text").text


def test_a_failure_is_one_calm_sentence_and_can_be_asked_again() -> None:
    shown = turn("failed", problem="The question is too long <b>.")
    assert shown.one("p", "rq-problem").text == "The question is too long <b>."
    assert shown.attrs["data-spoken"] == "The question is too long <b>."
    assert [b.attrs["data-retry"] for b in shown.all("button") if "data-retry" in b.attrs] == ["t1"]
    assert [b.attrs["data-edit"] for b in shown.all("button") if "data-edit" in b.attrs] == ["t1"]


def test_what_was_stopped_keeps_its_text_and_says_so() -> None:
    shown = turn("stopped", partial="so far")
    assert "so far" in shown.text
    assert "Stopped." in shown.text


def test_a_finished_turn_can_be_copied_with_its_sources() -> None:
    done = answered(ANSWER)
    shown = read(render_chat(Chat((done,), 1), [], [], {"t1": copied(ANSWER)}))
    copy = next(b.attrs["data-copy"] for b in shown.all("button") if "data-copy" in b.attrs)
    assert copy.startswith("“Ana Ruiz” [1]")
    assert "Sources:" in copy
    assert shown.one("article").attrs["data-spoken"] == "“Ana Ruiz”"


def test_only_the_last_question_can_be_asked_again() -> None:
    chat = Chat((answered(ANSWER, "t1"), answered(ANSWER, "t2")), 2)
    shown = read(render_chat(chat, [], [], {}))
    assert [b.attrs["data-retry"] for b in shown.all("button") if "data-retry" in b.attrs] == ["t2"]


def test_while_an_answer_is_made_earlier_turns_are_not_sent_again() -> None:
    chat = Chat((answered(ANSWER, "t1"),), 1).asked("and?")
    shown = read(render_chat(chat, [], [], {}, only_last=True))
    assert [(e.tag, e.attrs["data-key"]) for e in shown.inside if isinstance(e, Element) and e.tag != "span"] == [
        ("template", "t1"),
        ("article", "t2"),
    ]


def test_a_hint_stands_under_the_chat() -> None:
    assert read(render_chat(Chat(), ["a"], [], {}, hint="Type a question first.")).one("p", "rq-notice").text == (
        "Type a question first."
    )


def test_the_status_of_an_answer_can_be_seen_on_its_turn() -> None:
    refusal = answered(Answer("x?", "x?", "not_in_documents", "The document does not say."))
    assert read(render_turn(refusal, is_last=True)).one("article").attrs["data-status"] == "not_in_documents"
