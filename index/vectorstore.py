"""The index as a LangChain vector store, for chains of one's own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import Any

from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from index.build import build_index
from index.document import Document, Passage, ScoredPassage
from index.embeddings import IndexEmbeddings
from index.index import Index
from index.settings import Settings


class IndexVectorStore(VectorStore):
    """An `Index` as LangChain's `VectorStore`.

    What is found are passages. One that is a whole text added here comes back as it was added, id and metadata too. Any
    other has the id "document id#start" and, beside its document's metadata, `document_id`, `title`, `source`,
    `page`, `start` and `end`, so that it can be cited.

    Searches here are by vectors alone, as LangChain means them: scores are cosine similarities, higher is better.
    `Index.search` joins them with a search by words. The keyword `documents` (ids or titles) restricts any search.

    Example:
        ```python
        from index import open_index
        from index.vectorstore import IndexVectorStore

        retriever = IndexVectorStore(open_index("reports.index")).as_retriever(search_kwargs={"k": 4})
        retriever.invoke("Who attacked the base?")
        ```
    """

    def __init__(self, index: Index) -> None:
        """Wrap an open index; whoever opened it closes it."""
        self.index = index

    @property
    def embeddings(self) -> Embeddings:
        """The index's embedding model."""
        return IndexEmbeddings(self.index.embedder)

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings | None = None,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        path: str | os.PathLike[str] | None = None,
        settings: Settings | None = None,
        **kwargs: Any,
    ) -> IndexVectorStore:
        """Build an index of texts, or add them to the one at `path`.

        Args:
            texts: the texts; long ones become several passages.
            embedding: None or an `IndexEmbeddings`, since an index embeds with its own model.
            metadatas: of each text, plain JSON types; "title" and "source" give the document's title.
            ids: of each text; a text with an id that is there already replaces it.
            path: the index's folder; required.
            settings: None loads them.
            **kwargs: none are known.

        Raises:
            ValueError: an argument cannot be used.
            ReportQAError: the index cannot be built.
        """
        if kwargs:
            raise ValueError(f"from_texts does not know {', '.join(sorted(kwargs))}.")
        if path is None:
            raise ValueError("from_texts needs the folder for the index: path=…")
        if embedding is not None and not isinstance(embedding, IndexEmbeddings):
            raise ValueError("An index embeds with its own model (Settings.model); give embedding=None.")
        documents = _documents(texts, metadatas, ids)
        return cls(build_index(documents, path, settings=settings))

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: Sequence[str | None] | None = None,
        **kwargs: Any,
    ) -> list[str]:
        """Add texts, or replace those with the same ids; see `from_texts`.

        Returns:
            The ids of the texts.
        """
        documents = _documents(list(texts), metadatas, ids)
        if documents:
            build_index(documents, self.index.path, settings=self.index.settings).close()
        return [document.id for document in documents]

    def delete(self, ids: list[str] | None = None, **kwargs: Any) -> bool | None:
        """Delete documents by their ids; None deletes all.

        Returns:
            True; ids without a document are passed over.
        """
        self.index.remove([document.id for document in self.index.documents] if ids is None else ids)
        return True

    def get_by_ids(self, ids: Sequence[str], /) -> list[LangChainDocument]:
        """Get whole documents by their ids; ids without a document are passed over."""
        known = {document.id: document for document in self.index.documents}
        return [_whole(known[document_id]) for document_id in ids if document_id in known]

    def similarity_search(self, query: str, k: int = 4, **kwargs: Any) -> list[LangChainDocument]:
        """Find the passages nearest to a question."""
        return [document for document, _ in self.similarity_search_with_score(query, k, **kwargs)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, **kwargs: Any
    ) -> list[tuple[LangChainDocument, float]]:
        """Find the passages nearest to a question, with their cosine similarities."""
        found = self._nearest(self.index.embed([query])[0].tolist(), k, **kwargs)
        return [(self._as_langchain(scored.passage), scored.score) for scored in found]

    def similarity_search_by_vector(self, embedding: list[float], k: int = 4, **kwargs: Any) -> list[LangChainDocument]:
        """Find the passages nearest to a vector."""
        return [self._as_langchain(scored.passage) for scored in self._nearest(embedding, k, **kwargs)]

    def max_marginal_relevance_search(
        self, query: str, k: int = 4, fetch_k: int = 20, lambda_mult: float = 0.5, **kwargs: Any
    ) -> list[LangChainDocument]:
        """Find passages that are near to a question and differ from each other."""
        vector = self.index.embed([query])[0].tolist()
        return self.max_marginal_relevance_search_by_vector(vector, k, fetch_k, lambda_mult, **kwargs)

    def max_marginal_relevance_search_by_vector(
        self, embedding: list[float], k: int = 4, fetch_k: int = 20, lambda_mult: float = 0.5, **kwargs: Any
    ) -> list[LangChainDocument]:
        """Find passages that are near to a vector and differ from each other."""
        import numpy as np
        from langchain_core.vectorstores.utils import maximal_marginal_relevance

        passages = [scored.passage for scored in self._nearest(embedding, max(k, fetch_k), **kwargs)]
        vectors = [vector.tolist() for vector in self.index.passage_vectors(passages)]
        chosen = maximal_marginal_relevance(np.array(embedding, dtype=np.float32), vectors, lambda_mult, k)
        return [self._as_langchain(passages[position]) for position in chosen]

    def _select_relevance_score_fn(self) -> Callable[[float], float]:
        return lambda cosine: min(max(cosine, 0.0), 1.0)

    def _nearest(
        self, embedding: Sequence[float], k: int, documents: Iterable[str] | None = None
    ) -> list[ScoredPassage]:
        return self.index.nearest(embedding, k, documents=documents)

    def _as_langchain(self, passage: Passage) -> LangChainDocument:
        document = self.index.document(passage.document_id)
        if document.source is None and passage.text == document.text.strip():
            return _whole(document)
        place = {
            "document_id": document.id,
            "title": document.title,
            "source": document.source,
            "page": document.page_at(passage.start),
            "start": passage.start,
            "end": passage.end,
        }
        return LangChainDocument(
            id=f"{document.id}#{passage.start}", page_content=passage.text, metadata={**document.metadata, **place}
        )


def _whole(document: Document) -> LangChainDocument:
    return LangChainDocument(id=document.id, page_content=document.text, metadata=dict(document.metadata))


def _documents(
    texts: Sequence[str], metadatas: Sequence[dict[str, Any]] | None, ids: Sequence[str | None] | None
) -> list[Document]:
    for name, given in (("metadatas", metadatas), ("ids", ids)):
        if given is not None and len(given) != len(texts):
            raise ValueError(f"There are {len(texts)} texts, but {len(given)} {name}.")
    return [
        Document(document_id or uuid.uuid4().hex, _title(metadata), text, metadata=metadata)
        for text, metadata, document_id in zip(
            texts, metadatas or [{}] * len(texts), ids or [None] * len(texts), strict=True
        )
    ]


def _title(metadata: dict[str, Any]) -> str:
    return str(metadata.get("title") or PurePath(str(metadata.get("source") or "")).name or "Text")
