"""The value objects of reading: what a file becomes on its way to something searchable.

Offsets everywhere count Unicode code points of `Document.text`, the half-open way: ``text[start:end]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document: its printed number (from 1) and where its text stands in `Document.text`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day as a text names it. `year` is None where the text leaves it out."""

    month: int
    day: int
    year: int | None = None

    def matches(self, other: Day) -> bool:
        """Say whether both can be the same day: a missing year fits any year."""
        same_year = self.year is None or other.year is None or self.year == other.year
        return same_year and (self.month, self.day) == (other.month, other.day)


@dataclass(frozen=True, slots=True)
class Document:
    """One loaded text.

    `id` is stable across builds (made from where the document comes from, see `index.load`), `title` is what
    people are shown, `text` is the loader's decoded string without a byte-order mark, otherwise unchanged.
    `source` is the path it was read from, None where the text was given directly. `pages` is empty where the
    format has none. `metadata` is whatever its giver wants to find again; plain JSON types.
    """

    id: str
    title: str
    text: str
    source: str | None = None
    pages: tuple[Page, ...] = ()
    media_type: str = "text/plain"
    metadata: Mapping[str, object] = field(default_factory=dict, hash=False)

    def page_at(self, offset: int) -> int | None:
        """Give the number of the page that holds `offset`, None where the document has no pages."""
        return next((page.number for page in self.pages if page.start <= offset < page.end), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document, ``text == document.text[start:end]``.

    `number` counts the sentences of the document from 0, `paragraph` its paragraphs from 0. `section` is the
    heading it stands under (Markdown), None without one. `days` are the calendar days that it names itself, of a
    stretch ("May 4-7") each; where it names none, `carried` are those that it takes over from the sentence numbered
    `carried_from`, or that are reckoned from there ("on the same day", "two days later", "on the 14th", the running
    account within a paragraph). `carried_from` is None, too, where they are reckoned from the document's own date.
    """

    document_id: str
    number: int
    start: int
    end: int
    text: str
    paragraph: int
    section: str | None = None
    days: tuple[Day, ...] = ()
    carried: tuple[Day, ...] = ()
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A few neighbouring sentences, the unit that is embedded and found: ``text == document.text[start:end]``.

    `id` is the store's key (also the id of its vector in FAISS). `header` is the context that is embedded before
    the text (title, section, carried-over days) and is never quoted. Its sentences are those numbered
    `first_sentence` to `last_sentence`, both included. Passages of a document do not overlap and together
    contain every sentence.
    """

    id: int
    document_id: str
    start: int
    end: int
    text: str
    header: str
    first_sentence: int
    last_sentence: int


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage found for a question.

    `score` orders the results (reciprocal-rank fusion, higher is better); `dense` is the cosine similarity and
    `lexical` the BM25 score (higher is better), each None where that search did not find the passage.
    """

    passage: Passage
    score: float
    dense: float | None = None
    lexical: float | None = None
