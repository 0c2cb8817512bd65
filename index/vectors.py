"""Finding passages by their vectors: a FAISS file, derived from the store and rebuilt from it when it does not fit."""

from __future__ import annotations

import json
import logging
import math
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index._files import replace_atomically, write_atomically
from index.errors import IndexDamaged
from index.store import Store

if TYPE_CHECKING:
    from index._arrays import Floats, Integers

_log = logging.getLogger(__name__)

VECTORS_FILE = "vectors.faiss"
CARD_FILE = "vectors.json"
LOCK_FILE = "vectors.lock"
FORMAT = 1

_AT_ONCE = 8192
_PATIENCE = 60.0
"""Seconds to wait while another process writes the file."""
_PROBES = 32
"""Cells of an inverted file that a search looks into: recall 1.0 on 200,000 clustered vectors."""
_TRAIN_PER_CELL = 64
_MAP_ABOVE = 256 * 1024 * 1024
"""Bytes; a larger file is mapped and read as it is needed, and only its size is checked."""


@dataclass(frozen=True, slots=True)
class _Card:
    """What is known of the FAISS file: the state of the store it was made of, its size and checksum (CRC-32), and, of
    an inverted file, how many vectors its cells were trained for (0 where the search is exact).
    """

    state: str
    count: int
    trained_for: int
    size: int
    checksum: int
    format: int = FORMAT


class VectorIndex:
    """The vectors of all passages of one state of a store; searching is thread-safe, changing is not."""

    def __init__(self, index: Any, state: str, trained_for: int = 0) -> None:
        """Wrap a FAISS index that knows passages by their ids; see `load_vectors`."""
        self._index = index
        self.state = state
        self.trained_for = trained_for

    def __len__(self) -> int:
        """Count the passages."""
        return int(self._index.ntotal)

    @property
    def exact(self) -> bool:
        """Whether every vector is compared, or only those in the nearest cells."""
        return self.trained_for == 0

    @classmethod
    def build(cls, store: Store, exact_below: int) -> VectorIndex:
        """Build it from the store."""
        import faiss

        with store.snapshot():
            meta, ids = store.meta(), store.passage_ids()
            trained_for = 0 if len(ids) < max(exact_below, 1) else len(ids)
            # The store holds float16, so 16 bits lose nothing and halve memory and time.
            kind, metric = faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
            if trained_for:
                cells = max(1, min(round(4 * math.sqrt(len(ids))), len(ids) // 39))
                quantizer = faiss.IndexFlatIP(meta.dimension)
                index: Any = faiss.IndexIVFScalarQuantizer(quantizer, meta.dimension, cells, kind, metric)
                step = max(1, len(ids) // (cells * _TRAIN_PER_CELL))
                index.train(store.passage_vectors(ids[::step].tolist()))
            else:
                index = faiss.IndexIDMap2(faiss.IndexScalarQuantizer(meta.dimension, kind, metric))
                index.train(_no_vectors(meta.dimension))
            made = cls(index, meta.state, trained_for)
            made._add(store, ids.tolist())
        return made

    def change(self, store: Store, removed: Sequence[int], added: Sequence[int]) -> None:
        """Follow the store to its current state: take out the passages `removed`, put in those `added`."""
        import faiss
        import numpy as np

        if removed:
            self._index.remove_ids(faiss.IDSelectorBatch(np.array(removed, dtype=np.int64)))
        with store.snapshot():
            self._add(store, added)
            self.state = store.meta().state

    def search(self, vector: Floats, most: int, among: Integers | None = None) -> list[tuple[int, float]]:
        """Find the passages nearest to a unit vector.

        Args:
            vector: float32 (dimension,).
            most: how many to return at most.
            among: where given, the ids of the passages to look at.

        Returns:
            (passage id, cosine similarity), best first.
        """
        import numpy as np

        most = min(most, len(self) if among is None else len(among))
        if most == 0:
            return []
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        with _one_thread():
            scores, ids = self._index.search(query, most, params=self._parameters(among))
        return [(int(found), float(score)) for found, score in zip(ids[0], scores[0], strict=True) if found >= 0]

    def _parameters(self, among: Integers | None) -> Any:
        import faiss
        import numpy as np

        library: Any = faiss  # Its type stubs miss the keywords.
        selector = None if among is None else faiss.IDSelectorBatch(np.ascontiguousarray(among, dtype=np.int64))
        if self.exact:
            return None if selector is None else library.SearchParameters(sel=selector)
        # A few passages are soon compared with, and might all lie in cells that would not be looked into.
        probes = _PROBES if selector is None else self._index.nlist
        return library.SearchParametersIVF(sel=selector, nprobe=probes)

    def keep(self, folder: Path) -> bool:
        """Save it, unless a newer one is there; that it cannot be saved is logged, and costs time at the next start.

        Returns:
            Whether it was saved.
        """
        from filelock import FileLock, Timeout

        try:
            # Not the lock of builds: a search that keeps what it had to make must not turn a build away.
            with FileLock(folder / LOCK_FILE, timeout=_PATIENCE, thread_local=False):
                if _is_newer(_read_card(folder), self.state):
                    return False
                self.save(folder)
        except (OSError, Timeout) as error:
            _log.warning("the vector file of %s could not be kept: %s", folder, error)
            return False
        return True

    def save(self, folder: Path) -> None:
        """Write the FAISS file, then the card that makes it valid.

        Raises:
            OSError: the folder cannot be written.
        """
        import faiss

        file = folder / VECTORS_FILE
        replace_atomically(file, lambda temporary: faiss.write_index(self._index, str(temporary)))
        card = _Card(self.state, len(self), self.trained_for, file.stat().st_size, _checksum(file))
        write_atomically(folder / CARD_FILE, json.dumps(asdict(card)).encode())

    def _add(self, store: Store, ids: Sequence[int]) -> None:
        import numpy as np

        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            try:
                vectors = store.passage_vectors(part)
            except KeyError as error:
                raise IndexDamaged(
                    f"The index at {store.path} is damaged (the vector of passage {error} is missing); "
                    "delete that folder and build the index again."
                ) from error
            self._index.add_with_ids(vectors, np.array(part, dtype=np.int64))


def load_vectors(folder: Path, state: str, *, exact_below: int, to_change: bool = False) -> VectorIndex | None:
    """Load the FAISS file of `folder` if it is whole and was made of the store's state `state`, else None.

    Args:
        folder: the index's folder.
        state: see `index.store.Meta.state`.
        exact_below: None is returned as well where this asks for another kind of search than the file's.
        to_change: load it into memory, so that it can be changed.
    """
    card = _read_card(folder)
    if card is None or card.state != state:
        return None
    # Cells for half as many vectors become too full; far fewer vectors need no cells.
    fits = card.count < exact_below if not card.trained_for else exact_below <= card.count <= 2 * card.trained_for
    file = folder / VECTORS_FILE
    try:
        if not fits or file.stat().st_size != card.size:
            return None
        mapped = card.size > _MAP_ABOVE
        # FAISS believes what it reads, so a damaged file must not reach it.
        if not mapped and _checksum(file) != card.checksum:
            _log.warning("the file %s is damaged and is built anew from the store", file)
            return None
        import faiss

        flags = faiss.IO_FLAG_MMAP if mapped and card.trained_for and not to_change else 0
        return VectorIndex(faiss.read_index(str(file), flags), state, card.trained_for)
    except (OSError, RuntimeError) as error:
        _log.warning("the file %s cannot be read and is built anew from the store: %s", file, error)
        return None


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let FAISS use no more threads: it shares out queries, and here there is one, so that more only wait."""
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)  # This holds for the thread that calls it.
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _read_card(folder: Path) -> _Card | None:
    try:
        content = json.loads((folder / CARD_FILE).read_bytes())
        return _Card(**content) if content["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_newer(card: _Card | None, state: str) -> bool:
    """Say whether the file is of a later state of the same store; a state is a store's uid and a number."""
    if card is None:
        return False
    (there, there_number), (here, here_number) = card.state.rsplit("-", 1), state.rsplit("-", 1)
    return there == here and int(there_number) > int(here_number)


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as opened:
        while part := opened.read(1 << 20):
            checksum = zlib.crc32(part, checksum)
    return checksum


def _no_vectors(dimension: int) -> Floats:
    import numpy as np

    return np.zeros((0, dimension), dtype=np.float32)
