from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event as Flag

import pytest

from qa.answer import Answer, Delta, Event
from qa.web.running import Happening, Kept, Run, Runs


def words(*said: str) -> Iterator[Event]:
    yield from map(Delta, said)


def flat(run: Run) -> list[Happening]:
    return [event for batch in run.batches() for event in batch]


def test_all_events_come_in_order() -> None:
    assert flat(Run(lambda: words("a", "b", "c"))) == [Delta("a"), Delta("b"), Delta("c")]


def test_events_that_came_together_come_in_one_batch() -> None:
    run = Run(lambda: words("a", "b", "c"))
    time.sleep(0.2)
    assert list(run.batches()) == [[Delta("a"), Delta("b"), Delta("c")]]


def test_what_the_stream_raises_comes_after_its_events() -> None:
    raised = Flag()

    def broken() -> Iterator[Event]:
        yield Delta("a")
        raised.wait(5)
        raise LookupError("no more")

    batches = Run(broken).batches()
    assert next(batches) == [Delta("a")]
    raised.set()
    with pytest.raises(LookupError, match="no more"):
        next(batches)


def test_what_is_raised_before_the_stream_begins_is_raised_too() -> None:
    def refuse() -> Iterator[Event]:
        raise ValueError("empty")

    with pytest.raises(ValueError, match="empty"):
        flat(Run(refuse))


def test_stopping_frees_the_reader_at_once_and_closes_the_stream() -> None:
    closed, go = Flag(), Flag()

    def slow() -> Iterator[Event]:
        try:
            yield Delta("a")
            go.wait(10)
            yield Delta("b")
        finally:
            closed.set()

    run = Run(slow)
    batches = run.batches()
    assert next(batches) == [Delta("a")]
    start = time.monotonic()
    run.stop()
    assert list(batches) == []
    assert time.monotonic() - start < 1
    assert run.stopped
    go.set()
    assert closed.wait(5)


def test_a_visitor_has_one_run_and_visitors_do_not_disturb_one_another() -> None:
    hold = Flag()

    def waiting() -> Iterator[Event]:
        yield Delta("a")
        hold.wait(10)

    runs = Runs()
    mine, yours = runs.begin("me", waiting), runs.begin("you", waiting)
    mine_again = runs.begin("me", waiting)
    assert (mine.stopped, yours.stopped, mine_again.stopped) == (True, False, False)
    runs.stop("you")
    assert (yours.stopped, mine_again.stopped) == (True, False)
    runs.stop("nobody")
    assert runs.busy("me")
    hold.set()
    assert mine_again.wait(5)
    assert not runs.busy("me")


def test_once_there_is_an_answer_it_is_too_late_to_stop() -> None:
    answer = Answer("who?", "who?", "answered", "Ana.")
    hold, handed_on = Flag(), Flag()

    def keep(kept: Answer) -> Kept:
        handed_on.set()
        hold.wait(5)
        return Kept(7)

    run = Run(lambda: iter([answer]), keep)
    assert handed_on.wait(5)
    run.stop()
    hold.set()
    assert flat(run) == [answer, Kept(7)]
    assert not run.stopped


def test_a_run_is_found_by_its_conversation_while_it_lasts() -> None:
    hold, runs = Flag(), Runs()

    def waiting() -> Iterator[Event]:
        hold.wait(5)
        yield Delta("a")

    run = runs.begin("me", waiting, conversation=("ana", "c"))
    assert runs.of(("ana", "c")) is run
    assert runs.of(("ben", "c")) is None
    hold.set()
    assert run.wait(5)
    assert runs.of(("ana", "c")) is None
