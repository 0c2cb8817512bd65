"""Reading: from files to something searchable.

Example:
    ```python
    from index import build_index, open_index

    build_index("reports/", "reports.index").close()
    with open_index("reports.index") as index:
        index.search("Who attacked the base?")
    ```
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from index import errors
from index._schema import SCHEMA_VERSION
from index.document import Day, Document, Page, Passage, ScoredPassage, Sentence
from index.progress import Progress

if TYPE_CHECKING:
    from index.build import build_index as build_index
    from index.index import Index as Index
    from index.index import open_index as open_index
    from index.load import text_document as text_document
    from index.settings import Settings as Settings

__all__ = [
    "SCHEMA_VERSION",
    "Day",
    "Document",
    "Index",
    "Page",
    "Passage",
    "Progress",
    "ScoredPassage",
    "Sentence",
    "Settings",
    "build_index",
    "errors",
    "open_index",
    "text_document",
]

# Imported when first asked for: `import index` stays light.
_LAZY = {
    "Index": "index.index",
    "Settings": "index.settings",
    "build_index": "index.build",
    "open_index": "index.index",
    "text_document": "index.load",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
