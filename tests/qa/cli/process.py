"""Running ``report-qa`` as people and scripts do: as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("report-qa")
SECONDS = 120


@dataclass(frozen=True)
class Cli:
    """Calls the program in `folder` with `environment`."""

    environment: Mapping[str, str]
    folder: Path

    def __call__(self, *arguments: str | bytes, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
        """Run it to its end, with pipes for all three streams."""
        done = subprocess.run(
            [str(PROGRAM), *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment,
            timeout=SECONDS,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start it and leave it running."""
        return subprocess.Popen(
            [str(PROGRAM), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
            text=True,
        )
