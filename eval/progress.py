"""Showing how far a run is, on standard error: a bar with the remaining time, or a line now and then in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from index import Progress as IndexProgress

T = TypeVar("T")

SECONDS_BETWEEN_LINES: Final = 10.0


class Watched:
    """Watches a run; this one shows nothing."""

    def indexing(self, progress: IndexProgress) -> None:
        """Be told how the making of the index goes."""
        self._show(progress.stage, progress.done, progress.total)

    def asking(self, items: Sequence[T]) -> Iterator[T]:
        """Go through what is asked."""
        for done, item in enumerate(items):
            self._show("asking", done, len(items))
            yield item
        self._show("asking", len(items), len(items))

    def _show(self, stage: str, done: int, total: int) -> None:
        pass


class Progress(Watched):
    """Shows a run; a context manager, which leaves the terminal as it was."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}
        self._told = monotonic()

    def __enter__(self) -> Self:
        """Put up the bar, on a terminal."""
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(elapsed_when_finished=True),
                console=Console(stderr=True),
            )
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar down, whatever happened."""
        if self._bar is not None:
            self._bar.stop()

    def _show(self, stage: str, done: int, total: int) -> None:
        if self._bar is not None:
            if stage not in self._tasks:
                self._tasks[stage] = self._bar.add_task(stage, total=total)
            self._bar.update(self._tasks[stage], completed=done, total=total)
        elif monotonic() > self._told + SECONDS_BETWEEN_LINES:
            self._told = monotonic()
            sys.stderr.write(f"{stage}: {done} of {total}\n")
            sys.stderr.flush()
