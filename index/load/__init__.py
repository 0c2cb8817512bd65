"""From files to documents: one loader a format, found by the file's suffix.

A new format is a module with a loader and a line in `LOADERS`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from index.document import Document
from index.errors import LoadError
from index.load.markdown import load_markdown
from index.load.text import load_text

__all__ = ["LOADERS", "Loader", "Source", "Sources", "document_id", "load_document", "load_sources", "text_document"]

_log = logging.getLogger(__name__)

Loader: TypeAlias = Callable[[Path, str, str | None], Document]
"""Reads a file: its path, the document's id, the encoding to fall back to."""

Source: TypeAlias = str | os.PathLike[str] | Document
"""Something to read: a file, a folder (all files in it that a loader knows), or a document at hand."""

Sources: TypeAlias = Source | Iterable[Source]

LOADERS: Mapping[str, Loader] = MappingProxyType(
    {".txt": load_text, ".text": load_text, ".md": load_markdown, ".markdown": load_markdown}
)
"""The loaders by suffix, in small letters."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that could not be read; `reason` is a sentence for people."""

    path: Path
    reason: str


def load_sources(sources: Sources, encoding: str | None = None) -> Iterator[Document | Skipped]:
    """Load all that `sources` name, each document once, in a stable order.

    A file that is named and cannot be read is an error. A file that a folder holds and that cannot be read is skipped,
    and told of, so that one bad file does not keep out a thousand good ones.

    Raises:
        LoadError: nothing is named, a source does not exist, is of an unknown format, is empty or no text, or two
            documents have one id.
    """
    if isinstance(sources, (str, os.PathLike, Document)):
        sources = [sources]
    seen: dict[str, Document | Path] = {}
    for source in sources:
        if isinstance(source, Document):
            _check(source, f"the document {source.title!r}")
            if source.id in seen and seen[source.id] != source:
                raise LoadError(f"Two different documents have the id {source.id!r}; give each its own.")
            if source.id not in seen:
                yield source
            seen[source.id] = source
            continue
        for path, named in _files(Path(source)):
            key = document_id(path)
            if key not in seen:
                seen[key] = path
                yield _load(path, named, encoding)
    if not seen:
        raise LoadError("There is nothing to read; name at least one file, folder or document.")


def load_document(path: str | os.PathLike[str], encoding: str | None = None) -> Document:
    """Load one file.

    Raises:
        LoadError: it does not exist, is of an unknown format, is empty or no text.
    """
    place = Path(path).resolve()
    loader = LOADERS.get(place.suffix.lower())
    if loader is None:
        known = ", ".join(sorted(LOADERS))
        raise LoadError(f"{path} is of a format that cannot be read; the formats are {known}.")
    try:
        document = loader(place, document_id(place), encoding)
    except FileNotFoundError as error:
        raise LoadError(f"There is no file {path}.") from error
    except OSError as error:
        raise LoadError(f"{path} cannot be read: {error.strerror or error}.") from error
    _check(document, str(path))
    return document


def text_document(title: str, text: str) -> Document:
    """Make a document of a text at hand; its id comes from its title.

    Raises:
        LoadError: the text is empty.
    """
    document = Document(_short_hash(f"title:{title}"), title, text)
    _check(document, f"the document {title!r}")
    return document


def document_id(path: Path) -> str:
    """Give the id of the document at `path`: the same for the same file, however it is written."""
    return _short_hash(f"file:{path.resolve().as_posix()}")


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _load(path: Path, named: bool, encoding: str | None) -> Document | Skipped:
    try:
        return load_document(path, encoding)
    except LoadError as error:
        if named:
            raise
        _log.warning("skipped: %s", error)
        return Skipped(path, str(error))


def _files(path: Path) -> Iterator[tuple[Path, bool]]:
    """Give the files that `path` stands for, and whether each was named (not found in a folder)."""
    if not path.is_dir():
        yield path, True
        return
    found = False
    for folder, subfolders, names in os.walk(path):  # Does not follow links to folders, so there are no loops.
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in LOADERS:
                found = True
                yield Path(folder, name), False
    if not found:
        known = ", ".join(sorted(LOADERS))
        raise LoadError(f"The folder {path} holds no file that can be read; the formats are {known}.")


def _check(document: Document, name: str) -> None:
    if not document.text.strip():
        raise LoadError(f"{_capital(name)} is empty: there is nothing in it to answer from.")
    try:
        json.dumps(dict(document.metadata))
    except (TypeError, ValueError) as error:
        raise LoadError(f"The metadata of {name} cannot be kept; give plain JSON types only ({error}).") from error
    try:
        f"{document.id}{document.title}{document.text}".encode()
    except UnicodeEncodeError as error:
        raise LoadError(
            f"{_capital(name)} holds half of a character (a lone surrogate) at offset {error.start}."
        ) from error


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:] if name.startswith("the ") else name
