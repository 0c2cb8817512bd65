"""The Assistant: an open index, the chain over it, and conversations."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from index.errors import QuestionError
from qa.answer import Answer, Event
from qa.conversation import Conversations
from qa.question.contextualise import Turn, read_history, read_question

if TYPE_CHECKING:
    from index import Index, Settings
    from index.progress import Progress
    from qa.chain import AnswerChain, State


class Assistant:
    """Answers questions over an index, with citations. Thread-safe; a context manager.

    Example:
        >>> with Assistant.from_texts({"Minutes": "The lease was signed by Ana Ruiz on 3 May."}) as assistant:
        ...     assistant.answer("Who signed the lease?").citations[0].quote  # doctest: +SKIP
        'The lease was signed by Ana Ruiz on 3 May.'
    """

    def __init__(self, index: Index, *, chain: AnswerChain | None = None) -> None:
        """Take over an open index, which `close` closes. `chain` takes the place of the usual one."""
        self._index = index
        self._chain = chain
        self._conversations = Conversations()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._lock = Lock()

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        settings: Settings | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Self:
        """Open an index. Without a path, the shipped report's, made on first use in the user's cache folder.

        `progress` is told how the making of that index goes.

        Raises:
            IndexUnusable: the index is missing, foreign, damaged, from a newer version or made by another model.
        """
        from index import Settings, open_index
        from qa.shipped import open_shipped

        chosen = settings if settings is not None else Settings.load()
        return cls(open_index(path, settings=chosen) if path is not None else open_shipped(chosen, progress))

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], *, settings: Settings | None = None) -> Self:
        """Make an assistant over texts by title, in a temporary index that is gone on `close`."""
        from index import build_index
        from index.load import text_document

        folder = tempfile.TemporaryDirectory(prefix="report-qa-", ignore_cleanup_errors=True)
        documents = [text_document(title, text) for title, text in texts.items()]
        try:
            assistant = cls(build_index(documents, Path(folder.name) / "index", settings=settings))
        except BaseException:
            folder.cleanup()
            raise
        assistant._temporary = folder
        return assistant

    @property
    def index(self) -> Index:
        """The index that is asked."""
        return self._index

    @property
    def chain(self) -> AnswerChain:
        """The LangChain runnable that answers."""
        with self._lock:
            if self._chain is None:
                from qa.chain import AnswerChain

                self._chain = AnswerChain(self._index)
            return self._chain

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Mapping[str, Any]] | None = None,
        conversation: str | None = None,
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a question from the documents.

        Args:
            question: as a person would type it.
            history: what was said before, `[{"role": "user" | "assistant", "content": str}, …]`.
            conversation: the id of a conversation that this assistant keeps, instead of a history.
            documents: ids or titles of the documents to ask; all by default.

        Raises:
            QuestionError: (a ValueError) the question is empty or too long, or the history is malformed.
            ValueError: both a history and a conversation are given, or a document is unknown.
        """
        answer = self.chain.invoke(self._state(question, history, conversation, documents))
        self._keep(conversation, answer)
        return answer

    async def aanswer(
        self,
        question: str,
        *,
        history: Sequence[Mapping[str, Any]] | None = None,
        conversation: str | None = None,
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Answer without blocking the event loop; see `answer`."""
        answer = await self.chain.ainvoke(self._state(question, history, conversation, documents))
        self._keep(conversation, answer)
        return answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Mapping[str, Any]] | None = None,
        conversation: str | None = None,
        documents: Sequence[str] | None = None,
    ) -> Generator[Event, None, None]:
        """Answer and tell as it goes: `Understood`, `Evidence`, `Delta`s, last the `Answer`; see `answer`.

        The question is checked at the call, before the first event. Close the generator to cancel; nothing is kept of
        a turn that was cancelled.
        """
        state = self._state(question, history, conversation, documents)

        def tell() -> Generator[Event, None, None]:
            for event in self.chain.events(state):
                if isinstance(event, Answer):
                    self._keep(conversation, event)
                yield event

        return tell()

    def batch(self, questions: Sequence[str], *, documents: Sequence[str] | None = None) -> list[Answer]:
        """Answer several questions that do not depend on one another, in their order."""
        return self.chain.batch([self._state(question, None, None, documents) for question in questions])

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """Give up to `n` example questions that the documents at hand do answer."""
        from qa.suggest import suggestions

        return suggestions(self, n)

    def close(self) -> None:
        """Close the index; a temporary one is deleted. Closing twice does no harm."""
        self._index.close()
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None

    def __enter__(self) -> Self:
        """Give the assistant itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the assistant."""
        self.close()

    def _state(
        self,
        question: str,
        history: Sequence[Mapping[str, Any]] | None,
        conversation: str | None,
        documents: Sequence[str] | None,
    ) -> State:
        from qa.chain import State

        if history is not None and conversation is not None:
            raise ValueError("Give either a history or a conversation, not both.")
        turns: tuple[Turn, ...] = read_history(history)
        if conversation is not None:
            turns = self._conversations.turns(conversation)
        return State(question=read_question(question), history=turns, documents=self._chosen(documents))

    def _chosen(self, documents: Sequence[str] | None) -> tuple[str, ...] | None:
        if documents is None:
            return None
        wanted = (documents,) if isinstance(documents, str) else tuple(documents)
        ids: list[str] = []
        for name in wanted:
            found = [document.id for document in self._index.documents if name in (document.id, document.title)]
            if not found:
                raise QuestionError(f"There is no document “{name}” in the index; choose one of those it lists.")
            ids.extend(found)
        return tuple(ids)

    def _keep(self, conversation: str | None, answer: Answer) -> None:
        if conversation is not None:
            self._conversations.add(conversation, answer.question, answer.text)
