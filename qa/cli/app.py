"""The commands and their options; what they do lies in the modules beside this one, imported when needed.

A cold ``report-qa ask`` must be quick, so nothing but typer is imported here.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.codes import ExitCode, Interrupted
from qa.cli.conversations import conversations

if TYPE_CHECKING:
    from index import Settings

EPILOG = (
    "Exit codes of ask: 0 answered, 3 not in the documents, 4 needs clarification, 5 no question. "
    "Of every command: 1 an error, 2 wrong usage, 130 interrupted."
)

app = typer.Typer(
    help="Ask a report a question in plain words; every sentence of the answer is backed by a passage you can check.",
    epilog=EPILOG,
    add_completion=False,
    pretty_exceptions_enable=False,
    # In a pipe, help is plain text without boxes.
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass
class Call:
    """What was said before the command's name."""

    debug: bool = False

    def settings(self, **overrides: object) -> Settings:
        """Give the settings in force, with those of `overrides` that are not None over them.

        Raises:
            SettingsError: a setting is unknown or has a value that cannot be used.
        """
        from index import Settings

        return Settings.load(**{name: value for name, value in overrides.items() if value is not None})


CALL = Call()

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", "-i", help="The index to ask, made by report-qa index. Without it: the shipped report."),
]
DocumentOption = Annotated[
    list[str] | None,
    typer.Option("--document", "--documents", "-d", help="Ask only this document (title or id); may be repeated."),
]


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
    settings: Annotated[
        Path | None,
        typer.Option("--settings", help="A TOML file of settings. Without it: QA_SETTINGS, then ./report-qa.toml."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    """Ask a report a question in plain words; every sentence of the answer is backed by a passage you can check."""
    CALL.debug = debug
    if settings is not None:
        os.environ["QA_SETTINGS"] = str(settings)  # this process is ours, and what it calls reads the same file
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"report-qa {installed('report-qa')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(ExitCode.USAGE)


@app.command(epilog=EPILOG)
def ask(
    question: Annotated[list[str], typer.Argument(help="The question; - reads it from standard input.")],
    index: IndexOption = None,
    document: DocumentOption = None,
    history: Annotated[
        Path | None,
        typer.Option(help='Earlier turns: a JSON list of {"role": "user" or "assistant", "content": "…"}.'),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
) -> int:
    """Ask one question."""
    from qa.cli.ask import ask_once

    return ask_once(CALL.settings(), question, index=index, documents=document, history=history, as_json=as_json)


@app.command()
def chat(
    index: IndexOption = None,
    document: DocumentOption = None,
    conversation: Annotated[
        str | None,
        typer.Option("--conversation", "-c", help="Keep it under this id, or go on with the one that is kept there."),
    ] = None,
) -> int:
    """Ask question after question; later ones may lean on earlier ones."""
    from qa.cli.chat import converse

    return converse(CALL.settings(), index=index, documents=document, conversation=conversation)


@app.command("index")
def build(
    sources: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.")],
    to: Annotated[Path, typer.Option(help="Where the index goes; one that is there is added to.")] = Path(
        "report-qa-index"
    ),
) -> int:
    """Read documents into an index. What has not changed since the last time costs nothing."""
    from qa.cli.build import build_from

    return build_from(CALL.settings(), sources, to)


@app.command()
def serve(
    index: IndexOption = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on (default: the settings').")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port (default: the settings').")] = None,
) -> int:
    """Serve the page."""
    from qa.cli.page import serve_page

    return serve_page(CALL.settings(host=host, port=port), index=index)


@app.command("eval", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def evaluate(
    context: typer.Context,
    sets: Annotated[
        list[str], typer.Argument(metavar="SET...", help="Question sets, and options of python -m eval run.")
    ],
) -> int:
    """Measure answers and citations on question sets (python -m eval run)."""
    from eval.__main__ import main as run_eval

    code = run_eval(["run", *sets, *context.args])
    if code == ExitCode.INTERRUPTED:
        raise Interrupted
    return code


app.add_typer(conversations)
