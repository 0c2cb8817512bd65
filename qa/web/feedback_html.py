"""Thumbs up and down under an answer, with room for a note."""

from __future__ import annotations

from qa.conversation.kept import MAX_NOTE
from qa.web.icons import icon
from qa.web.markup import element, escape
from qa.web.state import Turn

_THUMBS = (("up", "This answer is good"), ("down", "This answer is not good"))


def render_feedback(turn: Turn) -> str:
    """Write the thumbs of a kept turn. Once on the page they are the browser's (feedback.js) and stay as they are."""
    thumbs = (
        element(
            "button",
            icon(vote),
            type="button",
            class_="rq-quiet rq-thumb",
            data_vote=vote,
            aria_pressed="true" if turn.vote == vote else "false",
            aria_label=label,
            title=label,
        )
        for vote, label in _THUMBS
    )
    note = element(
        "form",
        element(
            "input",
            class_="rq-field",
            aria_label="Note on this answer (optional)",
            placeholder="Note (optional)",
            maxlength=MAX_NOTE,
            value=turn.note,
        ),
        element("button", "Keep note", type="submit", class_="rq-quiet"),
        class_="rq-note-form",
        hidden=turn.vote is None,
    )
    return element(
        "div",
        element("div", *thumbs, class_="rq-thumbs", role="group", aria_label="What do you think of this answer?"),
        note,
        element("p", class_="rq-said", role="status"),
        class_="rq-feedback",
        data_key=f"feedback-{turn.id}-{turn.number}",
        data_kept=True,
        data_turn=turn.id,
        data_vote=turn.vote or "",
    )


def render_told(turn_id: str, problem: str | None, vote: str, count: str = "") -> str:
    """Write what has become of a vote, for the browser to put beside the thumbs.

    `count` tells two of the same words apart, of which the browser would not notice the second.
    """
    words = problem if problem is not None else "Noted." if vote else "Taken back."
    return element("p", escape(words), data_turn=turn_id, data_count=count, data_failed=problem is not None)
