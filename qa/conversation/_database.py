"""The SQLite file of conversations: opened late, written a transaction at a time, wiped when something is deleted."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from index.errors import ConversationsUnusable, ReportQAError
from qa.conversation._schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION
from qa.conversation.kept import folded

_MAGIC: Final = b"SQLite format 3\0"
_PAUSE: Final = 0.02
"""Seconds between two tries where SQLite does not wait by itself."""


class Database:
    """The file at `path`, or a private database in memory (None). Thread-safe; several processes may share the file.

    Nothing is opened before it is needed, and no file is made before something is written. `timeout` is how many
    seconds another program's lock is waited for.
    """

    def __init__(self, path: Path | None, timeout: float) -> None:
        self.path = path
        self._timeout = timeout
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._to_wipe = False

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Read all rows of one query, of one state of the file; none where there is no file yet.

        Raises:
            ConversationsUnusable: the file cannot be read.
        """
        with self._lock, self._explained():
            if self._connection is None and (self.path is None or not self.path.exists()):
                return []
            return self._open().execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write all that is written within, or nothing.

        Raises:
            ConversationsUnusable: the file cannot be written; it is as it was.
        """
        with self._lock, self._explained():
            connection = self._open()
            # The lock is taken before anything is read, so no other window can write in between.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # some errors, a full disk for one, end it themselves
                    connection.execute("ROLLBACK")
                raise

    def wipe(self, *, pages: bool) -> None:
        """Take what was deleted out of the file's bytes: out of the write-ahead log, and with `pages` also out of the
        unused ends of pages, for which the file is written anew.

        Where another program holds the file, or the disk has no room for it, it is done at the next call or on close.
        """
        if self.path is None:
            return
        with self._lock, self._explained():
            pages, self._to_wipe = pages or self._to_wipe, True
            connection = self._open()
            with suppress(sqlite3.OperationalError):
                if pages:
                    connection.execute("VACUUM")
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._to_wipe = bool(busy)

    def close(self) -> None:
        """Close the file; what is in memory only is gone. A later use opens it again."""
        with self._lock:
            if self._connection is None:
                return
            if self._to_wipe:
                with suppress(ReportQAError):
                    self.wipe(pages=True)
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            if self.path is not None:
                _make_file(self.path)
            connection = sqlite3.connect(
                self.path or ":memory:", timeout=self._timeout, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        built = self._is_built(connection)  # foreign, cut off or too new is told before anything is written
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")  # no copy of what was said lies in a folder for all
        connection.create_function("folded", 1, folded, deterministic=True)
        self._patiently(connection, "PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if not built:
            try:
                connection.executescript(SCHEMA)
            except sqlite3.OperationalError:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if not self._is_built(connection):  # else another process was first
                    raise

    def _is_built(self, connection: sqlite3.Connection) -> bool:
        application, version, tables = _head(connection)
        if application == 0 and tables == 0:
            return False
        if application != APPLICATION_ID:
            raise ConversationsUnusable(
                f"The file {self.path} holds no conversations of Report QA; set another file or move it away."
            )
        if version > SCHEMA_VERSION:
            raise ConversationsUnusable(
                f"The conversations in {self.path} were written by a newer version of Report QA; update it."
            )
        if self.path is not None:
            self._check_whole(connection, self.path)
        return True

    def _check_whole(self, connection: sqlite3.Connection, path: Path) -> None:
        """Notice a file that has lost its end, which SQLite would only notice on reading there."""
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            return
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        if path.stat().st_size < pages * size:
            raise ConversationsUnusable(_damaged(path, "it is cut off"))

    def _patiently(self, connection: sqlite3.Connection, sql: str) -> None:
        """Run what SQLite refuses at once, instead of waiting, while another process does the same."""
        until = time.monotonic() + self._timeout
        while True:
            try:
                connection.execute(sql).fetchall()
                return
            except sqlite3.OperationalError as error:
                if "BUSY" not in _name_of(error) or time.monotonic() > until:
                    raise
            time.sleep(_PAUSE)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn SQLite's errors and the system's into ours."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise ConversationsUnusable(_told(error, self.path)) from error
        except OSError as error:
            raise ConversationsUnusable(
                f"The conversations in {self.path} cannot be opened ({error.strerror or error}); "
                "check the folder, or set another one with QA_DATA_DIR."
            ) from error


def _head(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Read whose file it is, its version and how many tables it has, all at one moment: between two looks another
    process may build it.
    """
    connection.execute("BEGIN")
    try:
        application, version, tables = (
            connection.execute(asked).fetchone()[0]
            for asked in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return application, version, tables


def _make_file(path: Path) -> None:
    """Make the file where there is none, for its owner's eyes only, and see that an old one is SQLite's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        return
    with path.open("rb") as opened:
        magic = opened.read(len(_MAGIC))
    if magic and magic != _MAGIC:
        raise ConversationsUnusable(_damaged(path, "it does not begin as an SQLite file does"))


def _told(error: sqlite3.DatabaseError, path: Path | None) -> str:
    place = "in memory" if path is None else f"in {path}"
    name = _name_of(error)
    if "READONLY" in name or "CANTOPEN" in name or "PERM" in name or "AUTH" in name:
        return f"The conversations {place} cannot be written; check the rights of the file and its folder."
    if "FULL" in name or "NOMEM" in name:
        return f"There is no room left for the conversations {place}, which are as they were; make room and try again."
    if "BUSY" in name or "LOCKED" in name:
        return f"The conversations {place} are locked by another program; close it or try again later."
    if "TOOBIG" in name:
        return f"That is too long to be kept; the conversations {place} are as they were."
    return _damaged(path, str(error))


def _damaged(path: Path | None, why: str) -> str:
    return (
        f"The file of conversations {path} is damaged ({why}) and was left as it is; "
        "put a copy of it back, or move it away to begin anew."
    )


def _name_of(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", "") or ""
