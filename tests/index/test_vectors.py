from __future__ import annotations

import json
import logging
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from index import Document
from index._writer import Writer
from index.errors import IndexDamaged
from index.store import Store
from index.vectors import CARD_FILE, VECTORS_FILE, VectorIndex, load_vectors
from tests.index.making import store_of

DIMENSION = 32
COUNT = 3000


def unit(rows: int, seed: int) -> npt.NDArray[np.float32]:
    """Draw clustered unit vectors, as float16 can hold them."""
    generator = np.random.default_rng(seed)
    centres = np.random.default_rng(7).normal(size=(40, DIMENSION))
    vectors = centres[generator.integers(40, size=rows)] + 0.5 * generator.normal(size=(rows, DIMENSION))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float16).astype(np.float32)


def documents(first: int, count: int) -> list[Document]:
    return [Document(f"d{number}", "", f"Text {number}.") for number in range(first, first + count)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store_of(tmp_path, documents(0, COUNT), unit(COUNT, 1))
    opened = Store(tmp_path)
    yield opened
    opened.close()


def by_hand(store: Store, query: npt.NDArray[np.float32], most: int) -> list[int]:
    ids = store.passage_ids()
    scores = store.passage_vectors(ids.tolist()) @ query
    return [int(ids[row]) for row in np.argsort(-scores, kind="stable")[:most]]


def recall(store: Store, vectors: VectorIndex) -> float:
    queries = unit(30, 2)
    hits = [
        len({found for found, _ in vectors.search(query, 10)} & set(by_hand(store, query, 10))) for query in queries
    ]
    return sum(hits) / (10 * len(queries))


def test_the_exact_search_is_exact(store: Store) -> None:
    vectors = VectorIndex.build(store, exact_below=COUNT + 1)
    assert vectors.exact
    assert len(vectors) == COUNT
    query = unit(1, 3)[0]
    found = vectors.search(query, 5)
    assert [passage_id for passage_id, _ in found] == by_hand(store, query, 5)
    expected = store.passage_vectors([passage_id for passage_id, _ in found]) @ query
    np.testing.assert_allclose([score for _, score in found], expected, atol=1e-5)


def test_the_inverted_file_finds_nearly_all(store: Store) -> None:
    vectors = VectorIndex.build(store, exact_below=100)
    assert not vectors.exact
    assert recall(store, vectors) > 0.95


@pytest.mark.parametrize("exact_below", [100, COUNT + 1])
def test_a_search_among_few_finds_them_all(store: Store, exact_below: int) -> None:
    vectors = VectorIndex.build(store, exact_below)
    among = store.passage_ids(["d5", "d77", "d2999"])
    assert {found for found, _ in vectors.search(unit(1, 4)[0], 10, among)} == set(among.tolist())
    assert vectors.search(unit(1, 4)[0], 10, among[:0]) == []


@pytest.mark.parametrize("exact_below", [100, COUNT + 1])
def test_what_is_saved_is_loaded_as_it_was(store: Store, exact_below: int) -> None:
    vectors = VectorIndex.build(store, exact_below)
    vectors.save(store.path)
    loaded = load_vectors(store.path, store.meta().state, exact_below=exact_below)
    assert loaded is not None
    assert loaded.exact == vectors.exact
    query = unit(1, 5)[0]
    assert loaded.search(query, 10) == vectors.search(query, 10)


@pytest.mark.parametrize("exact_below", [100, COUNT + 1])
def test_changes_are_followed(store: Store, exact_below: int) -> None:
    vectors = VectorIndex.build(store, exact_below)
    writer = Writer(store.path)
    for number in range(0, COUNT, 2):
        assert writer.remove(f"d{number}")
    writer.commit()
    removed = writer.removed
    before = set(store.passage_ids().tolist())
    store_of(store.path, documents(COUNT, 50), unit(50, 6))
    added = sorted(set(store.passage_ids().tolist()) - before)
    assert len(removed) == COUNT // 2
    assert len(added) == 50
    vectors.change(store, removed, added)
    assert len(vectors) == COUNT // 2 + 50
    assert vectors.state == store.meta().state
    assert recall(store, vectors) > 0.95
    assert min(added) > COUNT  # Ids are not given twice.


def test_a_file_that_does_not_fit_is_not_loaded(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    state = store.meta().state
    VectorIndex.build(store, 100).save(store.path)
    assert load_vectors(store.path, state, exact_below=100) is not None
    assert load_vectors(store.path, "another", exact_below=100) is None
    assert load_vectors(store.path, state, exact_below=COUNT + 1) is None
    file, card = store.path / VECTORS_FILE, store.path / CARD_FILE
    content, told = file.read_bytes(), card.read_text(encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        for damaged in (content[:-1], content[:50], b"", content[:200] + b"\xff\xff" + content[202:]):
            file.write_bytes(damaged)
            assert load_vectors(store.path, state, exact_below=100) is None
    assert "is damaged and is built anew" in caplog.text
    file.write_bytes(content)
    for damaged_card in ("", "{}", "[]", told.replace('"format": 1', '"format": 2'), told.replace("count", "cnt")):
        card.write_text(damaged_card, encoding="utf-8")
        assert load_vectors(store.path, state, exact_below=100) is None
    card.write_text(told, encoding="utf-8")
    assert load_vectors(store.path, state, exact_below=100) is not None
    file.unlink()
    assert load_vectors(store.path, state, exact_below=100) is None


def test_a_file_that_faiss_refuses_is_not_loaded(store: Store) -> None:
    VectorIndex.build(store, 100).save(store.path)
    (store.path / VECTORS_FILE).write_bytes(b"nonsense that FAISS does not know")
    card = json.loads((store.path / CARD_FILE).read_bytes())
    content = (store.path / VECTORS_FILE).read_bytes()
    card |= {"size": len(content), "checksum": zlib.crc32(content)}
    (store.path / CARD_FILE).write_text(json.dumps(card), encoding="utf-8")
    assert load_vectors(store.path, store.meta().state, exact_below=100) is None


def test_cells_that_have_become_too_full_are_made_anew(store: Store) -> None:
    VectorIndex.build(store, 100).save(store.path)
    card = json.loads((store.path / CARD_FILE).read_bytes())
    (store.path / CARD_FILE).write_text(json.dumps(card | {"trained_for": COUNT // 2 - 1}), encoding="utf-8")
    assert load_vectors(store.path, store.meta().state, exact_below=100) is None


def test_an_older_state_does_not_take_the_place_of_a_newer(store: Store) -> None:
    older = VectorIndex.build(store, COUNT + 1)
    assert older.keep(store.path)
    store_of(store.path, documents(COUNT, 1), unit(1, 8))
    newer = VectorIndex.build(store, COUNT + 9)
    assert newer.keep(store.path)
    assert not older.keep(store.path)
    assert load_vectors(store.path, newer.state, exact_below=COUNT + 9) is not None


def test_that_it_cannot_be_kept_is_only_told(store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert not VectorIndex.build(store, COUNT + 1).keep(tmp_path / "file")
    assert "could not be kept" in caplog.text


def test_an_empty_store_has_nothing_to_find(tmp_path: Path) -> None:
    store_of(tmp_path, documents(0, 1), unit(1, 1))
    writer = Writer(tmp_path)
    writer.remove("d0")
    writer.commit()
    store = Store(tmp_path)
    try:
        for exact_below in (0, 10):
            vectors = VectorIndex.build(store, exact_below)
            assert vectors.search(unit(1, 1)[0], 5) == []
    finally:
        store.close()


def test_a_store_that_lacks_a_vector_is_damaged(store: Store) -> None:
    with sqlite3.connect(store.path / "index.sqlite") as connection:
        connection.execute("DELETE FROM vectors WHERE passage_id = 7")
    connection.close()
    with pytest.raises(IndexDamaged, match="the vector of passage 7 is missing"):
        VectorIndex.build(store, COUNT + 1)
