"""Showing how far a build is: a bar with the remaining time on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from index import Progress

SECONDS_OF_SILENCE: Final = 1.0
"""What is done by then needs no line."""
SECONDS_BETWEEN_LINES: Final = 10.0


class ProgressLine:
    """A progress callback that writes to standard error; a context manager.

    On a terminal each stage has its bar; with `passing` the bars go when all is done. Elsewhere a stage is told once,
    and again when it takes long.
    """

    def __init__(self, *, passing: bool = False) -> None:
        self._passing = passing
        self._terminal = sys.stderr.isatty()
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}
        self._began = monotonic()
        self._told: tuple[str, float] | None = None

    def __call__(self, progress: Progress) -> None:
        """Show `progress`."""
        if self._terminal:
            self._draw(progress)
        elif self._worth_telling(progress.stage, monotonic()):
            sys.stderr.write(f"{progress.stage}: {progress.done} of {progress.total}\n")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was, whatever happened."""
        if self._bar is not None:
            self._bar.stop()

    def _worth_telling(self, stage: str, now: float) -> bool:
        if now < self._began + SECONDS_OF_SILENCE:
            return False
        if self._told is not None and self._told[0] == stage and now < self._told[1] + SECONDS_BETWEEN_LINES:
            return False
        self._told = (stage, now)
        return True

    def _draw(self, progress: Progress) -> None:
        if self._bar is None:
            self._bar = _new_bar(passing=self._passing)
            self._bar.start()
        if progress.stage not in self._tasks:
            self._tasks[progress.stage] = self._bar.add_task(progress.stage)
        self._bar.update(self._tasks[progress.stage], completed=progress.done, total=progress.total or None)


def _new_bar(*, passing: bool) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=passing,
    )
