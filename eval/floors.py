"""Floors: what takes no skill, put through the same measures.

A figure means little by itself. "Always refuse" shows what a set gives away for silence; "nearest sentence" what plain
embedding search gives without any reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from qa import Answer, Citation, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from eval.question_set import Question
    from index import Index, Sentence

_RANKED: Final = 20


class System(Protocol):
    """Something that answers the questions of a set."""

    @property
    def name(self) -> str:
        """What its results are listed under."""

    def answer(self, question: Question, document_id: str) -> Answer:
        """Answer a question about one document."""


class AlwaysRefuse:
    """Says of everything that it is not in the documents."""

    name: Final = "always refuse"

    def answer(self, question: Question, document_id: str) -> Answer:
        """Refuse."""
        text = "The documents do not say."
        return Answer(
            question=question.question,
            standalone_question=question.question,
            status="not_in_documents",
            text=text,
            statements=(Statement(text, ()),),
            model=self.name,
        )


class NearestSentence:
    """Quotes the sentence whose embedding is nearest to the question's, and never refuses.

    The sentence vectors are those that the index keeps anyway; earlier turns are not looked at.
    """

    name: Final = "nearest sentence"

    def __init__(self, index: Index) -> None:
        self._index = index
        self._vectors: dict[str, tuple[Sequence[Sentence], NDArray[np.float32]]] = {}

    def answer(self, question: Question, document_id: str) -> Answer:
        """Quote the nearest sentence; the nearest twenty are the considered ones."""
        import numpy as np

        sentences, vectors = self._sentences(document_id)
        scores = vectors @ self._index.embed([question.question])[0]
        title = self._index.document(document_id).title
        ranked = tuple(
            Citation(
                number=rank,
                document=title,
                document_id=document_id,
                page=None,
                start=sentences[place].start,
                end=sentences[place].end,
                quote=sentences[place].text,
                context=sentences[place].text,
                score=float(scores[place]),
            )
            for rank, place in enumerate(np.argsort(-scores, kind="stable")[:_RANKED], 1)
        )
        best = ranked[0]
        return Answer(
            question=question.question,
            standalone_question=question.question,
            status="answered",
            text=f"{best.quote} [1]",
            statements=(Statement(best.quote, (1,)),),
            citations=(best,),
            considered=ranked,
            model=self.name,
        )

    def _sentences(self, document_id: str) -> tuple[Sequence[Sentence], NDArray[np.float32]]:
        """Give a document's sentences and their vectors, row by row."""
        import numpy as np

        if document_id not in self._vectors:
            passages = sorted(self._index.passages(document_id), key=lambda passage: passage.first_sentence)
            vectors = np.concatenate(self._index.sentence_vectors(passages))
            self._vectors[document_id] = self._index.sentences(document_id), vectors
        return self._vectors[document_id]
