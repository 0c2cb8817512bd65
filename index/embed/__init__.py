"""Embeddings: texts to unit vectors, and the vectors of sentences within their passage."""

from __future__ import annotations

from index.embed.embedder import Embedder, PassageVectors, open_embedder
from index.embed.encoder import Encoder, Side, Traits

__all__ = ["Embedder", "Encoder", "PassageVectors", "Side", "Traits", "open_embedder"]
