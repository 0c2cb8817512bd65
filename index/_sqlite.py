"""Opening the store's SQLite file, and telling what is wrong with it in words for people."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index._schema import APPLICATION_ID, SCHEMA_VERSION
from index.errors import (
    IndexDamaged,
    IndexForeign,
    IndexMissing,
    IndexReadOnly,
    IndexTooNew,
    IndexUnusable,
    ReportQAError,
)

STORE_FILE = "index.sqlite"
_MAGIC = b"SQLite format 3\0"
_PATIENCE = 30.0
"""Seconds that a connection waits for another's short lock."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except ReportQAError:
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", "") or ""
        if "closed database" in str(error):
            raise IndexUnusable(f"The index at {path} has been closed; open it again.") from error
        if "no such module" in str(error):
            raise IndexUnusable(
                "The SQLite of this Python lacks full-text search (FTS5); use another Python."
            ) from error
        if "READONLY" in code or "CANTOPEN" in code or "PERM" in code:
            raise IndexReadOnly(
                f"The index at {path} cannot be opened or written; check the rights of its folder."
            ) from error
        if "FULL" in code:
            raise IndexUnusable(f"The disk is full, so the index at {path} was left as it was.") from error
        if "BUSY" in code or "LOCKED" in code:
            raise IndexUnusable(f"The index at {path} is locked by another program; try again later.") from error
        raise IndexDamaged(
            f"The index at {path} is damaged ({error}); delete that folder and build the index again."
        ) from error


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open the store in the folder `path` for reading.

    Raises:
        IndexUnusable: it is missing, foreign, half-written, damaged or too new.
    """
    file = path / STORE_FILE
    check_place(path, must_exist=True)
    with explained(path):
        connection = _open_for_reading(file)
        try:
            _check_whole(connection, file)
            if not is_built(connection, path):
                raise IndexDamaged(
                    f"The index at {path} is half-written: its first build was interrupted, or is still running; "
                    "build it again."
                )
        except BaseException:
            connection.close()
            raise
    return connection


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open the store in the folder `path` for writing, made empty where there is none; see `is_built`.

    Raises:
        IndexUnusable: the place cannot be written, or holds something else.
    """
    check_place(path, must_exist=False)
    with explained(path):
        connection = sqlite3.connect(
            path / STORE_FILE, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            _check_whole(connection, path / STORE_FILE)
            is_built(connection, path)  # Foreign or too new is told before anything is written.
            # With a write-ahead log, readers go on reading the old state while a build writes the new one.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
    return connection


def is_built(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether the store has its tables; False for one whose first build never finished.

    Raises:
        IndexForeign, IndexTooNew: it is another program's, or a newer version's.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        return False
    if application != APPLICATION_ID:
        raise IndexForeign(f"The file {path / STORE_FILE} is no index of Report QA; choose another folder.")
    if version > SCHEMA_VERSION:
        raise IndexTooNew(
            f"The index at {path} was written by a newer version of Report QA; update, or build it again elsewhere."
        )
    return True


def check_place(path: Path, *, must_exist: bool) -> None:
    """Check that `path` is a folder that holds an index, or that may hold one.

    Raises:
        IndexMissing: there is none, and it must exist.
        IndexForeign: the path is a file, or a folder of other things.
    """
    file = path / STORE_FILE
    try:
        if path.exists() and not path.is_dir():
            raise IndexForeign(f"{path} is a file, but an index is a folder; name a folder.")
        if file.exists():
            with file.open("rb") as opened:
                magic = opened.read(len(_MAGIC))
            if magic and magic != _MAGIC:
                raise IndexForeign(f"The file {file} is no index of Report QA; choose another folder.")
            return
        strangers = [name for name in os.listdir(path) if not _is_ours(name)] if path.is_dir() else []
    except PermissionError as error:
        raise IndexReadOnly(f"The index at {path} cannot be read; check the rights of its folder.") from error
    if strangers:
        raise IndexForeign(f"The folder {path} holds other files and no index; choose an empty or a new folder.")
    if must_exist:
        raise IndexMissing(f"There is no index at {path}; build one first.")


def _is_ours(name: str) -> bool:
    return name == "build.lock" or name.startswith((STORE_FILE, "vectors.")) or name.startswith(".")


def _open_for_reading(file: Path) -> sqlite3.Connection:
    uri = file.resolve().as_uri()
    # Reading a write-ahead log takes a shared-memory file beside it, hence "rw" where that can be made.
    modes = ["mode=rw"] if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK) else []
    modes.append("mode=ro")
    log = file.with_name(file.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        modes.append("mode=ro&immutable=1")  # In a folder where nothing can be made, nothing is changing either.
    for mode in modes:
        connection = sqlite3.connect(
            f"{uri}?{mode}", uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if mode == modes[-1]:
                raise
        else:
            return connection
    raise AssertionError("unreachable")


def _check_whole(connection: sqlite3.Connection, file: Path) -> None:
    """Notice a file that has lost its end, which SQLite would only notice on reading there."""
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        return
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    if file.stat().st_size < pages * size:
        raise IndexDamaged(f"The index at {file.parent} is damaged: its file is cut off; delete it and build it again.")
