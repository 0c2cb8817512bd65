"""The list of kept conversations as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from qa.conversation import Conversation
from qa.conversation.kept import MAX_TITLE
from qa.web.icons import icon
from qa.web.markup import element, escape, keyed

SHOWN = 100
"""Conversations listed at most; others are found by searching."""


def render_list(
    found: Sequence[Conversation], *, search: str = "", problem: str | None = None, deleted: str | None = None
) -> str:
    """Write the list.

    Args:
        found: what is listed, the last changed first.
        search: the words that were searched for.
        problem: what is wrong with what was wanted, or with the list.
        deleted: the id of a conversation that has just been deleted.
    """
    none = "No conversation holds these words." if search else "Nothing is kept yet. What you ask appears here."
    said = keyed("p", "problem", escape(problem), class_="rq-notice", role="status") if problem else ""
    items = [_item(conversation) for conversation in found]
    more = f"The {SHOWN} newest; search for others." if len(found) >= SHOWN else ""
    return element(
        "div",
        _search(),
        said,
        keyed("ul", "list", *items, class_="rq-kept", aria_label="Conversations") if items else "",
        element("p", escape(more if items else "" if problem else none), class_="rq-none"),
        _exports(),
        class_="rq-shelf",
        data_search=search,
        data_deleted=deleted,
    )


def _search() -> str:
    return element(
        "div",
        element("h2", "Conversations", class_="rq-hidden"),
        element(
            "input",
            type="search",
            id="rq-search",
            class_="rq-field",
            placeholder="Search",
            aria_label="Search conversations",
            autocomplete="off",
        ),
        class_="rq-shelf-head",
    )


def _item(conversation: Conversation) -> str:
    title = conversation.title or "Without a title"
    when = conversation.changed.astimezone()
    turns = f"{conversation.turns} question{'' if conversation.turns == 1 else 's'}"
    opening = element(
        "button",
        element("span", escape(title), class_="rq-kept-title", dir="auto"),
        element(
            "span",
            element("time", f"{when.day} {when:%b %Y, %H:%M}", datetime=when.isoformat(timespec="seconds")),
            f" · {turns}",
            class_="rq-kept-when",
        ),
        type="button",
        class_="rq-kept-open",
        data_resume=conversation.id,
    )
    menu = keyed(
        "details",
        "menu",
        element("summary", icon("more"), element("span", escape(f"More for “{title}”"), class_="rq-hidden")),
        element(
            "div",
            _button("Rename", data_rename=conversation.id, data_title=conversation.title[:MAX_TITLE]),
            _download("Markdown", f"export/{quote(conversation.id, safe='')}.md"),
            _download("JSON", f"export/{quote(conversation.id, safe='')}.json"),
            _button("Delete", data_delete=conversation.id),
            class_="rq-kept-menu",
        ),
        class_="rq-more-menu",
    )
    return keyed("li", conversation.id, opening, menu, class_="rq-kept-item")


def _exports() -> str:
    """Write what is exported of all conversations at once."""
    return element(
        "details",
        element("summary", "Export ratings"),
        element(
            "div",
            _download("Question set (JSONL)", "feedback/questions.jsonl"),
            _download("Notes (JSONL)", "feedback/notes.jsonl"),
            class_="rq-kept-menu",
        ),
        class_="rq-fold rq-exports",
    )


def _button(words: str, **values: str) -> str:
    return element("button", words, type="button", class_="rq-quiet", **values)


def _download(words: str, href: str) -> str:
    return element("a", words, href=href, download=True, class_="rq-quiet")
