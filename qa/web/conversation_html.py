"""The chat as HTML: a welcome while it is empty, then one article a turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from qa.answer import Answer
from qa.web.answer_html import render_answer, render_partial
from qa.web.feedback_html import render_feedback
from qa.web.icons import icon
from qa.web.markup import element, escape, kept, keyed
from qa.web.rich_text import plain
from qa.web.state import Chat, Turn

LONGEST_SHOWN: Final = 600
"""Characters of a question that are shown; all of it stays editable."""


def render_chat(
    chat: Chat,
    titles: Sequence[str],
    suggestions: Sequence[str],
    copies: Mapping[str, str],
    *,
    only_last: bool = False,
    hint: str | None = None,
) -> str:
    """Write the chat.

    Args:
        chat: the turns.
        titles: the documents' titles, for the welcome.
        suggestions: example questions, for the welcome.
        copies: by turn id, the text that "copy" copies.
        only_last: the turns before the last are on the page already: only their places are written.
        hint: a sentence for the person, under the chat.
    """
    said = keyed("p", "hint", escape(hint), class_="rq-notice", role="status") if hint else ""
    if not chat.turns:
        return _welcome(titles, suggestions) + said
    earlier = [
        kept(turn.id) if only_last else render_turn(turn, is_last=False, copy=copies.get(turn.id))
        for turn in chat.turns[:-1]
    ]
    last = chat.turns[-1]
    name = element("span", hidden=True, class_="rq-conversation-id", data_conversation=chat.conversation)
    return "".join((name, *earlier, render_turn(last, is_last=True, copy=copies.get(last.id)), said))


def _welcome(titles: Sequence[str], suggestions: Sequence[str]) -> str:
    what = f"“{titles[0]}”" if len(titles) == 1 else f"{len(titles)} documents"
    lead = f"Answers come from {what} alone. Every sentence is backed by a passage that you can read in its place."
    buttons = (
        element("li", element("button", escape(question), type="button", class_="rq-suggestion", data_ask=question))
        for question in suggestions
    )
    return keyed(
        "section",
        "welcome",
        element("h2", "Ask the report", class_="rq-welcome-title"),
        element("p", escape(lead), class_="rq-welcome-lead"),
        element("h3", "For example", class_="rq-label") if suggestions else "",
        element("ul", *buttons, class_="rq-suggestions") if suggestions else "",
        class_="rq-welcome",
    )


def render_turn(turn: Turn, *, is_last: bool, copy: str | None = None) -> str:
    """Write a turn: the question, then its answer as far as there is one."""
    spoken_words = plain(turn.answer) if turn.answer is not None else turn.problem or ""
    return keyed(
        "article",
        turn.id,
        _question(turn),
        element("div", _outcome(turn), _actions(turn, is_last, copy), _next(turn, is_last), class_="rq-answer"),
        class_="rq-turn",
        data_turn=turn.id,
        data_phase=turn.phase,
        data_status=turn.answer.status if turn.answer is not None else None,
        data_spoken=spoken_words,
        aria_busy="true" if turn.running else None,
    )


def _question(turn: Turn) -> str:
    shown = turn.question if len(turn.question) <= LONGEST_SHOWN else turn.question[:LONGEST_SHOWN] + "…"
    edit = element(
        "button",
        icon("edit"),
        element("span", "Edit", class_="rq-button-words"),
        type="button",
        class_="rq-quiet",
        data_edit=turn.id,
        aria_label="Edit this question",
    )
    return element(
        "div",
        element("h2", "You asked", class_="rq-hidden"),
        element("p", escape(shown), class_="rq-asked", dir="auto", data_full=turn.question),
        "" if turn.running else edit,
        class_="rq-question",
    )


def _outcome(turn: Turn) -> str:
    heading = element("h3", "Answer", class_="rq-hidden")
    if turn.answer is not None:
        why = f"This answer is not kept. {turn.unkept}" if turn.unkept else ""
        unkept = element("p", escape(why), class_="rq-problem rq-unkept", role="status") if why else ""
        return heading + render_answer(turn, turn.answer) + unkept
    partial = render_partial(turn) if turn.partial or turn.understood else ""
    if turn.phase == "failed":
        return heading + element("p", escape(turn.problem or ""), class_="rq-problem")
    if turn.phase == "stopped":
        return heading + partial + element("p", "Stopped. This is not kept.", class_="rq-waiting")
    doing = "Searching the documents" if turn.phase == "searching" else "Writing"
    waiting = element("p", doing, element("span", "…", aria_hidden="true"), class_="rq-waiting")
    return heading + partial + ("" if turn.partial else waiting)


def _actions(turn: Turn, is_last: bool, copy: str | None) -> str:
    if turn.running:
        return ""
    buttons = []
    if copy is not None:
        buttons.append(_action("copy", "Copy", "Copy the answer with its sources", data_copy=copy))
    if is_last:
        buttons.append(_action("retry", "Ask again", "Ask again", data_retry=turn.id))
    if turn.answer is not None and turn.number is not None:
        buttons.append(render_feedback(turn))
    return keyed("div", "actions", *buttons, class_="rq-actions") if buttons else ""


def _next(turn: Turn, is_last: bool) -> str:
    """Give the place of the follow-up questions, which come when they have been tried."""
    if not is_last or turn.running or turn.answer is None:
        return ""
    return element("div", class_="rq-next", data_key=f"next-{turn.id}", data_kept=True)


def render_next(turn_id: str, questions: Sequence[str]) -> str:
    """Write the follow-up questions for the place of a turn."""
    buttons = (
        element("li", element("button", escape(question), type="button", class_="rq-follow", data_ask=question))
        for question in questions
    )
    inner = (element("h3", "Go on with", class_="rq-label"), element("ul", *buttons)) if questions else ()
    return element("div", *inner, data_next=turn_id)


def _action(shape: str, words: str, label: str, **values: str) -> str:
    inner = icon(shape) + element("span", words, class_="rq-button-words")
    return element("button", inner, type="button", class_="rq-quiet", aria_label=label, title=label, **values)


def copied(answer: Answer) -> str:
    """Give the answer with its sources, as it is copied."""
    from qa.sources import with_sources

    return with_sources(answer)
