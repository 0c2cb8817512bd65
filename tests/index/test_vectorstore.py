"""The vector store keeps the promises that LangChain's own test suite for vector stores asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.documents import Document as LangChainDocument

from index import Index, Settings
from index.embeddings import IndexEmbeddings
from index.errors import LoadError
from index.vectorstore import IndexVectorStore

FOO = LangChainDocument(page_content="foo", metadata={"id": 1})
BAR = LangChainDocument(page_content="bar", metadata={"id": 2})


@pytest.fixture
def store(place: Path, settings: Settings) -> Iterator[IndexVectorStore]:
    made = IndexVectorStore.from_texts(["to be deleted"], path=place, settings=settings)
    made.delete()
    yield made
    made.index.close()


def test_an_empty_store_finds_nothing(store: IndexVectorStore) -> None:
    assert store.similarity_search("foo", k=1) == []


def test_what_was_added_is_found_as_it_was_added(store: IndexVectorStore) -> None:
    ids = store.add_documents([FOO, BAR])
    assert store.similarity_search("bar", k=2) == [
        LangChainDocument(id=ids[1], page_content="bar", metadata={"id": 2}),
        LangChainDocument(id=ids[0], page_content="foo", metadata={"id": 1}),
    ]
    assert FOO.id is None


def test_ids_name_what_was_added(store: IndexVectorStore) -> None:
    assert store.add_documents([FOO, BAR], ids=["1", "2"]) == ["1", "2"]
    assert store.add_documents([FOO, BAR], ids=["1", "2"]) == ["1", "2"]
    assert len(store.similarity_search("bar", k=10)) == 2
    store.add_texts(["new foo"], [{"id": 3}], ids=["1"])
    assert store.get_by_ids(["1", "9", "2"]) == [
        LangChainDocument(id="1", page_content="new foo", metadata={"id": 3}),
        LangChainDocument(id="2", page_content="bar", metadata={"id": 2}),
    ]
    assert store.delete(["1", "9"])
    assert store.get_by_ids(["1"]) == []
    assert [found.id for found in store.similarity_search("foo", k=10)] == ["2"]


def test_it_works_without_blocking_too(store: IndexVectorStore) -> None:
    async def use() -> list[LangChainDocument]:
        await store.aadd_documents([FOO, BAR], ids=["1", "2"])
        await store.adelete(["1"])
        return await store.asimilarity_search("foo", k=5)

    assert [found.id for found in asyncio.run(use())] == ["2"]


def test_long_texts_are_found_by_their_parts(store: IndexVectorStore) -> None:
    text = " ".join(f"Sentence number {number} is about nothing much." for number in range(40))
    store.add_texts([f"{text} The embassy was attacked by a drone."], [{"source": "a/b.txt"}], ids=["long"])
    (found,) = store.similarity_search("Who attacked the embassy?", k=1)
    assert found.page_content.endswith("The embassy was attacked by a drone.")
    assert found.metadata["document_id"] == "long"
    assert found.metadata["title"] == "b.txt"
    whole = store.get_by_ids(["long"])[0].page_content
    assert whole[found.metadata["start"] : found.metadata["end"]] == found.page_content
    assert found.id == f"long#{found.metadata['start']}"


def test_scores_are_cosine_similarities(report_index: Index) -> None:
    store = IndexVectorStore(report_index)
    scored = store.similarity_search_with_score("Who attacked the base?", k=4)
    scores = [score for _, score in scored]
    assert scores == sorted(scores, reverse=True)
    vector = store.embeddings.embed_query("Who attacked the base?")
    assert store.similarity_search_by_vector(vector, k=4) == [document for document, _ in scored]
    relevant = store.similarity_search_with_relevance_scores("Who attacked the base?", k=4, score_threshold=0.3)
    assert [score for _, score in relevant] == [score for score in scores if score >= 0.3]


def test_it_is_a_retriever_of_every_kind(report_index: Index) -> None:
    store = IndexVectorStore(report_index)
    question = "Which embassy did a drone approach?"
    similar = store.as_retriever(search_kwargs={"k": 3}).invoke(question)
    assert len(similar) == 3
    assert "embassy" in similar[0].page_content
    report = report_index.documents[0]
    for found in similar:
        assert report.text[found.metadata["start"] : found.metadata["end"]] == found.page_content
        assert found.metadata["source"] == report.source
    diverse = store.as_retriever(search_type="mmr", search_kwargs={"k": 3, "lambda_mult": 0.0}).invoke(question)
    assert diverse[0] == similar[0]
    assert diverse[1:] != similar[1:]
    sure = store.as_retriever(search_type="similarity_score_threshold", search_kwargs={"score_threshold": 0.4})
    assert 0 < len(sure.invoke(question)) < 4
    assert store.similarity_search(question, documents=["report.txt"], k=3) == similar


def test_embeddings_of_questions_and_documents_have_unit_length(settings: Settings, report_index: Index) -> None:
    embeddings = IndexEmbeddings(report_index.embedder)
    (vector,) = embeddings.embed_documents(["text"])
    assert len(vector) == 384
    assert sum(value * value for value in vector) == pytest.approx(1, abs=1e-4)
    assert embeddings.embed_query("text") == pytest.approx(vector, abs=1e-5)


def test_what_cannot_be_used_is_refused(store: IndexVectorStore, place: Path, settings: Settings) -> None:
    with pytest.raises(ValueError, match="There are 2 texts, but 1 ids"):
        store.add_texts(["a", "b"], ids=["1"])
    with pytest.raises(ValueError, match="There are 1 texts, but 2 metadatas"):
        store.add_texts(["a"], [{}, {}])
    with pytest.raises(ValueError, match="needs the folder"):
        IndexVectorStore.from_texts(["a"])
    with pytest.raises(ValueError, match="does not know colour"):
        IndexVectorStore.from_texts(["a"], path=place, colour="red")
    with pytest.raises(LoadError, match="plain JSON types"):
        store.add_texts(["a"], [{"when": object()}])
    assert store.add_texts([]) == []
