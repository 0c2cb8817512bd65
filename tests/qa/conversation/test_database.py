"""What is wrong with the file is told, and what was kept stays."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from index.errors import ConversationsUnusable
from qa.conversation import Conversations
from qa.conversation._database import _head
from qa.conversation._schema import SCHEMA
from tests.qa.conversation.making import answer

SECRET = "Zyzzyva"


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("others", [0, 40])
def test_what_is_deleted_is_gone_from_the_bytes(kept: Conversations, path: Path, others: int) -> None:
    for number in range(others):
        kept.add(f"other-{number % 7}", answer(f"{number}", "long " * (number * 13 % 900)))
    kept.add("c", answer(f"Who is {SECRET}1?", f"{SECRET}2 [1]"))
    kept.add("c", answer("And?", f"{SECRET}3 " * 2_000))
    kept.rename("c", f"{SECRET}4")
    kept.rate("c", 1, "down", f"{SECRET}5")
    for number in range(others):
        kept.add(f"other-{number % 5}", answer(f"{number}", "long " * (number * 17 % 900)))
    assert SECRET.encode() in on_disk(path)
    kept.delete("c")
    assert SECRET.casefold().encode() not in on_disk(path).lower()
    assert len(kept.list()) == min(others, 7)


def test_what_is_edited_away_is_gone_from_the_bytes(kept: Conversations, path: Path) -> None:
    kept.add("c", answer())
    kept.add("c", answer(f"Who is {SECRET}?"))
    kept.truncate("c", 2)
    assert SECRET.casefold().encode() not in on_disk(path).lower()
    assert kept.get("c").turns == 1


def test_what_another_window_still_read_is_wiped_on_close(path: Path) -> None:
    kept = Conversations(path, timeout=0.1)
    kept.add("c", answer(f"Who is {SECRET}?"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM turns").fetchone() == (1,)
        kept.delete("c")
        assert not kept.has("c")
        other.execute("COMMIT")
        kept.close()
        assert SECRET.casefold().encode() not in on_disk(path).lower()


def test_a_lock_is_waited_for_then_told(kept: Conversations, path: Path) -> None:
    kept.add("c", answer())
    with locked(path):
        for use in (lambda: kept.add("c", answer()), lambda: kept.delete("c"), lambda: kept.rename("c", "t")):
            with pytest.raises(ConversationsUnusable, match="locked by another program"):
                use()
        assert kept.get("c").turns == 1  # reading goes on
    assert kept.add("c", answer()) == 2


def test_a_new_file_that_is_locked_is_told(kept: Conversations, path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with locked(path), pytest.raises(ConversationsUnusable, match="locked"):
        kept.create()
    assert kept.create().turns == 0


def test_a_full_disk_leaves_the_conversation_as_it_was(kept: Conversations) -> None:
    kept.add("c", answer())
    connection = kept._database._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(ConversationsUnusable, match="no room"):
        kept.add("c", answer(text="x" * 1_000_000))
    assert [turn.answer for turn in kept.read("c")] == [answer()]
    connection.execute("PRAGMA max_page_count = 1000000")
    assert kept.add("c", answer(text="x" * 1_000_000)) == 2
    assert len(kept.turns("c")[-1].content) == 4_000


def test_a_file_that_cannot_be_written_is_told(kept: Conversations) -> None:
    kept.add("c", answer())
    connection = kept._database._connection
    assert connection is not None
    connection.execute("PRAGMA query_only = ON")  # what SQLite says of a read-only disk
    with pytest.raises(ConversationsUnusable, match="cannot be written; check the rights"):
        kept.add("c", answer())
    assert kept.get("c").turns == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="for the superuser every file can be written")
def test_a_folder_that_cannot_be_written_is_told(path: Path) -> None:
    path.parent.mkdir(mode=0o500)
    with pytest.raises(ConversationsUnusable, match="cannot be"):
        Conversations(path).create()


def test_a_folder_that_is_a_file_is_told(path: Path) -> None:
    path.parent.write_text("here")
    with pytest.raises(ConversationsUnusable, match="check the folder"):
        Conversations(path).create()
    assert path.parent.read_text() == "here"


def test_a_folder_in_the_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(ConversationsUnusable, match="cannot be"):
        Conversations(path).list()


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _scratch(data: bytes) -> bytes:
    return data[:4096] + b"\xff" * (len(data) - 4096)


def _text(data: bytes) -> bytes:
    return b"these are notes of mine"


def _header_only(data: bytes) -> bytes:
    return data[:50]


@pytest.mark.parametrize("damage", [_cut, _scratch, _text, _header_only])
def test_a_damaged_file_is_named_and_left(path: Path, damage: Callable[[bytes], bytes]) -> None:
    whole = Conversations(path)
    for number in range(20):
        whole.add("c", answer(f"q{number}"))
    whole.close()
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    kept = Conversations(path)
    for use in (lambda: kept.read("c"), lambda: kept.add("c", answer()), lambda: kept.delete("c")):
        with pytest.raises(ConversationsUnusable, match=r"conversations\.db is damaged") as caught:
            use()
        assert str(path) in str(caught.value)
        assert "move it away" in str(caught.value)
    kept.close()
    assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    ("pragma", "said"),
    [
        ("application_id = 7; CREATE TABLE t (a)", "no conversations of Report QA"),
        ("user_version = 99", "newer version"),
    ],
)
def test_a_file_of_another_program_or_version_is_left(path: Path, pragma: str, said: str) -> None:
    kept = Conversations(path)
    kept.create()
    kept.close()
    with closing(sqlite3.connect(path)) as other:
        other.executescript(f"PRAGMA {pragma}")
    before = path.read_bytes()
    with pytest.raises(ConversationsUnusable, match=said):
        Conversations(path).create()
    assert path.read_bytes() == before
    assert not path.with_name(path.name + "-wal").exists()


def test_an_answer_of_a_newer_version_is_still_text(kept: Conversations, path: Path) -> None:
    kept.add("c", answer())
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE turns SET answer = json_set(answer, '$.schema_version', 99)")
    assert kept.turns("c")[1].content == "**Ana Ruiz** [1]"
    assert kept.read("c")[0].answer is None
    assert "Ana Ruiz" in kept.export("c")


def test_a_file_that_another_window_builds_meanwhile_is_not_taken_for_a_strange_one(tmp_path: Path) -> None:
    """Between two looks at a new file another process may build it; both are of one moment."""
    path = tmp_path / "c.db"
    path.touch()
    connection, other = (sqlite3.connect(path, isolation_level=None, timeout=0) for _ in range(2))

    def build(statement: str) -> None:
        if statement == "PRAGMA user_version":
            with suppress(sqlite3.OperationalError):  # it has to wait for the look that is under way
                other.executescript(SCHEMA)

    connection.set_trace_callback(build)
    application, _, tables = _head(connection)
    assert (application == 0) == (tables == 0)
    connection.close()
    other.close()
