"""Opening what is asked: the shipped report or an index of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa.cli.progress import ProgressLine

if TYPE_CHECKING:
    from index import Settings
    from qa import Assistant


def open_assistant(settings: Settings, index: Path | None) -> Assistant:
    """Open the assistant over `index` (None: the shipped report, indexed now if it was not yet).

    Raises:
        ReportQAError: the index or the model cannot be used.
    """
    from qa import Assistant

    with ProgressLine(passing=True) as progress:
        return Assistant.open(index, settings=settings, progress=progress)
