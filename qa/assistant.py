"""The Assistant: an open index, the chain over it, and conversations."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.errors import QuestionError
from qa.answer import Answer, Event
from qa.conversation import Conversations
from qa.conversation.history import History, read_messages
from qa.question.contextualise import Turn, read_question

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

    def __init__(
        self, index: Index, *, chain: AnswerChain | None = None, conversations: Conversations | None = None
    ) -> None:
        """Take over an open index, which `close` closes.

        Args:
            index: what is asked.
            chain: takes the place of the usual one.
            conversations: where conversations are kept, closed by `close` too; None keeps them in memory until then,
                unless the setting `conversations` names a file.
        """
        self._index = index
        self._chain = chain
        self._conversations = (
            conversations if conversations is not None else Conversations(index.settings.conversations)
        )
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

        `progress` is told how the making of that index goes. Conversations are kept in the user's data folder.

        Raises:
            IndexUnusable: the index is missing, foreign, damaged, from a newer version or made by another model.
        """
        from index import Settings, open_index
        from qa.shipped import open_shipped

        chosen = settings if settings is not None else Settings.load()
        index = open_index(path, settings=chosen) if path is not None else open_shipped(chosen, progress)
        return cls(index, conversations=Conversations.open(chosen))

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], *, settings: Settings | None = None) -> Self:
        """Make an assistant over texts by title, in a temporary index that is gone on `close`, as conversations are
        unless the setting `conversations` names a file for them.
        """
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
    def conversations(self) -> Conversations:
        """The conversations that are kept."""
        return self._conversations

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
        history: History | None = None,
        conversation: str | None = None,
        user: str = "",
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a question from the documents.

        Args:
            question: as a person would type it.
            history: what was said before, `[{"role": "user" | "assistant", "content": str}, …]`, or LangChain's
                messages, or a chat history of LangChain's.
            conversation: the id of a conversation that this assistant keeps, instead of a history; one that is not
                known begins a conversation.
            user: whose conversation it is; others do not see it.
            documents: ids or titles of the documents to ask; all by default.

        Raises:
            QuestionError: (a ValueError) the question is empty or too long, or the history is malformed.
            ValueError: both a history and a conversation are given, or a document is unknown.
            ConversationError: the conversation cannot be read or kept; it is then as it was.
        """
        answer = self.chain.invoke(self._state(question, history, conversation, user, documents))
        self._keep(conversation, user, answer)
        return answer

    async def aanswer(
        self,
        question: str,
        *,
        history: History | None = None,
        conversation: str | None = None,
        user: str = "",
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Answer without blocking the event loop; see `answer`."""
        import asyncio

        # Another program's lock may have to be waited for.
        state = await asyncio.to_thread(self._state, question, history, conversation, user, documents)
        answer = await self.chain.ainvoke(state)
        await asyncio.to_thread(self._keep, conversation, user, answer)
        return answer

    def stream(
        self,
        question: str,
        *,
        history: History | None = None,
        conversation: str | None = None,
        user: str = "",
        documents: Sequence[str] | None = None,
    ) -> Generator[Event, None, None]:
        """Answer and tell as it goes: `Understood`, `Evidence`, `Delta`s, last the `Answer`; see `answer`.

        The question is checked at the call, before the first event. Close the generator to cancel; nothing is kept of
        a turn that was cancelled.
        """
        state = self._state(question, history, conversation, user, documents)

        def tell() -> Generator[Event, None, None]:
            for event in self.chain.events(state):
                if isinstance(event, Answer):
                    self._keep(conversation, user, event)
                yield event

        return tell()

    def batch(self, questions: Sequence[str], *, documents: Sequence[str] | None = None) -> list[Answer]:
        """Answer several questions that do not depend on one another, in their order."""
        return self.chain.batch([self._state(question, None, None, "", documents) for question in questions])

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """Give up to `n` example questions that the documents at hand do answer."""
        from qa.suggest import suggestions

        return suggestions(self, n)

    def follow_ups(self, history: History, n: int = 3, *, halt: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
        """Give up to `n` questions that lie near the last answer and that the documents at hand do answer.

        Each is tried first, which takes about as long as answering it. The last message of `history` must carry its
        `Answer` (``{"role": "assistant", "content": …, "answer": …}``), else there is nothing to go on from. `halt` is
        asked before each try; True ends the search.
        """
        from qa.follow_up import follow_ups

        return follow_ups(self._index, self.chain, read_messages(history), n, halt)

    def close(self) -> None:
        """Close the index and the conversations; a temporary index is deleted. Closing twice does no harm."""
        self._index.close()
        self._conversations.close()
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
        history: History | None,
        conversation: str | None,
        user: str,
        documents: Sequence[str] | None,
    ) -> State:
        from qa.chain import State

        if history is not None and conversation is not None:
            raise ValueError("Give either a history or a conversation, not both.")
        turns: tuple[Turn, ...] = read_messages(history)
        if conversation is not None:
            turns = self._conversations.of(user).turns(conversation)
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

    def _keep(self, conversation: str | None, user: str, answer: Answer) -> None:
        if conversation is not None:
            self._conversations.of(user).add(conversation, answer)
