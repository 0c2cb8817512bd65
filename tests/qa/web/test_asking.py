from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event as Flag
from types import SimpleNamespace
from typing import Any

import pytest

from index.errors import QuestionError
from qa.answer import Answer, Delta, Event, Evidence, Understood
from qa.conversation import Conversations
from qa.web.asking import UNEXPECTED, advance, ask
from qa.web.running import Runs
from qa.web.state import Chat, Turn
from tests.qa.web.making import cite, document, quoting

CITED = cite(document("Ana Ruiz signed the lease."), "Ana Ruiz signed the lease.")
ANSWER = quoting("who?", CITED)


class Scripted:
    """An assistant whose stream is written down, for what a real one cannot be made to do on demand."""

    def __init__(self, *events: Event, error: Exception | None = None) -> None:
        self.events, self.error = events, error
        self.index = SimpleNamespace(documents=())
        self.histories: list[Any] = []
        self.conversations = Conversations()

    def answer(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Answer:
        raise NotImplementedError

    def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
        self.histories.append(history)
        if not self.events and self.error is not None:
            raise self.error
        yield from self.events
        if self.error is not None:
            raise self.error

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        return ()

    def follow_ups(
        self, history: Sequence[Mapping[str, Any]], n: int = 3, *, halt: Callable[[], bool] = lambda: False
    ) -> tuple[str, ...]:
        return ()


def last(assistant: Scripted) -> Turn:
    return list(ask(assistant, Runs(), "me", Chat().asked("who?")))[-1].turns[-1]


def test_a_turn_takes_in_the_events_one_by_one() -> None:
    turn = Turn("t1", "who?")
    turn = advance(turn, Understood("who signed?"))
    assert (turn.understood, turn.phase) == ("who signed?", "searching")
    turn = advance(turn, Evidence((CITED,)))
    assert (turn.evidence, turn.phase) == ((CITED,), "writing")
    turn = advance(advance(turn, Delta("“Ana ")), Delta("Ruiz"))
    assert turn.partial == "“Ana Ruiz"
    turn = advance(turn, ANSWER)
    assert (turn.answer, turn.phase, turn.running) == (ANSWER, "done", False)


def test_asking_ends_with_the_answer() -> None:
    turn = last(Scripted(Understood("who?"), Evidence((CITED,)), Delta("x"), ANSWER))
    assert turn.phase == "done"
    assert turn.answer == ANSWER


def test_what_a_person_did_wrong_is_told_in_its_own_sentence() -> None:
    turn = last(Scripted(error=QuestionError("The question is empty; type what you want to know.")))
    assert (turn.phase, turn.problem) == ("failed", "The question is empty; type what you want to know.")


def test_what_nobody_foresaw_is_told_calmly_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        turn = last(Scripted(Delta("x"), error=RuntimeError("secret path /home")))
    assert (turn.phase, turn.problem) == ("failed", UNEXPECTED)
    assert "secret path" in caplog.text


def test_a_stream_without_an_answer_is_a_failure() -> None:
    assert last(Scripted(Delta("x"))).phase == "failed"


def test_what_was_written_is_there_after_stopping() -> None:
    runs = Runs()

    class Endless(Scripted):
        def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
            yield Delta("so far")
            while True:
                yield Evidence(())

    chats = ask(Endless(), runs, "me", Chat().asked("who?"))
    first = next(chats)
    assert first.turns[-1].partial == "so far"
    runs.stop("me")
    turn = list(chats)[-1].turns[-1]
    assert (turn.phase, turn.partial) == ("stopped", "so far")


def test_the_history_of_the_chat_is_handed_on() -> None:
    assistant = Scripted(ANSWER)
    chat = list(ask(assistant, Runs(), "me", Chat().asked("who?")))[-1]
    list(ask(assistant, Runs(), "me", chat.asked("and when?")))
    assert assistant.histories == [
        [],
        [{"role": "user", "content": "who?"}, {"role": "assistant", "content": ANSWER.text, "answer": ANSWER}],
    ]


def keeping(assistant: Scripted, chat: Chat, kept: Conversations) -> Chat:
    return list(ask(assistant, Runs(), "me", chat, kept))[-1]


def test_an_answer_is_kept_and_says_as_which_turn() -> None:
    kept = Conversations()
    chat = keeping(Scripted(ANSWER), Chat(conversation="c").asked("who?"), kept)
    chat = keeping(Scripted(ANSWER), chat.asked("who?"), kept)
    assert [turn.number for turn in chat.turns] == [1, 2]
    assert [turn.answer for turn in kept.read("c")] == [ANSWER, ANSWER]


def test_what_is_replaced_goes_no_sooner_than_there_is_an_answer() -> None:
    kept = Conversations()
    chat = keeping(Scripted(ANSWER), Chat(conversation="c").asked("who?"), kept)
    failed = keeping(Scripted(error=QuestionError("No.")), chat.asked("again?", at="t1"), kept)
    assert [turn.question for turn in kept.read("c")] == ["who?"]
    keeping(Scripted(replace(ANSWER, question="again?")), failed.asked("again?", at="t2"), kept)
    assert [turn.question for turn in kept.read("c")] == ["again?"]


def test_an_answer_that_cannot_be_kept_is_shown_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "damaged.db").write_bytes(b"no database at all, but long enough")
    turn = keeping(Scripted(ANSWER), Chat(conversation="c").asked("?"), Conversations(tmp_path / "damaged.db")).turns[
        -1
    ]
    assert (turn.phase, turn.answer, turn.number) == ("done", ANSWER, None)
    assert turn.unkept is not None
    assert "is damaged" in turn.unkept


def test_what_was_stopped_is_not_kept() -> None:
    go, runs, kept = Flag(), Runs(), Conversations()

    class Slow(Scripted):
        def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
            yield Delta("so far")
            go.wait(5)
            yield ANSWER

    chats = ask(Slow(), runs, "me", Chat(conversation="c").asked("who?"), kept)
    next(chats)
    run = runs.of(("", "c"))
    runs.stop("me")
    go.set()
    assert list(chats)[-1].turns[-1].phase == "stopped"
    assert run is not None
    assert run.wait(5)
    assert not kept.has("c")


def test_a_lost_connection_loses_nothing() -> None:
    go, runs, kept = Flag(), Runs(), Conversations()

    class Slow(Scripted):
        def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
            yield Delta("so far")
            go.wait(5)
            yield ANSWER

    chats = ask(Slow(), runs, "me", Chat(conversation="c").asked("who?"), kept)
    next(chats)
    chats.close()  # type: ignore[attr-defined]
    run = runs.of(("", "c"))
    assert run is not None
    go.set()
    assert run.wait(5)
    assert [turn.answer for turn in kept.read("c")] == [ANSWER]
    assert not runs.busy("me")
