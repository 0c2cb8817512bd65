"""A terminal to run ``report-qa`` in: it types, and reads what appears."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from tests.qa.cli.process import PROGRAM, SECONDS, Cli

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[>=]")

# A session of its own with this terminal, so that a typed Ctrl-C reaches the program as a signal.
_IN_TERMINAL = "import os, sys; os.login_tty(0); os.execv(sys.argv[1], sys.argv[1:])"


class Terminal:
    """A process in a pseudo-terminal. `raw` is all that it wrote, `text` the same without escape sequences."""

    def __init__(self, cli: Cli, *arguments: str) -> None:
        self.raw = ""
        ours, theirs = pty.openpty()
        self._ours = ours
        self.process = subprocess.Popen(
            [sys.executable, "-c", _IN_TERMINAL, str(PROGRAM), *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=cli.folder,
            env={**cli.environment, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"},
        )
        os.close(theirs)

    @property
    def text(self) -> str:
        """What a person sees, one line after the other."""
        return _ESCAPES.sub("", self.raw).replace("\r\n", "\n")

    def press(self, keys: str) -> None:
        """Type keys; a newline is the Return key."""
        os.write(self._ours, keys.encode())

    def read_until(self, expected: str) -> None:
        """Read until `expected` has appeared.

        Raises:
            AssertionError: it does not appear in time, or the process ends without it.
        """
        deadline = time.monotonic() + SECONDS
        while expected not in self.text:
            assert time.monotonic() < deadline, f"{expected!r} did not appear in {self.text!r}"
            assert self._read(), f"it ended without {expected!r}: {self.text!r}"

    def wait(self) -> int:
        """Read to the end and give the exit code."""
        while self._read():
            pass
        return self.process.wait(SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(SECONDS)
        os.close(self._ours)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], SECONDS)
        assert ready, f"nothing more came after {self.text!r}"
        try:
            piece = os.read(self._ours, 65_536)
        except OSError:  # the other side is closed
            return False
        self.raw += piece.decode(errors="replace")
        return bool(piece)
