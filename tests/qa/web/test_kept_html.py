from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from qa.conversation import Conversation
from qa.web.feedback_html import render_feedback, render_told
from qa.web.kept_html import render_list
from qa.web.state import Turn
from tests.qa.web.making import answered, cite, document, quoting, read

NASTY = '"><script>alert(1)</script>'
LEASE = Conversation("a/b", "The lease", datetime(2026, 5, 3, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC), 2)
DONE = replace(answered(quoting("who?", cite(document("Ana Ruiz signed."), "Ana Ruiz"))), number=3)


def test_a_conversation_is_listed_with_what_can_be_done_with_it() -> None:
    shown = read(render_list([LEASE]))
    assert shown.one("button", "rq-kept-open").attrs["data-resume"] == "a/b"
    assert shown.one("span", "rq-kept-title").text == "The lease"
    assert "2 questions" in shown.one("span", "rq-kept-when").text
    assert [a.attrs["href"] for a in shown.one("li").all("a")] == ["export/a%2Fb.md", "export/a%2Fb.json"]


def test_titles_and_ids_are_never_markup() -> None:
    shown = read(render_list([replace(LEASE, id=NASTY, title=NASTY)], search=NASTY, problem=NASTY))
    assert not shown.all("script")
    assert shown.one("p", "rq-notice").text == NASTY


def test_an_empty_list_says_why() -> None:
    assert "Nothing is kept yet" in read(render_list(())).text
    assert "No conversation holds these words" in read(render_list((), search="rent")).text
    assert "Nothing is kept" not in read(render_list((), problem="The file is damaged.")).text


def test_a_vote_is_shown_again_with_its_note() -> None:
    shown = read(render_feedback(replace(DONE, vote="down", note=NASTY)))
    assert {b.attrs["data-vote"]: b.attrs["aria-pressed"] for b in shown.all("button", "rq-thumb")} == {
        "up": "false",
        "down": "true",
    }
    assert shown.one("input").attrs["value"] == NASTY
    assert "hidden" not in shown.one("form").attrs
    assert "hidden" in read(render_feedback(DONE)).one("form").attrs


def test_thumbs_stand_only_under_what_is_kept() -> None:
    from qa.web.conversation_html import render_turn

    assert read(render_turn(DONE, is_last=True)).all("div", "rq-feedback")
    assert not read(render_turn(replace(DONE, number=None), is_last=True)).all("div", "rq-feedback")
    assert not read(render_turn(Turn("t1", "?"), is_last=True)).all("div", "rq-feedback")


def test_what_became_of_a_vote_is_told() -> None:
    told = read(render_told("t1", "The file is damaged.", "up", "2")).one("p")
    assert (told.text, "data-failed" in told.attrs) == ("The file is damaged.", True)
    assert read(render_told("t1", None, "up")).text == "Noted."
    assert read(render_told("t1", None, "")).text == "Taken back."
