"""One builder an index at a time, over processes and threads."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index._sqlite import check_place
from index.errors import IndexBusy, IndexReadOnly, IndexUnusable

_log = logging.getLogger(__name__)

LOCK_FILE = "build.lock"


@contextmanager
def build_lock(path: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock of the index in the folder `path`, which is made where it is missing.

    The lock is the operating system's, so it ends with the process that holds it, however that ends.

    Args:
        path: the index's folder.
        wait: for how many seconds to wait while another builds; negative waits for ever.

    Raises:
        IndexBusy: another process (or thread) is building it.
        IndexReadOnly: the folder cannot be written.
        IndexForeign: the folder holds something else.
    """
    from filelock import FileLock, Timeout

    check_place(path, must_exist=False)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / LOCK_FILE, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if wait == 0:
                raise
            _log.warning("another process is building the index at %s; waiting for it", path)
            lock.acquire(timeout=wait)
    except Timeout as error:
        raise IndexBusy(f"The index at {path} is being built by another process; try again when it is done.") from error
    except PermissionError as error:
        raise IndexReadOnly(f"The index at {path} cannot be written; check the rights of its folder.") from error
    except OSError as error:
        if error.errno == errno.EROFS:
            raise IndexReadOnly(f"The index at {path} cannot be written: its disk is read-only.") from error
        raise IndexUnusable(f"The index at {path} cannot be made: {error.strerror or error}.") from error
    try:
        yield
    finally:
        lock.release()
