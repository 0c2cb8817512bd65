"""The store: documents, sentences, passages, words and vectors in one SQLite file, the one source of truth."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import lexical
from index._rows import (
    DOCUMENT_COLUMNS,
    PASSAGE_COLUMNS,
    SENTENCE_COLUMNS,
    document_from,
    passage_from,
    sentence_from,
)
from index._sqlite import connect_to_read, explained
from index.document import Document, Passage, Sentence
from index.errors import IndexDamaged

if TYPE_CHECKING:
    import sqlite3

    from index._arrays import Floats, Integers

_AT_ONCE = 500
"""Passages that are read at once where all are wanted one by one."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the store says of itself.

    `uid` is drawn when it is made; with `generation`, raised by each change, it names one state of one index.
    `segmentation` is the version and the settings by which the text was cut.
    """

    uid: str
    generation: int
    model_name: str
    model_fingerprint: str
    dimension: int
    segmentation: str
    passage_count: int

    @property
    def state(self) -> str:
        """A name of this state of this index."""
        return f"{self.uid}-{self.generation}"

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Meta:
        """Read what the store says of itself; `explained` tells what is wrong where it does not."""
        told: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
        return cls(
            told["uid"],
            int(told["generation"]),
            told["model_name"],
            told["model_fingerprint"],
            int(told["dimension"]),
            told["segmentation"],
            int(told["passage_count"]),
        )


class Store:
    """An index's SQLite file, open for reading; thread-safe. Each method sees one state of the index; use `snapshot`
    where several must see the same.
    """

    def __init__(self, path: Path) -> None:
        """Open the store in the folder `path`.

        Raises:
            IndexUnusable: it is missing, foreign, half-written, damaged or too new.
        """
        self.path = path
        self._lock = threading.RLock()
        self._connection = connect_to_read(path)
        try:
            with explained(path):
                lexical.prepare(self._connection)
            self.meta()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that is read within, by this thread, be of one state of the index."""
        with self._lock, explained(self.path):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def meta(self) -> Meta:
        """Read what the store says of itself.

        Raises:
            IndexDamaged: it does not.
        """
        with self.snapshot():
            try:
                return Meta.read(self._connection)
            except (KeyError, ValueError) as error:
                raise IndexDamaged(
                    f"The index at {self.path} is damaged ({error} is missing); delete it and build it again."
                ) from error

    def generation(self) -> int:
        """Read the number of the store's current state."""
        (row,) = self._rows("SELECT value FROM meta WHERE key = 'generation'")
        return int(row[0])

    def documents(self) -> list[Document]:
        """Read all documents, in the order in which they were first added."""
        return [document_from(row) for row in self._rows(f"SELECT {DOCUMENT_COLUMNS} FROM documents ORDER BY key")]

    def document(self, document_id: str) -> Document | None:
        """Read one document, None where there is none of that id."""
        rows = self._rows(f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE id = ?", [document_id])
        return document_from(rows[0]) if rows else None

    def ids_of(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Find the documents that each name, an id or a title, stands for."""
        return {
            name: [row[0] for row in self._rows("SELECT id FROM documents WHERE id = ?1 OR title = ?1", [name])]
            for name in names
        }

    def sentences(self, document: Document) -> list[Sentence]:
        """Read the sentences of a document, in order."""
        rows = self._rows(
            f"SELECT {SENTENCE_COLUMNS} FROM sentences WHERE document_id = ? ORDER BY number", [document.id]
        )
        return [sentence_from(row, document.text) for row in rows]

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Read passages by their ids; ids without a passage are left out."""
        rows = self._rows_of(f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id IN", ids)
        return {row[0]: passage_from(row) for row in rows}

    def passages_after(self, passage_id: int, document_id: str | None, most: int = _AT_ONCE) -> list[Passage]:
        """Read the next passages in the order of their ids, of one document or of all."""
        if document_id is None:
            rows = self._rows(
                f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id > ? ORDER BY id LIMIT ?", [passage_id, most]
            )
        else:
            rows = self._rows(
                f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE document_id = ? AND id > ? ORDER BY id LIMIT ?",
                [document_id, passage_id, most],
            )
        return [passage_from(row) for row in rows]

    def passage_ids(self, document_ids: Sequence[str] | None = None) -> Integers:
        """Read the ids of all passages, or of those of some documents, ascending."""
        import numpy as np

        if document_ids is None:
            rows = self._rows("SELECT id FROM passages ORDER BY id")
        else:
            rows = self._rows_of("SELECT id FROM passages WHERE document_id IN", document_ids)
        return np.sort(np.array([row[0] for row in rows], dtype=np.int64))

    def passage_vectors(self, ids: Sequence[int]) -> Floats:
        """Read passages' vectors: float32 (passages, dimension), in the order of `ids`, as they are stored.

        Raises:
            KeyError: there is none of a passage.
        """
        import numpy as np

        blobs = dict(self._rows_of("SELECT passage_id, passage FROM vectors WHERE passage_id IN", ids))
        joined = b"".join(blobs[passage_id] for passage_id in ids)
        return np.frombuffer(joined, dtype="<f2").reshape(-1, self.meta().dimension).astype(np.float32)

    def sentence_vectors(self, ids: Sequence[int]) -> dict[int, Floats]:
        """Read the vectors of passages' sentences: for each id float32 (sentences, dimension), as they are stored."""
        import numpy as np

        dimension = self.meta().dimension
        rows = self._rows_of("SELECT passage_id, sentences FROM vectors WHERE passage_id IN", ids)
        return {row[0]: np.frombuffer(row[1], dtype="<f2").reshape(-1, dimension).astype(np.float32) for row in rows}

    def search_words(
        self, question: str, most: int, document_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """Rank passages by the words of a question; see `index.lexical.search`."""
        with self.snapshot():
            return lexical.search(self._connection, question, most, self.meta().passage_count, document_ids)

    def document_frequency(self, terms: Sequence[str], document_ids: Sequence[str] | None = None) -> dict[str, int]:
        """Count the passages that contain each term; see `index.lexical.document_frequency`."""
        with self.snapshot():
            return lexical.document_frequency(self._connection, terms, document_ids)

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        with self._lock, explained(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def _rows_of(self, sql_in: str, keys: Sequence[Any]) -> list[Any]:
        """Give the rows of a statement that ends in "IN", for however many keys."""
        plain = json.dumps([key.item() if hasattr(key, "item") else key for key in keys])
        return self._rows(f"{sql_in} (SELECT value FROM json_each(?))", [plain])
