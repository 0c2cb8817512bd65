"""The files that ship with the package: the report and the question sets."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index import Index, Progress, Settings

_HERE: Final = Path(__file__).resolve().parent
_PATIENCE: Final = 300.0
"""Seconds to wait for another process that is making the same index."""


def report_path() -> Path:
    """Give the path of the shipped report: inside the installed package, or in a checkout its `data/` folder."""
    installed = _HERE / "shipped" / "report.txt"
    return installed if installed.is_file() else _HERE.parent / "data" / "report.txt"


def default_index(settings: Settings) -> Path:
    """Give where the index of the shipped report lies: in the cache folder, keyed by content, model, schema and cut."""
    from index import SCHEMA_VERSION
    from index.segment import segmentation_of

    cut = " ".join(map(str, segmentation_of(settings)))
    shape = f"one document {settings.model} {cut} {SCHEMA_VERSION}"
    key = hashlib.sha256(report_path().read_bytes() + shape.encode()).hexdigest()[:16]
    return settings.cache_dir / "indexes" / f"report-{key}"


def open_shipped(settings: Settings, progress: Callable[[Progress], None] | None = None) -> Index:
    """Open the index of the shipped report, and make it where it is missing or damaged.

    Several processes may ask at once on a fresh machine: one makes the index, the others wait for it.
    """
    from index import build_index, open_index, text_document
    from index.errors import IndexBusy, IndexDamaged, IndexMissing

    place, report = default_index(settings), report_path()
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return open_index(place, settings=settings)
        except (IndexMissing, IndexDamaged):
            pass
        try:
            # Its id comes from its name, not from where it lies: a checkout and an installed package share the index.
            document = text_document(report.name, report.read_text(encoding="utf-8-sig"))
            return build_index([document], place, settings=settings, progress=progress)
        except IndexBusy:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
