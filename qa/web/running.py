"""A question being answered in a thread of its own, so that it can be stopped at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event as Flag
from threading import Lock, Thread
from typing import Final

from qa.answer import Event


class _End:
    """Put last into the queue: the stream has ended, with `error` if it failed."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class Run:
    """One stream of events. Stopping it frees the reader at once, and the stream as soon as it gives its next event."""

    def __init__(self, begin: Callable[[], Iterator[Event]]) -> None:
        self._queue: SimpleQueue[Event | _End] = SimpleQueue()
        self._stopped: Final = Flag()
        self._thread = Thread(target=self._work, args=(begin,), name="report-qa-answer", daemon=True)
        self._thread.start()

    @property
    def stopped(self) -> bool:
        """Say whether it was stopped before it ended."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End it; doing so twice, or after the end, does no harm."""
        self._stopped.set()
        self._queue.put(_End())

    def batches(self) -> Iterator[list[Event]]:
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
        try:
            stream = begin()
            try:
                for event in stream:
                    if self.stopped:
                        break
                    self._queue.put(event)
            finally:
                close = getattr(stream, "close", None)
                if close is not None:
                    close()
        except Exception as error:  # handed to the reader, who tells the person
            self._queue.put(_End(error))
        else:
            self._queue.put(_End())


class Runs:
    """The run of each visitor; a visitor has one at a time."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}
        self._lock = Lock()

    def begin(self, visitor: str, begin: Callable[[], Iterator[Event]]) -> Run:
        """Start a run; the visitor's earlier one is stopped."""
        self.stop(visitor)
        run = Run(begin)
        with self._lock:
            self._runs[visitor] = run
        return run

    def stop(self, visitor: str) -> None:
        """Stop the visitor's run, if there is one."""
        with self._lock:
            run = self._runs.get(visitor)
        if run is not None:
            run.stop()

    def end(self, visitor: str, run: Run) -> None:
        """Forget a run that has ended, and stop it in case it has not."""
        run.stop()
        with self._lock:
            if self._runs.get(visitor) is run:
                del self._runs[visitor]
