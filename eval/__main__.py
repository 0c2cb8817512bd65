"""``python -m eval``: run question sets, validate them, compare runs, show what went wrong."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from index.errors import ReportQAError

app = typer.Typer(
    help="Measure how good answers and citations are.",
    epilog="Exit codes: 0 done; 1 an error, a regression or an invalid set; 2 wrong usage; 130 interrupted.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sets = Annotated[list[str], typer.Argument(metavar="SET...", help="Question sets: paths, or names of shipped ones.")]
Documents = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Look for documents here before beside the set.", file_okay=False)
]
Split = Annotated[Literal["all", "train", "dev", "test"], typer.Option(help="Take only questions of this split.")]
Seed = Annotated[int, typer.Option(min=0, help="Of the random numbers that intervals are drawn with.")]


@app.command()
def run(
    sets: Sets,
    split: Split = "all",
    json: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where the results go; - is standard output. Without it: in results/."),
    ] = None,
    documents: Documents = None,
    index: Annotated[
        Path | None,
        typer.Option(help="Use the index there; where there is none, make one that stays. Without: a temporary one."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask at most so many questions.")] = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", "--kinds", help="Ask only questions of this kind; may be repeated.")
    ] = None,
    floors: Annotated[bool, typer.Option(help="Measure the floors too.")] = True,
    seed: Seed = 0,
    history: Annotated[
        Literal["own", "given"],
        typer.Option(help="Ask the turns of a conversation after the assistant's own answers, or after the set's."),
    ] = "own",
) -> int:
    """Ask the questions of sets, and say how good the answers and citations are."""
    from eval.run import main as run_sets

    return run_sets(
        sets,
        split=split,
        json_path=json,
        documents=documents,
        index=index,
        limit=limit,
        kinds=[kind for each in kinds or [] for kind in each.split(",")],
        floors=floors,
        seed=seed,
        history=history,
    )


@app.command()
def validate(
    sets: Sets,
    documents: Documents = None,
    strict: Annotated[bool, typer.Option(help="Let warnings count as errors.")] = False,
) -> int:
    """Check question sets, and name the line of what is wrong."""
    from eval.validate import main as validate_sets

    return validate_sets(sets, documents=documents, strict=strict)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="Results of the older run.")],
    after: Annotated[Path, typer.Argument(help="Results of the newer run.")],
    tolerance: Annotated[float, typer.Option(min=0, help="By how much a share may get worse, from 0 to 1.")] = 0.02,
    common: Annotated[bool, typer.Option(help="Compare the questions that both have, leaving out the others.")] = False,
    split: Split = "all",
    seed: Seed = 0,
) -> int:
    """Say what changed between two runs; exit 1 where a share got worse by more than the tolerance."""
    from eval.compare import main as compare_files

    return compare_files(before, after, tolerance=tolerance, only_common=common, split=split, seed=seed)


@app.command()
def show(
    results: Annotated[Path, typer.Argument(help="Results of a run.")],
    measure: Annotated[str, typer.Option(help="By which measure questions are wrong.")] = "right",
    split: Annotated[
        Literal["all", "train", "dev", "test"], typer.Option(help="Show questions of this split; tune on dev only.")
    ] = "dev",
) -> int:
    """Show the questions that a run got wrong, with what was expected."""
    from eval.show import main as show_wrong

    return show_wrong(results, measure=measure, split=split)


class _Stderr(logging.Handler):
    """Writes plain lines to what is standard error at the time, which a progress bar may have taken over."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"{self.format(record)}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line on `argv` (None: what the process was called with) and give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a "?" for an arrow beats no table on an ASCII terminal
    handler = _Stderr()
    logger = logging.getLogger("eval")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        code = app(args=list(sys.argv[1:] if argv is None else argv), prog_name="python -m eval", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        sys.stderr.write(f"{error.format_message()}\n")
        code = error.exit_code
    except BrokenPipeError:
        # The reader (head, less) has seen enough. What Python flushes at exit must not complain a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except ReportQAError as error:
        sys.stderr.write(f"{error}\n")
        code = 1
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("Interrupted.\n")
        code = 130
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(main())
