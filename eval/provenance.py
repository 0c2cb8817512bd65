"""Where results come from: what must be known to trust a figure, or to get it again."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eval.question_set import QuestionSet
    from index import Index

PACKAGES: Final = (
    "sentence-transformers",
    "torch",
    "transformers",
    "onnxruntime",
    "tokenizers",
    "faiss-cpu",
    "numpy",
    "sentencex",
    "snowballstemmer",
    "python-dateutil",
    "langchain-core",
    "pydantic",
)
"""The packages whose release can move a figure."""

PRIVATE: Final = ("cache_dir", "data_dir", "host", "port")
"""Settings that move no figure and tell of the person's machine; left out, so that results can be published."""


def provenance(sets: Iterable[QuestionSet], index: Index, options: dict[str, Any]) -> dict[str, Any]:
    """Give what a run rests on, as plain JSON types.

    Args:
        sets: the question sets that are asked.
        index: the open index that answers are sought in.
        options: the run's own options, as they were given.
    """
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": _version("report-qa"),
        "code": _code(),
        "options": options,
        "sets": [{"path": str(each.path), "sha256": each.sha256, "questions": len(each.lines)} for each in sets],
        "settings": index.settings.model_dump(mode="json", exclude=set(PRIVATE)),
        "model": _model(index),
        "machine": {
            "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "system": platform.system(),
            "processor": platform.machine(),
        },
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _model(index: Index) -> dict[str, Any]:
    return {"name": index.model, "fingerprint": index.embedder.model.fingerprint}


def _code(folder: Path = Path(__file__).parent) -> dict[str, Any]:
    """Give the commit this code is of, and whether it was changed since; both None outside a checkout of it.

    An installed copy may lie inside somebody else's repository: only one that tracks this file is asked.
    """
    nothing = {"commit": None, "changed": None}
    if _git(folder, "ls-files", "--error-unmatch", Path(__file__).name) is None:
        return nothing
    commit = _git(folder, "rev-parse", "HEAD")
    changes = _git(folder, "status", "--porcelain")
    return {"commit": commit, "changed": bool(changes)} if commit is not None and changes is not None else nothing


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
