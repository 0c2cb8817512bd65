"""Writing to the store: one transaction a build, so that a build is there whole or not at all."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index._rows import (
    DOCUMENT_COLUMNS,
    PASSAGE_COLUMNS,
    SENTENCE_COLUMNS,
    digest_of,
    document_from,
    document_row,
    sentence_row,
)
from index._schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION
from index._sqlite import STORE_FILE, connect_to_write, explained, is_built
from index.chunk import Chunk
from index.document import Document, Sentence
from index.lexical import normalised_words
from index.store import Meta

if TYPE_CHECKING:
    from index.embed import PassageVectors


class Writer:
    """A transaction on the store; the caller holds the build lock. What is not committed never was.

    `changed` says whether anything differs; `added` and `removed` are the ids of passages.
    """

    def __init__(self, path: Path) -> None:
        """Open the store in the folder `path`, making an empty one where there is none, and begin.

        Raises:
            IndexUnusable: the place cannot be written, or holds something else.
        """
        self.path = path
        self.changed = False
        self.added: list[int] = []
        self.removed: list[int] = []
        self._connection = connect_to_write(path)
        try:
            with explained(path):
                self._connection.execute("BEGIN IMMEDIATE")
                self.is_new = not is_built(self._connection, path)
        except BaseException:
            self._connection.close()
            raise

    def create(self, model_name: str, model_fingerprint: str, segmentation: str) -> None:
        """Make the tables of a new store; they are part of the transaction."""
        with explained(self.path):
            for statement in _statements(SCHEMA):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            told = {
                "uid": uuid.uuid4().hex,
                "generation": "0",
                "model_name": model_name,
                "model_fingerprint": model_fingerprint,
                "dimension": "0",  # Known when the model is loaded; see `note`.
                "segmentation": segmentation,
                "passage_count": "0",
            }
            self._connection.executemany("INSERT INTO meta VALUES (?, ?)", told.items())
        self.changed = True

    def meta(self) -> Meta:
        """Read what the store says of itself, as of this transaction."""
        with explained(self.path):
            return Meta.read(self._connection)

    def digest(self, document_id: str) -> str | None:
        """Give the hash of the document of that id, None where there is none."""
        with explained(self.path):
            row = self._connection.execute("SELECT digest FROM documents WHERE id = ?", [document_id]).fetchone()
        return None if row is None else str(row[0])

    def documents(self) -> Iterator[Document]:
        """Give all documents, one at a time."""
        with explained(self.path):
            keys = [row[0] for row in self._connection.execute("SELECT key FROM documents ORDER BY key")]
            for key in keys:
                row = self._connection.execute(f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE key = ?", [key])
                yield document_from(row.fetchone())

    def put(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        chunks: Sequence[Chunk],
        vectors: Sequence[PassageVectors],
    ) -> None:
        """Add a document, or put it in the place of the one with its id."""
        with explained(self.path):
            self._remove_parts(document.id)
            self._connection.execute(
                f"INSERT INTO documents ({DOCUMENT_COLUMNS}, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text, "
                "source = excluded.source, media_type = excluded.media_type, pages = excluded.pages, "
                "metadata = excluded.metadata, digest = excluded.digest",
                [*document_row(document), digest_of(document)],
            )
            self._connection.executemany(
                f"INSERT INTO sentences ({SENTENCE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                map(sentence_row, sentences),
            )
            for chunk, chunk_vectors in zip(chunks, vectors, strict=True):
                self._put_passage(document, chunk, chunk_vectors)
        self.changed = True

    def remove(self, document_id: str) -> bool:
        """Remove a document; say whether there was one."""
        with explained(self.path):
            self._remove_parts(document_id)
            removed = self._connection.execute("DELETE FROM documents WHERE id = ?", [document_id]).rowcount > 0
        self.changed = self.changed or removed
        return removed

    def note(self, key: Literal["segmentation", "dimension"], value: str) -> None:
        """Change what the store says of itself; see `Meta`."""
        with explained(self.path):
            self._connection.execute("UPDATE meta SET value = ? WHERE key = ?", [value, key])
        self.changed = True

    def commit(self) -> None:
        """Make all changes be, at once, and close; without changes nothing is written."""
        with explained(self.path):
            if self.changed:
                self._connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
                self._connection.execute(
                    "UPDATE meta SET value = (SELECT count(*) FROM passages) WHERE key = 'passage_count'"
                )
            self._connection.execute("COMMIT")
        self._connection.close()

    def abandon(self) -> None:
        """Close and take back all that was not committed; of a store that was new, nothing is left."""
        self._connection.close()
        if self.is_new:
            for suffix in ("", "-wal", "-shm"):
                (self.path / f"{STORE_FILE}{suffix}").unlink(missing_ok=True)

    def _put_passage(self, document: Document, chunk: Chunk, vectors: PassageVectors) -> None:
        text = document.text[chunk.start : chunk.end]
        columns = PASSAGE_COLUMNS.removeprefix("id, ")
        passage_id = self._connection.execute(
            f"INSERT INTO passages ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                document.id,
                chunk.start,
                chunk.end,
                text,
                chunk.header,
                chunk.sentences[0].number,
                chunk.sentences[-1].number,
            ],
        ).lastrowid
        assert passage_id is not None  # SQLite gives one to every row of a table like this.
        self._connection.execute(
            "INSERT INTO words (rowid, header, text) VALUES (?, ?, ?)",
            [passage_id, normalised_words(chunk.header), normalised_words(text)],
        )
        self._connection.execute(
            "INSERT INTO vectors VALUES (?, ?, ?)",
            [passage_id, vectors.passage.astype("<f2").tobytes(), vectors.sentences.astype("<f2").tobytes()],
        )
        self.added.append(passage_id)

    def _remove_parts(self, document_id: str) -> None:
        rows = self._connection.execute(
            "SELECT id, header, text FROM passages WHERE document_id = ?", [document_id]
        ).fetchall()
        for passage_id, header, text in rows:
            # A contentless FTS5 table must be told what it is to forget.
            self._connection.execute(
                "INSERT INTO words (words, rowid, header, text) VALUES ('delete', ?, ?, ?)",
                [passage_id, normalised_words(header), normalised_words(text)],
            )
            self._connection.execute("DELETE FROM vectors WHERE passage_id = ?", [passage_id])
            self.removed.append(passage_id)
        self._connection.execute("DELETE FROM passages WHERE document_id = ?", [document_id])
        self._connection.execute("DELETE FROM sentences WHERE document_id = ?", [document_id])


def _statements(script: str) -> Iterator[str]:
    """Cut a script into statements, since `executescript` would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
