"""Showing an answer: formatted on a terminal, plain text elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from qa.answer import Answer, Citation

NEAREST: Final = 3
"""How many of the nearest passages stand under an answer that is not in the documents."""

# C0 and C1 controls but newline and tab: a terminal would obey them, and texts of documents are not ours to trust.
_CONTROLS: Final = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


def printable(text: str) -> str:
    """Give `text` with every control character that a terminal would obey replaced."""
    return text.translate(_CONTROLS)


def formatted() -> bool:
    """Say whether standard output is a terminal that shows formatting; in a pipe everything is plain."""
    return bool(sys.stdout.isatty())


def show_answer(answer: Answer) -> None:
    """Print `answer` with its sources."""
    if not formatted():
        from qa.sources import with_sources

        typer.echo(printable(with_sources(answer)))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(highlight=False)
    if answer.standalone_question != answer.question:
        _quietly(console, f"Understood as: {answer.standalone_question}")
    console.print(Markdown(printable(answer.text), hyperlinks=False))
    show_sources(answer)
    _quietly(console, "report-qa chat goes on asking · report-qa ask --json prints everything")


def show_sources(answer: Answer) -> None:
    """Print what stands under the answer's text: notes, choices, sources, or the passages that came nearest."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=not formatted())
    for note in answer.notes:
        _quietly(console, note)
    for choice in answer.choices:
        console.print(printable(f"  - {choice}"), markup=False)
    if answer.citations:
        _title(console, "Sources")
        for citation in answer.citations:
            # A quote that stands in the answer already need not be read twice.
            _source(console, f"[{citation.number}]", citation, "" if citation.quote in answer.text else citation.quote)
    elif answer.considered:
        _title(console, "Nearest passages")
        for citation in answer.considered[:NEAREST]:
            _source(console, "·", citation, citation.quote)


def source_line(citation: Citation) -> str:
    """Give where a citation stands: document, page, characters, and who says it."""
    page = f", page {citation.page}" if citation.page is not None else ""
    source = f" ({citation.source})" if citation.source else ""
    return printable(f"{citation.document}{page}, characters {citation.start}–{citation.end}{source}")


def _title(console: Console, title: str) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(title, style="bold"))


def _source(console: Console, mark: str, citation: Citation, quote: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    place = f"{source_line(citation)}: " if quote else source_line(citation)
    line = Text.assemble((f"{mark} ", "cyan"), (place, "dim"), printable(quote))
    console.print(Padding(line, (0, 0, 0, 2), expand=False))


def _quietly(console: Console, text: str) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(printable(text), style="dim"))
