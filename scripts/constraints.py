"""Writes constraints.txt anew: what the project, its extras and their own needs are in this environment.

Run it in an environment whose versions you have tested: ``.venv/bin/python scripts/constraints.py``.
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HEADER = """\
# The exact set that Report QA is tested with: all that it and its extras need, on Python 3.11 and Linux.
# pip takes it as constraints (pip install -c constraints.txt -e ".[dev]"), so that a fresh machine gets what was tested
# and a release of tomorrow breaks nothing today. In the terms of pyproject.toml: the ranges there say what may work,
# the pins here what did.
# torch stays at 2.13.0: unpinned, newer builds bring gigabytes of GPU packages that nothing here uses.
# Written by scripts/constraints.py; do not edit by hand.
"""
PROJECT = "report-qa"
ENVIRONMENT = {"pip", "setuptools"}
"""What the environment brings itself; a pin would fit one version of Python only."""
PATH = Path(__file__).resolve().parent.parent / "constraints.txt"


def closure(name: str, extras: frozenset[str] = frozenset()) -> dict[str, str]:
    """Give the version of every installed distribution that `name` with `extras` needs, itself left out.

    Raises:
        PackageNotFoundError: something that is needed is not installed.
    """
    seen: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(name), extra) for extra in ("", *extras)]
    while waiting:
        distribution, extra = waiting.pop()
        if (distribution, extra) in seen:
            continue
        seen.add((distribution, extra))
        for line in importlib.metadata.requires(distribution) or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(needed.name), wanted) for wanted in ("", *needed.extras)]
    names = {distribution for distribution, _ in seen} - {canonicalize_name(name), *ENVIRONMENT}
    # A local version (2.13.0+cpu) names one machine's build; the public one fits all of them.
    return {found: Version(importlib.metadata.version(found)).public for found in sorted(names)}


def main() -> None:
    """Write the file."""
    pins = "".join(f"{name}=={version}\n" for name, version in closure(PROJECT, frozenset({"dev"})).items())
    PATH.write_text(HEADER + pins, encoding="utf-8")


if __name__ == "__main__":
    main()
