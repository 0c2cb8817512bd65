"""The embedder of record: the model as sentence-transformers runs it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embed.encoder import Encoded, Tokens, Traits
from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index._arrays import Floats


class ReferenceEncoder:
    """A sentence-transformers model on the CPU; importing it takes seconds, so make one only where it is needed."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Load the model in `folder`, from local files only.

        Raises:
            ModelError: the folder does not hold a model that sentence-transformers can load.
        """
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        transformers_logging: Any = logging
        if threads is not None:
            torch.set_num_threads(threads)
        bar_was_on = transformers_logging.is_progress_bar_enabled()
        transformers_logging.disable_progress_bar()  # Builds show progress of their own.
        try:
            self.model: SentenceTransformer = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:
            raise ModelError(f"The folder {folder} holds no sentence-transformers model: {error}") from error
        finally:
            if bar_was_on:
                transformers_logging.enable_progress_bar()
        self._traits = _traits_of(self.model)
        self._lock = threading.Lock()

    @property
    def traits(self) -> Traits:
        """The model's traits."""
        return self._traits

    def encode(self, texts: Sequence[str], *, with_tokens: bool = False) -> Encoded:
        """Run the model once over `texts`; see `Encoder.encode`."""
        import torch

        with self._lock, torch.inference_mode():
            features: dict[str, Any] = self.model.preprocess(list(texts))
            output = self.model.forward(dict(features))
            vectors = output["sentence_embedding"].numpy()
            if not with_tokens:
                return Encoded(vectors)
            mask = features["attention_mask"].numpy().astype(bool)
            spans = self._token_spans(texts)
            token_vectors: Floats = output["token_embeddings"].numpy()
        tokens = tuple(
            Tokens(vectors_of_text[kept], spans_of_text)
            for vectors_of_text, kept, spans_of_text in zip(token_vectors, mask, spans, strict=True)
        )
        return Encoded(vectors, tokens)

    def _token_spans(self, texts: Sequence[str]) -> list[Any]:
        import numpy as np

        tokenizer: Any = self.model.tokenizer
        told = tokenizer(list(texts), truncation=True, max_length=self._traits.max_tokens, return_offsets_mapping=True)
        return [np.array(spans, dtype=np.int64).reshape(-1, 2) for spans in told["offset_mapping"]]


def _traits_of(model: SentenceTransformer) -> Traits:
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    prompts = {name: text or "" for name, text in model.prompts.items()}
    document = next((prompts[name] for name in ("document", "passage", "corpus") if name in prompts), "")
    modules = list(model)
    pooling = modules[1] if len(modules) > 1 else None
    pools_by_mean = (
        isinstance(modules[0], Transformer)
        and isinstance(pooling, Pooling)
        and pooling.pooling_mode == "mean"
        and (pooling.include_prompt or not document)
        and all(isinstance(module, Normalize) for module in modules[2:])
        and bool(getattr(model.tokenizer, "is_fast", False))
    )
    dimension = model.get_embedding_dimension()
    if dimension is None:
        raise ModelError("The embedding model does not say how many dimensions its vectors have; choose another.")
    return Traits(dimension, model.max_seq_length or 512, pools_by_mean, prompts.get("query", ""), document)
