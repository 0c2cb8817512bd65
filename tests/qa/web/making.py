"""Answers made by hand over real texts, and a reader of the HTML that comes of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from index.document import Document
from qa.answer import Answer, Certainty, Citation, Statement
from qa.web.state import Turn

VOID = {"br", "hr", "input", "img", "meta", "link"}


@dataclass
class Element:
    """An element of parsed HTML; `text` is the text content."""

    tag: str
    attrs: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def all(self, tag: str = "", cls: str = "") -> list[Element]:
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                if (not tag or part.tag == tag) and (not cls or cls in part.attrs.get("class", "").split()):
                    found.append(part)
                found.extend(part.all(tag, cls))
        return found

    def one(self, tag: str = "", cls: str = "") -> Element:
        found = self.all(tag, cls)
        assert len(found) == 1, f"{len(found)} of {tag}.{cls}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction: {data}")


def read(html: str) -> Element:
    """Parse HTML whose tags must be balanced."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is not closed"
    return reader.open[0]


def document(text: str, title: str = "Minutes", **more: Any) -> Document:
    """Make a document; its id says the title."""
    made = Document(id=f"id-{title}", title=title, text=text)
    return replace(made, **more) if more else made


def cite(source: Document, quote: str, number: int = 1, who: str | None = None) -> Citation:
    """Cite the first place where `quote` stands."""
    start = source.text.index(quote)
    return Citation(
        number=number,
        document=source.title,
        document_id=source.id,
        page=source.page_at(start),
        start=start,
        end=start + len(quote),
        quote=quote,
        context=quote,
        source=who,
    )


def quoting(question: str, *citations: Citation, certainty: Certainty | None = None) -> Answer:
    """Make an answer that quotes its citations, one paragraph each."""
    statements = tuple(
        Statement(f"“{' '.join(c.quote.split())}”", (c.number,), source=c.source, certainty=certainty)
        for c in citations
    )
    text = "\n\n".join(f"{s.text} [{s.citations[0]}]" for s in statements)
    return Answer(question, question, "answered", text, statements=statements, citations=citations)


def answered(answer: Answer, turn_id: str = "t1") -> Turn:
    """Make the turn that an answer ends."""
    return Turn(turn_id, answer.question, phase="done", answer=answer)
