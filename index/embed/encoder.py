"""What an encoder is: one forward pass of an embedding model over a few texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from index._arrays import Floats, Integers

Side: TypeAlias = Literal["query", "document"]
"""Which of the model's prompts goes before a text; many models have none."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What must be known of a model to use it.

    `late_pooling` says whether a sentence's vector may be the mean of its tokens' vectors, which holds for models
    that pool by the mean and do no more than normalise after it. `max_tokens` counts special tokens as well.
    """

    dimension: int
    max_tokens: int
    late_pooling: bool
    query_prompt: str = ""
    document_prompt: str = ""

    def prompt(self, side: Side) -> str:
        """Give the prompt of `side`, "" where the model has none."""
        return self.query_prompt if side == "query" else self.document_prompt


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text that the model saw: `vectors` (tokens, dimension) and the code points `spans`
    (tokens, 2) of the text that they stand for, prompt included; special tokens have empty spans.
    """

    vectors: Floats
    spans: Integers


@dataclass(frozen=True, slots=True)
class Encoded:
    """The result of one forward pass: `vectors` (texts, dimension), and `tokens`, one entry a text where asked for."""

    vectors: Floats
    tokens: tuple[Tokens, ...] = ()


class Encoder(Protocol):
    """A loaded model; `encode` may be called from several threads."""

    @property
    def traits(self) -> Traits:
        """The model's traits."""
        ...

    def encode(self, texts: Sequence[str], *, with_tokens: bool = False) -> Encoded:
        """Run the model once over `texts` (prompt included, at least one), a batch that fits into memory.

        The vectors are the model's own, pooled over all tokens, equal to those of `SentenceTransformer.encode`.
        """
        ...
