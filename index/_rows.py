"""How value objects are written into rows of the store and read from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from index.document import Day, Document, Page, Passage, Sentence

Row: TypeAlias = Sequence[Any]

DOCUMENT_COLUMNS = "id, title, text, source, media_type, pages, metadata"
SENTENCE_COLUMNS = 'document_id, number, start, "end", paragraph, section, days, carried, carried_from'
PASSAGE_COLUMNS = 'id, document_id, start, "end", text, header, first_sentence, last_sentence'


def document_row(document: Document) -> tuple[Any, ...]:
    """Write a document as `DOCUMENT_COLUMNS`."""
    pages = json.dumps([[page.number, page.start, page.end] for page in document.pages])
    metadata = json.dumps(dict(document.metadata), ensure_ascii=False, sort_keys=True)
    return (document.id, document.title, document.text, document.source, document.media_type, pages, metadata)


def digest_of(document: Document) -> str:
    """Give a hash of all that a document is; equal documents cost nothing to index again."""
    return hashlib.sha256(json.dumps(document_row(document)).encode()).hexdigest()


def document_from(row: Row) -> Document:
    """Read a document from `DOCUMENT_COLUMNS`."""
    pages = tuple(Page(*page) for page in json.loads(row[5]))
    return Document(row[0], row[1], row[2], row[3], pages, row[4], json.loads(row[6]))


def sentence_row(sentence: Sentence) -> tuple[Any, ...]:
    """Write a sentence as `SENTENCE_COLUMNS`; its text is not written, since its document holds it."""
    return (
        sentence.document_id,
        sentence.number,
        sentence.start,
        sentence.end,
        sentence.paragraph,
        sentence.section,
        _days_written(sentence.days),
        _days_written(sentence.carried),
        sentence.carried_from,
    )


def sentence_from(row: Row, text: str) -> Sentence:
    """Read a sentence from `SENTENCE_COLUMNS` and the `text` of its document."""
    return Sentence(
        row[0], row[1], row[2], row[3], text[row[2] : row[3]], row[4], row[5], _days(row[6]), _days(row[7]), row[8]
    )


def passage_from(row: Row) -> Passage:
    """Read a passage from `PASSAGE_COLUMNS`."""
    return Passage(*row)


def _days_written(days: Iterable[Day]) -> str | None:
    return json.dumps([[day.month, day.day, day.year] for day in days]) if days else None


def _days(written: str | None) -> tuple[Day, ...]:
    return tuple(Day(*day) for day in json.loads(written)) if written else ()
