"""``report-qa conversations``: list, show, export, rename and delete those that are kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.codes import ExitCode

if TYPE_CHECKING:
    from qa.conversation import Conversations

conversations = typer.Typer(
    name="conversations", help="List, show, export, rename and delete kept conversations.", no_args_is_help=True
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The conversation, as list shows it.")]


class Format(StrEnum):
    """The formats that a conversation is exported in."""

    MARKDOWN = "markdown"
    JSON = "json"


@conversations.command("list")
def list_(
    search: Annotated[
        str | None, typer.Option("--search", "-s", help="Only those in which all of these words occur.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
) -> int:
    """List kept conversations, the last changed first: id, day, number of turns, title."""
    from qa.cli.show import printable

    with _kept() as kept:
        for one in kept.list(search, limit=limit):
            typer.echo(printable(f"{one.id}\t{one.changed.astimezone():%Y-%m-%d %H:%M}\t{one.turns}\t{one.title}"))
    return ExitCode.ANSWERED


@conversations.command()
def show(conversation: Id) -> int:
    """Show a conversation with its sources."""
    from qa.cli.show import formatted, printable

    with _kept() as kept:
        text = printable(kept.export(conversation))
    if formatted():
        from rich.console import Console
        from rich.markdown import Markdown

        Console(highlight=False).print(Markdown(text, hyperlinks=False))
    else:
        typer.echo(text, nl=False)
    return ExitCode.ANSWERED


@conversations.command()
def export(
    conversation: Id,
    format: Annotated[Format, typer.Option("--format", "-f", help="Markdown to read, JSON to go on with.")] = (
        Format.MARKDOWN
    ),
    to: Annotated[Path | None, typer.Option(help="The file to write. Without it: standard output.")] = None,
) -> int:
    """Write a conversation out, with its sources."""
    with _kept() as kept:
        text = kept.export(conversation, "json" if format is Format.JSON else "markdown")
    if to is None:
        typer.echo(text, nl=False)
    else:
        to.write_text(text, encoding="utf-8")
    return ExitCode.ANSWERED


@conversations.command()
def rename(conversation: Id, title: Annotated[str, typer.Argument(help="The new title.")]) -> int:
    """Give a conversation another title."""
    with _kept() as kept:
        kept.rename(conversation, title)
    return ExitCode.ANSWERED


@conversations.command()
def delete(
    conversation: Id, yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking first.")] = False
) -> int:
    """Delete a conversation for good."""
    with _kept() as kept:
        found = kept.get(conversation)
        if not yes:
            if not sys.stdin.isatty():
                raise typer.BadParameter("Nobody can be asked here; --yes deletes without asking.", param_hint="--yes")
            turns = "1 turn" if found.turns == 1 else f"{found.turns:,} turns"
            typer.confirm(f"Delete “{found.title or found.id}” ({turns}) for good?", abort=True)
        kept.delete(conversation)
    return ExitCode.ANSWERED


@contextmanager
def _kept() -> Iterator[Conversations]:
    from qa.cli.app import CALL
    from qa.conversation import Conversations

    kept = Conversations.open(CALL.settings())
    try:
        yield kept
    finally:
        kept.close()
