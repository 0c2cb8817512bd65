"""The index's embedding model for LangChain."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from index.embed import Embedder, open_embedder
from index.settings import Settings


class IndexEmbeddings(Embeddings):
    """An `Embedder` as LangChain's `Embeddings`: vectors of unit length.

    Example:
        ```python
        from index.embeddings import IndexEmbeddings

        vector = IndexEmbeddings().embed_query("Who attacked the base?")
        ```
    """

    def __init__(self, embedder: Embedder | None = None) -> None:
        """Wrap an embedder; None opens the one that the settings name.

        Raises:
            ModelError: the model is missing or damaged.
        """
        self.embedder = embedder or open_embedder(Settings.load())

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts that are to be found."""
        vectors: list[list[float]] = self.embedder.embed(texts, "document").tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed a text that is to find others."""
        (vector,) = self.embedder.embed([text], "query").tolist()
        return [float(value) for value in vector]
