"""The open index: what was read, ready to be searched."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from index.document import Document, Passage, ScoredPassage, Sentence
from index.embed import Embedder, open_embedder
from index.embed.embedder import normalised
from index.errors import IndexModelMismatch
from index.fusion import reciprocal_rank_fusion
from index.settings import Settings
from index.store import Store
from index.vectors import VectorIndex, load_vectors

if TYPE_CHECKING:
    from index._arrays import Floats
    from index.names import Names

_log = logging.getLogger(__name__)

_KEPT_DOCUMENTS = 64
"""Documents whose sentences are kept in memory."""
_KEPT_NAMES = 8
"""Choices of documents whose names are kept, besides those of all."""


class Index:
    """An index, open for reading; thread-safe, and a context manager that closes it.

    It follows the folder: what another process builds is found by the next search.

    Example:
        ```python
        from index import open_index

        with open_index("reports.index") as index:
            for found in index.search("Who attacked the base?", k=3):
                print(found.score, found.passage.text)
        ```
    """

    def __init__(self, path: Path, settings: Settings, embedder: Embedder, skipped: Sequence[str] = ()) -> None:
        """Open the index in the folder `path`; see `open_index`."""
        self.path = path.absolute()
        self.settings = settings
        self.skipped = tuple(skipped)
        """What the build that gave this index left out of folders: a sentence for each file."""
        self._embedder = embedder
        self._recent: tuple[str, Floats] | None = None
        self._store = Store(self.path)
        self._lock = threading.RLock()
        self._vectors: VectorIndex | None = None
        self._cached_generation = -1
        self._documents: dict[str, Document] | None = None
        self._sentences: dict[str, tuple[Sentence, ...]] = {}
        self._names: dict[tuple[str, ...] | None, Names] = {}
        self._names_generation = -1
        self._names_lock = threading.Lock()
        try:
            self._check_model()
        except BaseException:
            self._store.close()
            raise

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; closing twice does no harm."""
        self._store.close()

    @property
    def generation(self) -> int:
        """The number of the index's current state, raised by each change."""
        return self._store.generation()

    @property
    def model(self) -> str:
        """The name of the embedding model that made the index."""
        return self._store.meta().model_name

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        return self._embedder

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        return self._store.meta().passage_count

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order in which they were first added."""
        return tuple(self._documents_by_id().values())

    def document(self, document_id: str) -> Document:
        """Give one document.

        Raises:
            KeyError: there is none of that id.
        """
        return self._documents_by_id()[document_id]

    def sentences(self, document_id: str) -> tuple[Sentence, ...]:
        """Give the sentences of a document, in order.

        Raises:
            KeyError: there is no document of that id.
        """
        with self._lock, self._store.snapshot():
            document = self._documents_by_id()[document_id]
            known = self._sentences.get(document_id)
            if known is None:
                known = tuple(self._store.sentences(document))
                while len(self._sentences) >= _KEPT_DOCUMENTS:
                    self._sentences.pop(next(iter(self._sentences)))
                self._sentences[document_id] = known
            return known

    @property
    def names(self) -> Names:
        """The names of all documents, see `names_of`."""
        return self.names_of()

    def names_of(self, documents: Iterable[str] | None = None) -> Names:
        """Give the names of some documents, and what else they may be called in a question.

        They are gathered when they are first asked for and after each change, a second for every 100,000 words; those
        of all documents and of the last few choices are kept.

        Args:
            documents: ids or titles; all documents, if not told.

        Raises:
            AliasError: the file of aliases that is set cannot be used.
            KeyError: there is no document of that id or title.
        """
        from index.names import Names, read_aliases

        with self._names_lock:
            with self._lock, self._store.snapshot():
                chosen = self.resolved(documents)
                whole = len(chosen) == len(self._documents_by_id())
                key = None if whole else tuple(document.id for document in chosen)
                if self._names_generation != self._cached_generation:
                    self._names, self._names_generation = {}, self._cached_generation
                if key in self._names:
                    self._names[key] = self._names.pop(key)  # the last asked for stand last
                    return self._names[key]
                sentences = [self._store.sentences(document) for document in chosen]
            names = Names.of(sentences, read_aliases(self.settings.aliases))
            self._names[key] = names
            kept = [choice for choice in self._names if choice is not None]
            for choice in kept[:-_KEPT_NAMES]:
                self._names.pop(choice)
            return names

    def resolved(self, documents: Iterable[str] | None = None) -> list[Document]:
        """Give the documents of ids or titles; all, if not told.

        Raises:
            KeyError: there is none of that id or title.
        """
        with self._lock, self._store.snapshot():
            known = self._documents_by_id()
            return list(known.values()) if documents is None else [known[i] for i in self._resolved(documents)]

    def passages(self, document_id: str | None = None) -> Iterator[Passage]:
        """Give the passages of a document, or of all, in the order in which they were added."""
        last = 0
        while found := self._store.passages_after(last, document_id):
            yield from found
            last = found[-1].id

    def search(self, question: str, k: int = 8, *, documents: Iterable[str] | None = None) -> list[ScoredPassage]:
        """Find the passages that may answer a question.

        Two searches, by vectors and by words (BM25), are joined by `index.fusion.reciprocal_rank_fusion`.

        Args:
            question: any text; an empty one finds nothing.
            k: how many passages to return at most.
            documents: ids or titles of the documents to look at; None looks at all.

        Returns:
            The passages, best first.

        Raises:
            KeyError: a document of that id or title does not exist.
        """
        if not question.strip() or k < 1:
            return []
        vector = self.embed([question])[0]
        most = max(k, self.settings.candidates)
        with self._lock, self._store.snapshot():
            ids = None if documents is None else self._resolved(documents)
            dense = dict(self._dense(vector, most, ids))
            lexical = dict(self._store.search_words(question, most, ids))
            scores = reciprocal_rank_fusion([list(dense), list(lexical)], self.settings.rrf_k)
            best = sorted(scores, key=lambda found: (-scores[found], found))[:k]
            passages = self._store.passages(best)
        return [ScoredPassage(passages[found], scores[found], dense.get(found), lexical.get(found)) for found in best]

    def nearest(
        self, vector: Sequence[float] | Floats, k: int = 8, *, documents: Iterable[str] | None = None
    ) -> list[ScoredPassage]:
        """Find the passages nearest to a vector of unit length; scores are cosine similarities.

        Args:
            vector: as `embed` gives it.
            k: how many passages to return at most.
            documents: ids or titles of the documents to look at; None looks at all.

        Returns:
            The passages, best first.

        Raises:
            KeyError: a document of that id or title does not exist.
        """
        import numpy as np

        if k < 1:
            return []
        with self._lock, self._store.snapshot():
            ids = None if documents is None else self._resolved(documents)
            found = self._dense(np.asarray(vector, dtype=np.float32), k, ids)
            passages = self._store.passages([passage_id for passage_id, _ in found])
        return [ScoredPassage(passages[passage_id], cosine, dense=cosine) for passage_id, cosine in found]

    def embed(self, texts: Sequence[str]) -> Floats:
        """Embed questions: float32 (texts, dimension), rows of unit length.

        The last question is remembered: searching and reading both ask for it.
        """
        asked = tuple(texts)
        recent = self._recent
        if len(asked) == 1 and recent is not None and recent[0] == asked[0]:
            return recent[1].copy()
        vectors = self._embedder.embed(asked, "query")
        if len(asked) == 1:
            self._recent = (asked[0], vectors.copy())
        return vectors

    def sentence_vectors(self, passages: Sequence[Passage]) -> list[Floats]:
        """Give the vectors of the sentences of passages, as the build pooled them.

        Returns:
            For each passage float32 (sentences, dimension), rows of unit length.

        Raises:
            KeyError: a passage is no longer in the index.
        """
        stored = self._store.sentence_vectors([passage.id for passage in passages])
        return [normalised(stored[passage.id]) for passage in passages]

    def passage_vectors(self, passages: Sequence[Passage]) -> Floats:
        """Give the vectors of passages: float32 (passages, dimension), rows of unit length.

        Raises:
            KeyError: a passage is no longer in the index.
        """
        return normalised(self._store.passage_vectors([passage.id for passage in passages]))

    def document_frequency(self, terms: Sequence[str], documents: Iterable[str] | None = None) -> dict[str, int]:
        """Count the passages that contain each term, whatever its ending; of several words, all of them in a row.

        Args:
            terms: words, or several words in a row.
            documents: ids or titles whose passages count; all, if not told.

        Raises:
            KeyError: there is no document of that id or title.
        """
        return self._store.document_frequency(terms, None if documents is None else self._resolved(documents))

    def remove(self, document_ids: Iterable[str]) -> int:
        """Remove documents; ids without a document are passed over.

        Returns:
            How many documents were removed.

        Raises:
            IndexUnusable: the index is being built by another process, or cannot be written.
        """
        from index.build import remove_documents

        return remove_documents(self.path, document_ids, self.settings)

    def _dense(self, vector: Floats, most: int, document_ids: Sequence[str] | None) -> list[tuple[int, float]]:
        among = None if document_ids is None else self._store.passage_ids(document_ids)
        return self._current_vectors().search(vector, most, among)

    def _resolved(self, names: Iterable[str]) -> list[str]:
        names = [names] if isinstance(names, str) else list(names)
        found = self._store.ids_of(names)
        for name, ids in found.items():
            if not ids:
                raise KeyError(f"There is no document {name!r} in the index at {self.path}.")
        return sorted({document_id for ids in found.values() for document_id in ids})

    def _documents_by_id(self) -> dict[str, Document]:
        with self._lock, self._store.snapshot():
            generation = self._store.generation()
            if self._documents is None or generation != self._cached_generation:
                self._documents = {document.id: document for document in self._store.documents()}
                self._sentences.clear()
                self._cached_generation = generation
            return self._documents

    def _current_vectors(self) -> VectorIndex:
        """Give the vectors of the store's current state: loaded, or built anew where the file does not fit."""
        state = self._store.meta().state
        if self._vectors is None or self._vectors.state != state:
            exact_below = self.settings.exact_below
            self._vectors = load_vectors(self.path, state, exact_below=exact_below) or self._rebuilt_vectors()
        return self._vectors

    def _rebuilt_vectors(self) -> VectorIndex:
        _log.info("building the vector file of %s from the store", self.path)
        vectors = VectorIndex.build(self._store, self.settings.exact_below)
        if os.access(self.path, os.W_OK):
            vectors.keep(self.path)
        return vectors

    def _check_model(self) -> None:
        meta = self._store.meta()
        if meta.model_fingerprint != self._embedder.model.fingerprint:
            raise IndexModelMismatch(
                f"The index at {self.path} was made by the embedding model {meta.model_name}, but "
                f"{self._embedder.model.name} is set (or its files have changed); set that model, or build a new index."
            )


def open_index(path: str | os.PathLike[str], *, settings: Settings | None = None) -> Index:
    """Open the index in the folder `path`.

    Args:
        path: the folder that `build_index` made.
        settings: None loads them (`Settings.load`).

    Raises:
        IndexMissing: there is none.
        IndexForeign: the path holds something else.
        IndexDamaged: it is half-written, or damaged.
        IndexTooNew: a newer version wrote it.
        IndexModelMismatch: another embedding model made it.
        ModelError: the embedding model is missing or damaged.
        SettingsError: a setting cannot be used.
    """
    from index._sqlite import check_place
    from index.names.aliases import read_aliases

    place = Path(path)
    check_place(place, must_exist=True)
    settings = settings or Settings.load()
    read_aliases(settings.aliases)
    return Index(place, settings, open_embedder(settings))
