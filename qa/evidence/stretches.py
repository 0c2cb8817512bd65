"""The stretches of text that a reader model reads at once: passages found, joined where they are neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.dates import spoken_days
from index.document import Passage, Sentence
from qa.evidence.windows import Piece

if TYPE_CHECKING:
    from index import Index

JOINED: Final = 700
"""Characters up to which neighbouring passages are joined; about what a window of the reader's own model holds."""
_BEFORE: Final = 160
"""Characters of the sentence before that are given along."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring sentences of one document. `context` helps to understand them; it is the section they stand under
    and the end of the sentence before, which often says who "they" are.
    """

    context: str
    sentences: tuple[Sentence, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Give the sentences as they are read, each after the day that it takes over, if it does."""
        return tuple(map(piece_of, self.sentences))


def stretches_of(index: Index, passages: Sequence[Passage]) -> Iterator[Stretch]:
    """Join passages into stretches, in the order of the documents' texts."""
    ordered = sorted(passages, key=lambda passage: (passage.document_id, passage.first_sentence))
    held: list[Passage] = []
    for passage in ordered:
        if held and not (
            passage.document_id == held[-1].document_id
            and passage.first_sentence == held[-1].last_sentence + 1
            and passage.end - held[0].start <= JOINED
        ):
            yield _stretch(index, held)
            held = []
        held.append(passage)
    if held:
        yield _stretch(index, held)


def _stretch(index: Index, passages: Sequence[Passage]) -> Stretch:
    sentences = index.sentences(passages[0].document_id)
    first, last = passages[0].first_sentence, passages[-1].last_sentence
    parts = [part for part in (sentences[first].section, before(sentences, first)) if part]
    return Stretch(" · ".join(parts), sentences[first : last + 1])


def piece_of(sentence: Sentence) -> Piece:
    """Give a sentence as it is read, after the day that it takes over, if it does."""
    return Piece(sentence.text, f"({spoken_days(sentence.carried)})" if sentence.carried else "")


def before(sentences: Sequence[Sentence], number: int) -> str:
    """Give the end of the sentence before one; nothing before the first."""
    return " ".join(sentences[number - 1].text.split())[-_BEFORE:] if number else ""
