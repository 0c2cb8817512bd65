"""``python -m corpus``: check the corpus, count what it holds, give it in other formats."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from corpus.errors import CorpusError
from corpus.reading import FOLDER, SPLITS, read_corpus
from index.errors import ReportQAError

app = typer.Typer(
    help="Check the corpus of invented reports, count what it holds, give it in other formats.",
    epilog="Exit codes: 0 done; 1 an error, or something is wrong with the corpus; 2 wrong usage; 130 interrupted.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="The corpus; else the shipped one.", file_okay=False)]


@app.command()
def check(folder: Folder = FOLDER) -> int:
    """Find what is wrong with the corpus, by file and line; exit 1 where something is."""
    from corpus.checks import CHECKS

    corpus = read_corpus(folder)
    findings = [finding for each in CHECKS for finding in each(corpus)]
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    asked = sum(len(part.lines) for part in corpus.parts)
    sys.stdout.write(f"{len(corpus.texts)} reports, {asked} questions and turns: {len(findings)} findings\n")
    return int(bool(findings))


@app.command()
def stats(
    folder: Folder = FOLDER,
    write: Annotated[bool, typer.Option("--write", help="Write the statistics into the corpus' README.md.")] = False,
) -> int:
    """Count reports, questions and turns, by split, kind, sort and noise."""
    from corpus.card import write_card
    from corpus.stats import tables
    from eval.table import console, new_table

    corpus = read_corpus(folder)
    if write:
        write_card(corpus)
        return 0
    out = console()
    for each in tables(corpus):
        table = new_table(out, "")
        for number, column in enumerate(each.columns):
            table.add_column(column, justify="right" if number else "left", no_wrap=True)
        for row in each.rows:
            table.add_row(*row)
        out.print(f"\n{each.title}", style="italic", highlight=False, soft_wrap=True)
        out.print(table)
    return 0


@app.command()
def export(
    folder: Folder = FOLDER,
    squad: Annotated[Path | None, typer.Option(metavar="FILE", help="Write SQuAD-2.0-style JSON there.")] = None,
    datasets: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a folder there that datasets.load_dataset reads.")
    ] = None,
    split: Annotated[Literal["all", "train", "dev", "test"], typer.Option(help="The split, for --squad.")] = "all",
    conversations: Annotated[
        bool, typer.Option("--conversations", help="With --squad: the turns of conversations too, in standalone form.")
    ] = False,
) -> int:
    """Write the corpus in formats that other software reads."""
    from corpus.export.datasets import write_datasets
    from corpus.export.squad import to_squad

    if squad is None and datasets is None:
        raise typer.BadParameter("give --squad FILE, --datasets DIR or both")
    corpus = read_corpus(folder)
    if squad is not None:
        data = to_squad(corpus, SPLITS if split == "all" else (split,), conversations=conversations)
        try:
            squad.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise CorpusError(f"{squad} cannot be written: {error.strerror or error}.") from error
    if datasets is not None:
        write_datasets(corpus, datasets)
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line on `argv` (None: what the process was called with) and give the exit code."""
    try:
        arguments = list(sys.argv[1:] if argv is None else argv)
        code = app(args=arguments, prog_name="python -m corpus", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        sys.stderr.write(f"{error.format_message()}\n")
        code = error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except ReportQAError as error:
        sys.stderr.write(f"{error}\n")
        code = 1
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("Interrupted.\n")
        code = 130
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(main())
