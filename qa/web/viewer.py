"""The source pane: a document as safe HTML, with the cited places marked by their offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from index.document import Document
from qa.answer import Citation
from qa.web.icons import icon
from qa.web.markup import Range, element, escape, keyed, permalink, segments
from qa.web.paragraphs import MORE, Paragraph, paragraphs, window
from qa.web.state import Reading, Turn

MOST_LISTED: Final = 1_000
"""Documents listed in the chooser; past this many it lists the first ones and the one that is open."""


def render_viewer(reading: Reading, documents: Sequence[Document], turn: Turn | None) -> str:
    """Write the source pane.

    Args:
        reading: what to show; a document that is not among `documents` is said so, and the first one shown.
        documents: all documents, in the order they are listed.
        turn: the turn whose citations are walked through, if any.
    """
    if not documents:
        return element("p", escape("There are no documents yet."), class_="rq-empty")
    document = next((d for d in documents if d.id == reading.document_id), None)
    if document is None:
        note = "The link points to a document that is not here." if reading.document_id else reading.note
        document, reading = documents[0], Reading(documents[0].id, note=note)
    cited = turn.walk(reading.walk) if turn is not None else ()
    end = min(reading.end, len(document.text))
    reading = replace(reading, start=min(reading.start, end), end=end)
    return "".join(
        (
            element(
                "header",
                _title(document, documents),
                _walk(reading, turn, cited),
                class_="rq-source-head",
            ),
            keyed("p", "note", escape(reading.note), class_="rq-notice", role="status") if reading.note else "",
            _reader(document, reading, cited),
        )
    )


def _title(document: Document, documents: Sequence[Document]) -> str:
    if len(documents) == 1:
        return element("h2", escape(document.title), class_="rq-source-title", tabindex="-1")
    listed = list(documents[:MOST_LISTED])
    if document not in listed:
        listed.append(document)
    titles = [d.title for d in listed]
    options = []
    for d in listed:
        twin = titles.count(d.title) > 1 and d.source is not None
        name = f"{d.title} ({'/'.join(PurePath(d.source or '').parts[-2:])})" if twin else d.title
        options.append(element("option", escape(name), value=d.id, selected=d.id == document.id))
    return (
        element("h2", escape(document.title), class_="rq-source-title rq-hidden", tabindex="-1")
        + element("label", "Document", class_="rq-hidden", for_="rq-document")
        + keyed("select", "choose", *options, id="rq-document", class_="rq-choose")
    )


def _walk(reading: Reading, turn: Turn | None, cited: tuple[Citation, ...]) -> str:
    numbers = [citation.number for citation in cited]
    if turn is None or reading.number not in numbers:
        return ""
    at = numbers.index(reading.number)
    what = "Citation" if reading.walk == "citations" else "Passage"
    return element(
        "nav",
        _step("previous", cited[at - 1] if at > 0 else None, turn, reading),
        element("span", f"{what} {at + 1} of {len(cited)}", class_="rq-position"),
        _step("next", cited[at + 1] if at + 1 < len(cited) else None, turn, reading),
        class_="rq-walk",
        aria_label="Walk through the citations",
    )


def _step(name: str, to: Citation | None, turn: Turn, reading: Reading) -> str:
    what = "citation" if reading.walk == "citations" else "passage"
    values: dict[str, str | int | bool | None] = {"class_": "rq-step", "aria_label": f"{name.title()} {what}"}
    if to is None:
        return element("a", icon(name), role="link", aria_disabled="true", tabindex="-1", **values)
    return element("a", icon(name), **values, **opening(to, turn.id, reading.walk))


def opening(citation: Citation, turn_id: str, walk: str) -> dict[str, str | int | bool | None]:
    """Give the attributes of a link that takes the source to a citation: it works as a plain link, too."""
    return {
        "href": permalink(citation.document_id, citation.start, citation.end),
        "data_open": True,
        "data_document": citation.document_id,
        "data_start": citation.start,
        "data_end": citation.end,
        "data_turn": turn_id,
        "data_walk": walk,
        "data_number": citation.number,
    }


def _reader(document: Document, reading: Reading, cited: Iterable[Citation]) -> str:
    text = document.text
    layout = paragraphs(text, document.media_type == "text/markdown")
    first, last = window(len(text), layout, reading.start, reading.window)
    marks = [
        Range(c.start, c.end, str(c.number)) for c in cited if c.document_id == document.id and c.start < len(text)
    ]
    if reading.start < reading.end:
        label = str(reading.number) if reading.number is not None and reading.walk == "citations" else ""
        marks.append(Range(reading.start, reading.end, label, rank=1))
    if reading.walk == "considered":
        marks = [mark for mark in marks if mark.rank]
    shown = [p for p in layout if first <= p.start < last]
    return element(
        "div",
        _more("Show earlier text", document, reading, (max(0, first - MORE), last)) if first > 0 else "",
        *_pages_and_paragraphs(document, shown, marks),
        _more("Show more text", document, reading, (first, last + MORE)) if last < len(text) else "",
        class_="rq-reader",
        tabindex="0",
        role="region",
        aria_label=f"Text of {document.title}",
        data_document=document.id,
        data_start=reading.start,
        data_end=reading.end,
        data_turn=reading.turn,
        data_walk=reading.walk,
        data_number=reading.number,
    )


def _pages_and_paragraphs(document: Document, shown: list[Paragraph], marks: list[Range]) -> Iterable[str]:
    page = None
    for paragraph in shown:
        here = document.page_at(paragraph.start)
        if here is not None and here != page:
            page = here
            yield keyed("p", f"page-{here}", f"Page {here}", class_="rq-page")
        yield render_paragraph(document.text, paragraph, marks)


def render_paragraph(text: str, paragraph: Paragraph, marks: Iterable[Range]) -> str:
    """Write one paragraph; its text content is exactly ``text[paragraph.start:paragraph.end]``."""
    pieces = []
    for start, end, mark in segments(paragraph.start, paragraph.end, marks):
        piece = escape(text[start:end])
        if mark is not None:
            active = mark.rank > 0
            begins = start == mark.start
            piece = element(
                "mark",
                piece,
                class_="rq-mark rq-active" if active else "rq-mark",
                data_label=mark.label if begins and mark.label else None,
            )
        pieces.append(piece)
    kind = " rq-flowing" if paragraph.flowing else " rq-heading" if paragraph.heading else ""
    return keyed("p", f"p{paragraph.start}", *pieces, class_=f"rq-paragraph{kind}", dir="auto")


def _more(name: str, document: Document, reading: Reading, wanted: tuple[int, int]) -> str:
    return keyed(
        "button",
        name.split()[1],
        name,
        type="button",
        class_="rq-more",
        data_open=True,
        data_document=document.id,
        data_start=reading.start,
        data_end=reading.end,
        data_turn=reading.turn,
        data_walk=reading.walk,
        data_number=reading.number,
        data_first=wanted[0],
        data_last=wanted[1],
    )
