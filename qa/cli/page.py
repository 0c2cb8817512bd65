"""``report-qa serve``: the page on an address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qa.cli.codes import ExitCode
from qa.cli.opening import open_assistant

if TYPE_CHECKING:
    from index import Settings


def serve_page(settings: Settings, *, index: Path | None) -> int:
    """Serve the page over `index` (None: the shipped report) until Ctrl-C.

    Raises:
        ReportQAError: the index cannot be opened, or the address cannot be listened on.
    """
    with open_assistant(settings, index) as assistant:
        from qa.web import serve

        serve(assistant, host=settings.host, port=settings.port, announce=typer.echo)
    return ExitCode.ANSWERED
