"""One embedder over the two encoders: the ONNX twin where it is verified, the reference where it is not."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from index._model import ModelFolder, find_model
from index.embed.encoder import Encoder, Side, Tokens, Traits
from index.embed.twin import load_twin
from index.settings import Settings

if TYPE_CHECKING:
    from index._arrays import Floats

_log = logging.getLogger(__name__)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """One passage's vectors, float32 of unit length: `passage` (dimension,), `sentences` (sentences, dimension)."""

    passage: Floats
    sentences: Floats


class Embedder:
    """The embedding model of an index; thread-safe. Nothing is loaded before it is needed."""

    def __init__(self, model: ModelFolder, settings: Settings) -> None:
        """Make an embedder over `model`; see `open_embedder`."""
        self.model = model
        self._settings = settings
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()

    @property
    def encoder(self) -> Encoder:
        """The encoder that serves, loaded at the first use."""
        with self._lock:
            if self._encoder is None:
                self._encoder = self._load()
            return self._encoder

    @property
    def is_loaded(self) -> bool:
        """Whether the model is in memory already."""
        return self._encoder is not None

    def load(self) -> None:
        """Load the model, if it is not in memory already."""
        _ = self.encoder

    def settle(self) -> None:
        """Change over to the ONNX twin where this process had to load the reference to make it.

        Questions are answered faster by the twin, and the reference takes several hundred megabytes.
        """
        from index.embed.reference import ReferenceEncoder

        with self._lock:
            if isinstance(self._encoder, ReferenceEncoder):
                self._encoder = self._load_twin() or self._encoder

    @property
    def traits(self) -> Traits:
        """The model's traits; loads the model."""
        return self.encoder.traits

    def embed(self, texts: Sequence[str], side: Side = "query") -> Floats:
        """Embed texts on their own.

        Returns:
            float32 (texts, dimension), rows of unit length, in the order of `texts`.
        """
        import numpy as np

        traits = self.traits
        prompt = traits.prompt(side)
        vectors = np.zeros((len(texts), traits.dimension), dtype=np.float32)
        for batch in self._batches([prompt + text for text in texts]):
            rows, batch_texts = zip(*batch, strict=True)
            vectors[list(rows)] = self.encoder.encode(batch_texts).vectors
        return normalised(vectors)

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> Iterator[tuple[int, PassageVectors]]:
        """Embed passages and the sentences in them.

        A passage's vector is the model's own. A sentence's vector is the mean of its tokens' vectors from that same
        pass, so that it knows its context and costs nothing ("late chunking", Günther et al. 2024, arXiv 2409.04701).
        Where the model does not pool by the mean, or cuts the text off before the sentence ends, the sentence is
        embedded on its own.

        Args:
            texts: header, line break and text of each passage.
            spans: for each passage the (start, end) of its sentences in that string.

        Yields:
            Each passage's position in `texts` and its vectors, batch by batch, the shortest texts first.
        """
        traits = self.traits
        prompt = traits.document_prompt
        for batch in self._batches([prompt + text for text in texts]):
            rows, batch_texts = zip(*batch, strict=True)
            encoded = self.encoder.encode(batch_texts, with_tokens=traits.late_pooling)
            shifted = [[(start + len(prompt), end + len(prompt)) for start, end in spans[row]] for row in rows]
            pooled: list[list[Floats | None]] = (
                [_pool(tokens, wanted) for tokens, wanted in zip(encoded.tokens, shifted, strict=True)]
                if traits.late_pooling
                else [[None] * len(wanted) for wanted in shifted]
            )
            self._fill(pooled, batch_texts, shifted)
            for position, row in enumerate(rows):
                yield (
                    row,
                    PassageVectors(
                        normalised(encoded.vectors[position]), normalised(_stack(pooled[position], traits.dimension))
                    ),
                )

    def _fill(self, pooled: list[list[Floats | None]], texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> None:
        missing = [(i, j) for i, sentences in enumerate(pooled) for j, vector in enumerate(sentences) if vector is None]
        if not missing:
            return
        alone = self.embed([texts[i][slice(*spans[i][j])] for i, j in missing], "document")
        for (i, j), vector in zip(missing, alone, strict=True):
            pooled[i][j] = vector

    def _batches(self, texts: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
        """Give (position, text) in batches of similar length, since a batch is padded to its longest text."""
        ordered = sorted(enumerate(texts), key=lambda pair: len(pair[1]))
        size = self._settings.batch_size
        for start in range(0, len(ordered), size):
            yield ordered[start : start + size]

    def _load(self) -> Encoder:
        settings = self._settings
        twin = self._load_twin()
        if twin is not None:
            return twin
        from index.embed.reference import ReferenceEncoder

        _log.info("loading the embedding model %s with sentence-transformers", self.model.name)
        reference = ReferenceEncoder(self.model.folder, settings.threads)
        if settings.twin:
            # Once a machine: it takes two seconds more here, and saves all of them from the next start on.
            from index.embed.export import export_twin

            export_twin(reference, self.model.folder, self.model.fingerprint, settings.cache_dir)
        return reference

    def _load_twin(self) -> Encoder | None:
        settings = self._settings
        return load_twin(settings.cache_dir, self.model.fingerprint, settings.threads) if settings.twin else None


_opened: WeakValueDictionary[tuple[object, ...], Embedder] = WeakValueDictionary()
_opening = threading.Lock()


def open_embedder(settings: Settings) -> Embedder:
    """Locate and check the model that is set; it is loaded at its first use, once for all that use it.

    Raises:
        ModelError: the model is missing or damaged.
    """
    model = find_model(settings.model, settings.cache_dir)
    key = (model, settings.cache_dir, settings.threads, settings.batch_size, settings.twin)
    with _opening:
        embedder = _opened.get(key)
        if embedder is None:
            embedder = _opened[key] = Embedder(model, settings)
        return embedder


def normalised(vectors: Floats) -> Floats:
    """Scale the last axis to unit length, in float32; zero vectors stay zero."""
    import numpy as np

    vectors = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32, copy=False)


def _pool(tokens: Tokens, spans: Sequence[Span]) -> list[Floats | None]:
    """Pool the tokens of each span by the mean; None for a span that the model has not seen to its end."""
    starts, ends = tokens.spans[:, 0], tokens.spans[:, 1]
    seen_until = int(ends.max(initial=0))
    pooled: list[Floats | None] = []
    for start, end in spans:
        within = (starts >= start) & (ends <= end) & (ends > starts)
        pooled.append(tokens.vectors[within].mean(axis=0) if within.any() and seen_until >= end else None)
    return pooled


def _stack(vectors: Sequence[Floats | None], dimension: int) -> Floats:
    import numpy as np

    present = [vector for vector in vectors if vector is not None]
    return np.stack(present) if present else np.zeros((0, dimension), dtype=np.float32)
