"""Building an index: what is new is read, cut, embedded and stored; what is known costs nothing."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index._lock import build_lock
from index._rows import digest_of
from index._writer import Writer
from index.chunk import Chunk, chunks_of
from index.document import Document, Sentence
from index.embed import Embedder, PassageVectors, open_embedder
from index.errors import IndexModelMismatch, IndexUnusable, LoadError
from index.index import Index
from index.load import Sources, load_sources
from index.names.aliases import read_aliases
from index.progress import Progress, ProgressCallback
from index.segment import segmentation_of, sentences_of
from index.settings import Settings
from index.store import Store
from index.vectors import VectorIndex, load_vectors

_log = logging.getLogger(__name__)

_PASSAGES_AT_ONCE = 512
"""Passages that are gathered before they are embedded: enough to sort them by length, few enough to hold."""


def build_index(
    sources: Sources,
    path: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
    progress: ProgressCallback | None = None,
    wait: float = 0.0,
) -> Index:
    """Build an index, or add to the one that is there.

    Afterwards the index holds what was given and what it held before. A document that it knows, by its id, is read
    again only if its content differs. All happens at once or not at all: a build that is stopped, however hard, leaves
    the index as it was.

    Args:
        sources: files, folders, `Document`s, or several of them.
        path: the index's folder, made where it is missing.
        settings: None loads them (`Settings.load`).
        progress: called with a `Progress` now and then; what it raises stops the build.
        wait: for how many seconds to wait while another process builds this index; negative waits for ever.

    Returns:
        The index, open.

    Raises:
        LoadError: a source that was named cannot be read.
        IndexBusy: another process is building this index.
        IndexUnusable: the folder cannot be written, or holds something else, or an index that cannot be used.
        ModelError: the embedding model is missing or damaged.
        SettingsError: a setting cannot be used.
    """
    settings = settings or Settings.load()
    place = Path(path)
    read_aliases(settings.aliases)  # what is wrong with them is told before the work, not after it
    embedder = open_embedder(settings)
    with build_lock(place, wait):
        skipped = _Build(place, settings, embedder, progress or _silent).run(sources)
    embedder.settle()
    return Index(place, settings, embedder, skipped)


def remove_documents(path: Path, document_ids: Iterable[str], settings: Settings) -> int:
    """Remove documents from the index at `path`; see `Index.remove`."""
    with build_lock(path):
        before = _state(path)
        writer = Writer(path)
        try:
            count = sum([writer.remove(document_id) for document_id in document_ids])
            writer.commit()
        except BaseException:
            writer.abandon()
            raise
        if count:
            _save_vectors(path, settings, before, writer)
    return count


@dataclass(frozen=True, slots=True)
class _Cut:
    """A document, cut and waiting for its vectors."""

    document: Document
    sentences: Sequence[Sentence]
    chunks: Sequence[Chunk]


class _Build:
    """One build; the caller holds the lock."""

    def __init__(self, path: Path, settings: Settings, embedder: Embedder, progress: ProgressCallback) -> None:
        self.path = path
        self.settings = settings
        self.embedder = embedder
        self.progress = progress
        self.known_passages = 0
        self.embedded_passages = 0
        self.waiting: list[_Cut] = []

    def run(self, sources: Sources) -> list[str]:
        """Build; give a sentence for each file that was skipped."""
        before = _state(self.path)
        writer = Writer(self.path)
        try:
            self._prepare(writer)
            skipped = self._read(writer, sources)
            self._embed(writer)
            if writer.is_new and not writer.added:
                raise LoadError(f"There is nothing to make an index of: {skipped[0]}")
            self.progress(Progress("saving", 0, 1))
            writer.commit()
        except BaseException:
            writer.abandon()
            raise
        if writer.changed:
            _save_vectors(self.path, self.settings, before, writer)
        self.progress(Progress("saving", 1, 1))
        return skipped

    def _prepare(self, writer: Writer) -> None:
        segmentation = "/".join(map(str, segmentation_of(self.settings)))
        model = self.embedder.model
        if writer.is_new:
            writer.create(model.name, model.fingerprint, segmentation)
            return
        meta = writer.meta()
        if meta.model_fingerprint != model.fingerprint:
            raise IndexModelMismatch(
                f"The index at {self.path} was made by the embedding model {meta.model_name}, but {model.name} is set "
                "(or its files have changed); set that model, or build a new index in another folder."
            )
        if meta.segmentation != segmentation:
            _log.info("the passages of %s are cut anew, since the settings for them have changed", self.path)
            for document in writer.documents():
                self._cut(writer, document)
            writer.note("segmentation", segmentation)

    def _read(self, writer: Writer, sources: Sources) -> list[str]:
        skipped: list[str] = []
        for count, loaded in enumerate(load_sources(sources, self.settings.encoding), start=1):
            self.progress(Progress("reading", count, count))
            if not isinstance(loaded, Document):
                skipped.append(loaded.reason)
            elif writer.digest(loaded.id) != digest_of(loaded):
                self._cut(writer, loaded)
        return skipped

    def _cut(self, writer: Writer, document: Document) -> None:
        sentences = sentences_of(document, day_first=self.settings.day_first)
        chunks = chunks_of(
            document,
            sentences,
            most_sentences=self.settings.passage_sentences,
            most_characters=self.settings.passage_characters,
        )
        self.waiting.append(_Cut(document, sentences, chunks))
        self.known_passages += len(chunks)
        if sum(len(cut.chunks) for cut in self.waiting) >= _PASSAGES_AT_ONCE:
            self._embed(writer)

    def _embed(self, writer: Writer) -> None:
        if not self.waiting:
            return
        if not self.embedder.is_loaded:
            self.progress(Progress("loading the model", 0, 1))
            self.embedder.load()
            self.progress(Progress("loading the model", 1, 1))
        if writer.is_new:
            writer.note("dimension", str(self.embedder.traits.dimension))
        pairs = [(cut.document, chunk) for cut in self.waiting for chunk in cut.chunks]
        texts = [chunk.embedded(document.text) for document, chunk in pairs]
        vectors: dict[int, PassageVectors] = {}
        for row, made in self.embedder.embed_passages(texts, [chunk.spans() for _, chunk in pairs]):
            vectors[row] = made
            self.embedded_passages += 1
            self.progress(Progress("embedding", self.embedded_passages, self.known_passages))
        first = 0
        for cut in self.waiting:
            last = first + len(cut.chunks)
            writer.put(cut.document, cut.sentences, cut.chunks, [vectors[row] for row in range(first, last)])
            first = last
        self.waiting.clear()


def _state(path: Path) -> str | None:
    """Name the state of the index that is there, None where there is none that can be read."""
    try:
        store = Store(path)
    except IndexUnusable:
        return None
    try:
        return store.meta().state
    finally:
        store.close()


def _save_vectors(path: Path, settings: Settings, before: str | None, writer: Writer) -> None:
    """Bring the FAISS file to the store's new state, from the old file where that was in order."""
    store = Store(path)
    try:
        exact_below = settings.exact_below
        vectors = load_vectors(path, before, exact_below=exact_below, to_change=True) if before else None
        if vectors is not None and vectors.exact == (store.meta().passage_count < exact_below):
            vectors.change(store, writer.removed, writer.added)
        else:
            vectors = VectorIndex.build(store, exact_below)
        vectors.keep(path)
    finally:
        store.close()


_silent: Callable[[Progress], None] = lambda progress: None  # noqa: E731
