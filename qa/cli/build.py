"""``report-qa index``: files and folders into an index."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qa.cli.codes import ExitCode, Interrupted
from qa.cli.progress import ProgressLine

if TYPE_CHECKING:
    from index import Settings


def build_from(settings: Settings, sources: Sequence[Path], path: Path) -> int:
    """Read `sources` into the index at `path`, showing progress, and say what it then holds.

    Raises:
        ReportQAError: a source cannot be read or the index cannot be written; what was there stays as it was.
    """
    from index import build_index

    existed = path.exists()
    try:
        with ProgressLine() as progress, build_index(sources, path, settings=settings, progress=progress) as index:
            documents = len(index.documents)
            passages = index.passage_count
    except KeyboardInterrupt:
        left = f"the index at {path} is as it was before" if existed else f"no index was made at {path}"
        raise Interrupted(left) from None
    typer.echo(f"{path} now holds {_count(documents, 'document')} in {_count(passages, 'passage')}.")
    if sys.stdout.isatty():
        typer.echo(f'Ask it: report-qa ask --index {shlex.quote(str(path))} "…"')
    return ExitCode.ANSWERED


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
