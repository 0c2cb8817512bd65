"""Citations on the page: the chip ``1`` in an answer's text, and the card with the quote under the answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from qa.answer import Citation
from qa.web.icons import icon
from qa.web.markup import element, escape, keyed
from qa.web.state import Walk
from qa.web.viewer import opening

SHOWN: Final = 3
"""Cards shown at once; the others are one click away."""
PREVIEW: Final = 420
"""Characters of a quote in the bubble of a chip."""


def chip(citation: Citation, turn_id: str) -> str:
    """Write the chip of a citation: a link to the cited place, with its quote for the bubble on hover and focus."""
    quote = citation.quote if len(citation.quote) <= PREVIEW else citation.quote[:PREVIEW].rstrip() + "…"
    bracket = partial(element, "span", class_="rq-bracket")  # unseen, but copied along with a selection
    return element(
        "a",
        bracket("["),
        str(citation.number),
        bracket("]"),
        class_="rq-chip",
        aria_label=f"Citation {citation.number}, {citation.document}",
        data_quote=quote,
        data_from=origin(citation),
        **opening(citation, turn_id, "citations"),
    )


def origin(citation: Citation) -> str:
    """Say where a quote is from: the document, its page, and who says it, as far as known."""
    parts = [citation.document]
    if citation.page is not None:
        parts.append(f"page {citation.page}")
    if citation.source:
        parts.append(f"according to {citation.source}")
    return " · ".join(parts)


def card(citation: Citation, turn_id: str, walk: Walk) -> str:
    """Write the card of a citation: number, quote, document, page, who says it, and a link to copy."""
    link = opening(citation, turn_id, walk)
    number = element("span", str(citation.number), class_="rq-number") if walk == "citations" else ""
    return element(
        "li",
        element(
            "a",
            element("span", "Show in the source: ", class_="rq-hidden"),
            element("q", escape(" ".join(citation.quote.split())), class_="rq-quote", dir="auto"),
            class_="rq-card-link",
            **link,
        ),
        number,
        element(
            "div",
            element("span", escape(origin(citation)), class_="rq-from"),
            element(
                "button",
                icon("link"),
                element("span", "Copy link", class_="rq-button-words"),
                type="button",
                class_="rq-quiet",
                data_copy_link=link["href"],
                aria_label=f"Copy link to citation {citation.number}" if number else "Copy link to this passage",
            ),
            class_="rq-card-foot",
        ),
        class_="rq-card" if number else "rq-card rq-unnumbered",
    )


def cards(citations: Sequence[Citation], turn_id: str, walk: Walk) -> str:
    """Write the cards; past `SHOWN` they fold away."""
    written = [card(citation, turn_id, walk) for citation in citations]
    first, rest = written[:SHOWN], written[SHOWN:]
    if len(rest) == 1:  # unfolding it would save no room
        first, rest = written, []
    more = (
        keyed(
            "details",
            "more",
            element("summary", f"{len(rest)} more"),
            element("ul", *rest, class_="rq-cards"),
            class_="rq-fold",
        )
        if rest
        else ""
    )
    return element("ul", *first, class_="rq-cards") + more
