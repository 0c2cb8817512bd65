"""A question being answered in a thread of its own, so that it can be stopped at any moment.

Nobody needs to be listening: where the connection is lost, the answer is made and kept all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event as Flag
from threading import Lock, Thread
from typing import Final, TypeAlias

from qa.answer import Answer, Event


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer is kept as the turn of that number."""

    number: int


@dataclass(frozen=True, slots=True)
class NotKept:
    """The answer could not be kept; `problem` is a sentence for people."""

    problem: str


Happening: TypeAlias = Event | Kept | NotKept
Keep: TypeAlias = Callable[[Answer], Kept | NotKept]


class _End:
    """Put last into the queue: the stream has ended, with `error` if it failed."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class Run:
    """One stream of events. Stopping it frees the reader at once, and the stream as soon as it gives its next event.

    `keep` is called in the run's thread with the answer once that has been handed on; from then on it is too late to
    stop, so that what was stopped is never kept.
    """

    def __init__(
        self,
        begin: Callable[[], Iterator[Event]],
        keep: Keep | None = None,
        ended: Callable[[Run], None] = lambda run: None,
    ) -> None:
        self._queue: SimpleQueue[Happening | _End] = SimpleQueue()
        self._stopped: Final = Flag()
        self._ended: Final = Flag()
        self._answered = False
        self._lock = Lock()
        self._keep = keep
        self._when_ended = ended
        self._thread = Thread(target=self._work, args=(begin,), name="report-qa-answer", daemon=True)
        self._thread.start()

    @property
    def stopped(self) -> bool:
        """Say whether it was stopped before it ended."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End it; doing so twice, or once there is an answer, does no harm."""
        with self._lock:
            if self._answered:
                return
            self._stopped.set()
        self._queue.put(_End())

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended and its answer is kept; say whether it has."""
        return self._ended.wait(seconds)

    def batches(self) -> Iterator[list[Happening]]:
        """Give the events as they come, those that came together in one list.

        Raises:
            Exception: what the stream raised.
        """
        while not self.stopped:
            batch = [self._queue.get()]
            while True:
                try:
                    batch.append(self._queue.get_nowait())
                except Empty:
                    break
            ends = [item for item in batch if isinstance(item, _End)]
            events = [item for item in batch if not isinstance(item, _End)]
            if events and not self.stopped:
                yield events
            if ends:
                if ends[0].error is not None:
                    raise ends[0].error
                return

    def _work(self, begin: Callable[[], Iterator[Event]]) -> None:
        end = _End()
        try:
            stream = begin()
            try:
                for event in stream:
                    if not self._goes_on(event):
                        break
                    self._queue.put(event)
                    if self._keep is not None and isinstance(event, Answer):
                        self._queue.put(self._keep(event))
            finally:
                close = getattr(stream, "close", None)
                if close is not None:
                    close()
        except Exception as error:  # handed to the reader, who tells the person
            end = _End(error)
        finally:
            self._when_ended(self)
            self._ended.set()
            self._queue.put(end)

    def _goes_on(self, event: Event) -> bool:
        with self._lock:
            self._answered = self._answered or (isinstance(event, Answer) and not self.stopped)
            return not self.stopped


class Runs:
    """The runs that are under way: one a visitor at a time, found by the visitor or by the conversation it is for."""

    def __init__(self) -> None:
        self._runs: dict[str, tuple[Run, object]] = {}
        self._lock = Lock()

    def begin(
        self,
        visitor: str,
        begin: Callable[[], Iterator[Event]],
        keep: Keep | None = None,
        conversation: object = None,
    ) -> Run:
        """Start a run; the visitor's earlier one is stopped. It is forgotten when it has ended."""
        self.stop(visitor)
        with self._lock:
            run = Run(begin, keep, lambda run: self._forget(visitor, run))
            self._runs[visitor] = run, conversation
        return run

    def stop(self, visitor: str) -> None:
        """Stop the visitor's run, if there is one."""
        with self._lock:
            found = self._runs.get(visitor)
        if found is not None:
            found[0].stop()

    def busy(self, visitor: str) -> bool:
        """Say whether something is being answered for the visitor."""
        with self._lock:
            return visitor in self._runs

    def of(self, conversation: object) -> Run | None:
        """Give the run of a conversation, whoever began it."""
        with self._lock:
            return next((run for run, its in self._runs.values() if its == conversation), None)

    def _forget(self, visitor: str, run: Run) -> None:
        with self._lock:
            if visitor in self._runs and self._runs[visitor][0] is run:
                del self._runs[visitor]
