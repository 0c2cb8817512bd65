from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.store import Store
from tests.index.making import store_of

TEXTS = {
    "drone": "A drone approached the U.S. Embassy in Baghdad.",
    "rocket": "Several rockets were fired at the base, injuring soldiers.",
    "oil": "The Zürich oil company's field was attacked on July 4.",
    "us": "They told us nothing about the attack.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("store")
    documents = [Document(name, f"Title of {name}", text) for name, text in TEXTS.items()]
    store_of(path, documents, np.eye(4, 8, dtype=np.float32))
    opened = Store(path)
    yield opened
    opened.close()


def found(store: Store, question: str, documents: list[str] | None = None) -> list[str]:
    hits = store.search_words(question, 10, documents)
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    passages = store.passages([passage_id for passage_id, _ in hits])
    return [passages[passage_id].document_id for passage_id, _ in hits]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which embassies?", ["drone"]),
        ("Who fired the rocket?", ["rocket", "drone", "oil"]),
        ("zurich", ["oil"]),
        ("US embassy", ["drone", "us"]),
        ("U.S. EMBASSY", ["drone", "us"]),
        ("the companies", ["oil", "drone", "rocket", "us"]),
        ("nothing of the kind", ["us", "oil", "drone", "rocket"]),
        ("xyzzy", []),
        ("", []),
        ("?!", []),
        ('" OR * NEAR( drone', ["drone"]),
        ("text:drone AND NOT header", ["drone"]),
        ("\x00drone\x00", ["drone"]),
    ],
)
def test_passages_are_found_by_their_words(store: Store, question: str, expected: list[str]) -> None:
    hits = found(store, question)
    assert hits[:1] == expected[:1]
    assert set(expected) <= set(hits)
    assert bool(hits) is bool(expected)


def test_documents_restrict_the_search(store: Store) -> None:
    assert found(store, "attack", ["us"]) == ["us"]
    assert set(found(store, "attack")) == {"us", "oil"}
    assert found(store, "attack", []) == []


def test_terms_are_counted_in_chosen_documents(store: Store) -> None:
    terms = ["attack", "US", "oil company"]
    everywhere = store.document_frequency(terms)
    here = store.document_frequency(terms, ["us"])
    assert here["attack"] == 1
    assert here["oil company"] == 0
    assert all(0 <= here[term] <= everywhere[term] for term in terms)
    assert store.document_frequency(terms, []) == dict.fromkeys(terms, 0)


def test_terms_are_counted_as_they_are_searched(store: Store) -> None:
    terms = ["attack", "attacking", "US", "U.S.", "Zurich", "oil company", "company oil", "Title", "xyzzy", "", "?"]
    counts = store.document_frequency(terms)
    assert counts == {
        "attack": 2,
        "attacking": 2,
        "US": 2,
        "U.S.": 2,
        "Zurich": 1,
        "oil company": 1,
        "company oil": 0,
        "Title": 4,
        "xyzzy": 0,
        "": 0,
        "?": 0,
    }


@given(question=st.text(max_size=200))
def test_any_question_can_be_asked(store: Store, question: str) -> None:
    for passage_id, score in store.search_words(question, 5):
        assert passage_id in {1, 2, 3, 4}
        assert score > 0


@pytest.mark.slow
def test_frequent_words_stay_fast_and_rare_ones_decide(tmp_path: Path) -> None:
    count = 20_000
    frequent = "who was it that attacked the base on the day"
    documents = [Document(str(number), "", f"{frequent} number{number}") for number in range(count)]
    store_of(tmp_path, documents, np.ones((count, 4), dtype=np.float32))
    store = Store(tmp_path)
    try:
        began = time.perf_counter()
        assert store.search_words(frequent, 50) == []
        hits = store.search_words(f"{frequent} number777", 50)
        assert time.perf_counter() - began < 1.0  # It takes 0.01 s; ranking all would take several.
        assert [store.passages([passage_id])[passage_id].document_id for passage_id, _ in hits] == ["777"]
    finally:
        store.close()
