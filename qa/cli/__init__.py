"""The command line ``report-qa``: ask, chat, index, serve, eval.

`main` is the entry point. What a person did wrong ends in one sentence on standard error and an exit code of
`qa.cli.codes`; a traceback is shown only with ``--debug``.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from qa.cli.codes import ExitCode, Interrupted


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line on `argv` (None: what the process was called with) and give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an answer with a "?" in it beats none on an ASCII terminal
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough. What Python flushes at exit must not complain a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.ERROR
    return code


def _run(arguments: list[str]) -> int:
    import typer

    from index.errors import ReportQAError
    from qa.cli.app import CALL, app

    try:
        code: int | None = app(args=arguments, prog_name="report-qa", standalone_mode=False)
    except typer.TyperException as error:  # a usage error, or one that typer found while reading the arguments
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "report-qa"
        return _complain(f"{error.format_message()} See {command} --help.", ExitCode(error.exit_code))
    except ReportQAError as error:
        if CALL.debug:
            raise
        return _complain(str(error), ExitCode.ERROR)
    except Interrupted as interrupted:
        told = not str(interrupted)
        return ExitCode.INTERRUPTED if told else _complain(f"Interrupted; {interrupted}.", ExitCode.INTERRUPTED)
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        if CALL.debug:
            raise
        return _complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}", ExitCode.ERROR)
    except Exception as error:
        if CALL.debug:
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return _complain(f"This should not have happened ({what}). report-qa --debug … shows where.", ExitCode.ERROR)
    if code == ExitCode.INTERRUPTED:  # typer turns Ctrl-C into this code without a word
        return _complain("Interrupted.", ExitCode.INTERRUPTED)
    return code or ExitCode.ANSWERED


def _complain(message: str, code: ExitCode) -> int:
    from qa.cli.show import printable

    sys.stdout.flush()
    sys.stderr.write(f"report-qa: {printable(message)}\n")
    return code
