"""An answer on the page: its text with chips, what it rests on, and what came nearest where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answer import Answer, Citation, Statement
from qa.web.cards import cards, chip
from qa.web.icons import icon
from qa.web.markup import element, escape, keyed
from qa.web.rich_text import parse, verbatim
from qa.web.state import Turn
from qa.web.statement_html import render_blocks


def render_answer(turn: Turn, answer: Answer) -> str:
    """Write a finished answer."""
    return "".join(
        (
            understood(turn.question, answer.standalone_question),
            _text(turn, answer),
            _notes(answer),
            _choices(answer),
            _sources(turn, answer.citations),
            _considered(turn, answer),
        )
    )


def render_partial(turn: Turn) -> str:
    """Write as much of an answer as there is."""
    numbered = {citation.number: citation for citation in turn.evidence}
    blocks = parse(turn.partial, numbered.keys(), verbatim(turn.evidence))
    text = render_blocks(blocks, numbered, (), lambda citation: chip(citation, turn.id), lambda _: "")
    shown = element("div", text, class_="rq-text")
    return understood(turn.question, turn.understood, editable=False) + shown + _sources(turn, turn.evidence)


def understood(typed: str, standalone: str | None, *, editable: bool = True) -> str:
    """Say how the question was understood, where that differs from what was typed; it can be put right."""
    if not standalone or _bare(standalone) == _bare(typed):
        return ""
    correct = element(
        "button",
        icon("edit"),
        type="button",
        class_="rq-quiet rq-correct",
        data_edit=standalone,
        aria_label="Put right how the question was understood",
        title="Put right",
    )
    said = element("p", "Understood as: ", element("q", escape(standalone)), class_="rq-understood")
    return element("div", said, correct if editable else "", class_="rq-understanding")


def _bare(question: str) -> str:
    return " ".join(question.split()).rstrip("?!. ").casefold()


def _text(turn: Turn, answer: Answer) -> str:
    numbered = {citation.number: citation for citation in answer.citations}
    blocks = parse(answer.text, numbered.keys(), verbatim(answer.citations, answer.spans))
    text = render_blocks(blocks, numbered, answer.statements, lambda citation: chip(citation, turn.id), certainty_tag)
    return element("div", text, class_="rq-text")


def certainty_tag(statement: Statement) -> str:
    """Write what tells a statement apart: who says it and how sure it is, in words; nothing where undetermined."""
    if statement.certainty is None:
        return ""
    said = statement.text.casefold()
    named = statement.source is not None and statement.source.casefold() in said and "according to" in said
    who = f"according to {statement.source}" if statement.source and not named else ""
    words = {
        "reported": "reported",
        "attributed": who or "attributed",
        "uncertain": f"uncertain, {who}" if who else "uncertain",
    }[statement.certainty]
    return " " + element("span", escape(words), class_="rq-tag", data_certainty=statement.certainty)


def _notes(answer: Answer) -> str:
    if not answer.notes:
        return ""
    return element("ul", *(element("li", escape(note)) for note in answer.notes), class_="rq-notes", aria_label="Notes")


def _choices(answer: Answer) -> str:
    if not answer.choices:
        return ""
    buttons = (
        element("button", escape(choice), type="button", class_="rq-choice", data_ask=choice)
        for choice in answer.choices
    )
    return element("div", *buttons, class_="rq-choices", role="group", aria_label="Which one do you mean?")


def _sources(turn: Turn, citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    return element(
        "section",
        element("h4", "Sources", class_="rq-label"),
        cards(citations, turn.id, "citations"),
        class_="rq-sources",
        aria_label="Sources",
    )


def _considered(turn: Turn, answer: Answer) -> str:
    near = turn.walk("considered")
    if answer.status in ("answered", "no_question") or not near:
        return ""
    return keyed(
        "details",
        "considered",
        element("summary", f"Nearest passages ({len(near)})"),
        cards(near, turn.id, "considered"),
        class_="rq-fold rq-considered",
    )
