"""How a long piece of work tells where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands: `done` of `total` steps of `stage`, a word for people ("reading", "embedding").

    `total` grows while a stage runs, since documents are read while others are already being embedded; of files to
    read it is the number found so far.
    """

    stage: str
    done: int
    total: int


ProgressCallback: TypeAlias = Callable[[Progress], None]
"""What `build_index` calls, from the thread that builds; an exception that it raises stops the build."""
