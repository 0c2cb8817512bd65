"""Find the passages for a question: the index's hybrid search as a LangChain retriever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.document import ScoredPassage
from qa.question.time import AskedTime, fits_in

_DEEP: Final = 40
"""Passages among which those of the time asked for are looked for."""

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun

    from index import Index


class PassageRetriever(BaseRetriever):
    """A LangChain retriever over an `Index`, for chains of your own.

    Each document's `page_content` is the passage's text, verbatim; its metadata hold `document_id`, `title`, `start`,
    `end`, `page`, `score`, `dense` and `lexical`.

    Example:
        >>> retriever = PassageRetriever(index=open_index("reports.index"), k=4)  # doctest: +SKIP
        >>> retriever.invoke("Who signed the lease?")  # doctest: +SKIP
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Any
    k: int = 8
    documents: tuple[str, ...] | None = None

    def passages(
        self, question: str, documents: Sequence[str] | None = None, time: AskedTime | None = None
    ) -> list[ScoredPassage]:
        """Give the best passages, best first.

        Args:
            question: what is looked for.
            documents: ids or titles that narrow the search.
            time: the time asked for; passages that tell of it come before others, up to half of those given.
        """
        index: Index = self.index
        among = documents if documents is not None else self.documents
        if time is None or not time.dated:
            return index.search(question, k=self.k, documents=among)
        found = index.search(question, k=max(_DEEP, self.k), documents=among)
        first = [scored for scored in found if self._tells_of(time, scored)][: max(1, self.k // 2)]
        return [*first, *(scored for scored in found if scored not in first)][: self.k]

    def _tells_of(self, time: AskedTime, scored: ScoredPassage) -> bool:
        index: Index = self.index
        passage = scored.passage
        sentences = index.sentences(passage.document_id)
        return any(fits_in(time, sentences, n) for n in range(passage.first_sentence, passage.last_sentence + 1))

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        index: Index = self.index
        found: list[LangChainDocument] = []
        for scored in self.passages(query):
            passage = scored.passage
            document = index.document(passage.document_id)
            found.append(
                LangChainDocument(
                    id=str(passage.id),
                    page_content=passage.text,
                    metadata={
                        "document_id": passage.document_id,
                        "title": document.title,
                        "start": passage.start,
                        "end": passage.end,
                        "page": document.page_at(passage.start),
                        "score": scored.score,
                        "dense": scored.dense,
                        "lexical": scored.lexical,
                    },
                )
            )
        return found
