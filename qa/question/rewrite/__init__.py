"""Writing a follow-up out: a small model of our own that copies words from what was said before, or lists of its own.

`source` lays out what it reads, `model` writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from qa.question.rewrite.model import RewriterModel
from qa.question.rewrite.source import UNTOLD
from qa.words import content_words

__all__ = ["UNTOLD", "PackagedRewriter", "Rewriter"]

SURE: Final = -0.3
"""Mean log-likelihood of a word below which a question that was written is not taken."""


class Rewriter(Protocol):
    """Writes follow-ups out. The seam at which a chat model can take the packaged model's place."""

    def rewrite(self, typed: str, before: Sequence[tuple[str, str]]) -> str | None:
        """Write a question so that it stands alone; None where that is not sure enough.

        Args:
            typed: the question.
            before: the earlier questions, standing alone, each with its answer (`UNTOLD` for none), oldest first.
        """
        ...


class PackagedRewriter:
    """The packaged model, loaded when it is first needed."""

    def rewrite(self, typed: str, before: Sequence[tuple[str, str]]) -> str | None:
        """Write a question; see `Rewriter`."""
        asked = {word.key for word in content_words(typed)}
        for written in RewriterModel.load().rewrite(typed, before):
            if written.likely >= SURE and asked <= {word.key for word in content_words(written.text)}:
                return written.text
        return None
