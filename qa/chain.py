"""The chain from a question to a cited answer, one readable line a stage.

    contextualise → retrieve → read → compose → verify

Each stage is a LangChain runnable over one frozen value, so that the chain can be invoked, awaited, batched, streamed,
traced and have its stages swapped with what LangChain users already have.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from index.document import ScoredPassage
from index.names.match import NameMatch, expanded, noted
from qa.answer import Answer, Delta, Event, Evidence, Understood
from qa.compose.clarify import clarification, no_such_day
from qa.compose.extractive import ExtractiveComposer
from qa.compose.silence import small_talk, spoken_documents
from qa.compose.verify import verify
from qa.evidence.reader import EvidenceReader
from qa.evidence.reading import Reader, Reading
from qa.evidence.retrieve import PassageRetriever
from qa.question.contextualise import Turn, understand
from qa.question.intent import Intent, focus_of, intent_of
from qa.question.names import names_in, names_of
from qa.question.time import AskedTime, asked_time, no_such_days

if TYPE_CHECKING:
    from index import Index

PASSAGES: Final = 10
"""Passages read for a question."""
_PIECE: Final = 24
"""Characters of a streamed piece of text, about."""


@dataclass(frozen=True, slots=True)
class State:
    """What the stages hand on: first the question with its history, then what each stage adds.

    standalone: the question as it was understood; searched and asked: the same with the documents' own names beside
    those of the question, and in their place. names: which those are. in_context: the question as it was typed,
    with what went before, and the documents' names. time: the time that is asked for.
    """

    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] | None = None
    standalone: str = ""
    in_context: str = ""
    searched: str = ""
    asked: str = ""
    names: tuple[NameMatch, ...] = ()
    time: AskedTime = field(default_factory=AskedTime)
    intent: Intent = field(default_factory=lambda: Intent("what"))
    passages: tuple[ScoredPassage, ...] = ()
    reading: Reading = field(default_factory=lambda: Reading((), 0.0))
    answer: Answer | None = None
    timings: tuple[tuple[str, float], ...] = ()


class Composer(Protocol):
    """Writes the answer. `name` stands in `Answer.model`."""

    @property
    def name(self) -> str:
        """What wrote the text."""
        ...

    def compose(
        self, question: str, standalone: str, intent: Intent, reading: Reading, documents: tuple[str, ...] | None = None
    ) -> Answer:
        """Write the answer to a question from what was read."""
        ...


class AnswerChain(Runnable[State, Answer]):
    """The stages in order.

    `stages` maps a stage's name to a runnable from `State` to `State`; replace one to swap it.
    """

    def __init__(self, index: Index, *, reader: Reader | None = None, composer: Composer | None = None) -> None:
        retriever = PassageRetriever(index=index, k=PASSAGES)
        read_with: Reader = reader if reader is not None else EvidenceReader(index)
        write_with: Composer = composer if composer is not None else ExtractiveComposer(index)

        def in_their_words(in_context: str, documents: Sequence[str] | None) -> str:
            known = names_of(index, documents) if in_context else None
            return in_context if known is None else expanded(in_context, known.resolve(in_context))

        def contextualise(state: State) -> State:
            understood = understand(state.question, state.history, lambda: names_of(index, state.documents))
            standalone = understood.standalone
            intent = intent_of(standalone)
            state = replace(state, standalone=standalone, intent=intent)
            if understood.clarify:
                return replace(state, answer=clarification(understood))
            if intent.kind == "none":
                told = small_talk(state.question, index.resolved(state.documents), later=bool(state.history))
                return replace(state, answer=Answer(state.question, standalone, "no_question", told))
            unreal = no_such_days(standalone)
            if unreal:
                return replace(state, answer=no_such_day(state.question, standalone, unreal))
            focus = focus_of(standalone) if intent.kind == "summary" else standalone
            names = names_in(focus, index, state.documents)
            return replace(
                state,
                in_context="" if intent.kind == "summary" else in_their_words(understood.in_context, state.documents),
                searched=expanded(focus, names, beside=True),
                asked=expanded(focus, names),
                names=names,
                time=asked_time(standalone, day_first=index.settings.day_first),
            )

        def retrieve(state: State) -> State:
            if state.answer is not None:
                return state
            return replace(state, passages=tuple(retriever.passages(state.searched, state.documents, state.time)))

        def read(state: State) -> State:
            if state.answer is not None:
                return state
            return replace(state, reading=read_with.read(state.asked, state.intent, state.passages, state.in_context))

        def compose(state: State) -> State:
            if state.answer is not None:  # Small talk, or a question that was asked back.
                return state
            answer = write_with.compose(state.question, state.standalone, state.intent, state.reading, state.documents)
            where = spoken_documents(index, state.documents)
            notes = [note for match in state.names if (note := noted(match, where)) is not None]
            return replace(state, answer=replace(answer, model=write_with.name, notes=(*notes, *answer.notes)))

        def check(state: State) -> State:
            return state if state.answer is None else replace(state, answer=verify(state.answer, index.document))

        self.stages: dict[str, Runnable[State, State]] = {
            name: RunnableLambda(_timed(name, stage), name=name)
            for name, stage in (
                ("contextualise", contextualise),
                ("retrieve", retrieve),
                ("read", read),
                ("compose", compose),
                ("verify", check),
            )
        }

    def invoke(self, input: State, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Answer one question."""
        state = input
        for stage in self.stages.values():
            state = stage.invoke(state, config)
        return _finished(state)

    async def ainvoke(self, input: State, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Answer one question without blocking the event loop: the stages run in worker threads."""
        state = input
        for stage in self.stages.values():
            state = await stage.ainvoke(state, config)
        return _finished(state)

    def events(self, state: State, config: RunnableConfig | None = None) -> Iterator[Event]:
        """Answer one question and tell as it goes: what was understood, the evidence, the text, last the `Answer`.

        The text is told only once it is verified. Closing the iterator ends the work after the running stage.
        """
        for name, stage in self.stages.items():
            state = stage.invoke(state, config)
            if name == "contextualise":
                yield Understood(state.standalone)
        answer = _finished(state)
        yield Evidence(answer.citations)
        yield from (Delta(piece) for piece in _pieces(answer.text))
        yield answer


def _timed(name: str, stage: Callable[[State], State]) -> Callable[[State], State]:
    def run(state: State) -> State:
        start = time.perf_counter()
        after = stage(state)
        return replace(after, timings=(*after.timings, (name, time.perf_counter() - start)))

    return run


def _finished(state: State) -> Answer:
    if state.answer is None:
        raise RuntimeError("the chain has no stage that composes an answer")
    timings = dict(state.timings)
    return replace(state.answer, timings={**timings, "total": sum(timings.values())})


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces at spaces; joined, they are the text."""
    start = 0
    while start < len(text):
        space = text.find(" ", min(start + _PIECE, len(text)))
        end = len(text) if space < 0 else space + 1
        yield text[start:end]
        start = end
