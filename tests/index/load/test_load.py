from __future__ import annotations

from pathlib import Path

import pytest

from index import Document, text_document
from index.errors import LoadError
from index.load import Skipped, Sources, document_id, load_document, load_sources


def titles(sources: Sources) -> list[str]:
    return [loaded.title for loaded in load_sources(sources) if isinstance(loaded, Document)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.TXT", "sub/deep/d.text", ".hidden/e.txt", ".f.txt", "image.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.", encoding="utf-8")
    return tmp_path


def test_a_folder_is_walked_in_order_and_only_known_formats_are_read(folder: Path) -> None:
    assert titles(folder) == ["a.md", "b.txt", "c.TXT", "d.text"]


def test_links_that_lead_back_are_not_followed(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    assert titles(folder) == ["a.md", "b.txt", "c.TXT", "d.text"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "b.txt")
    assert titles([folder / "b.txt", str(folder / "sub" / ".." / "b.txt"), folder / "link.txt"]) == ["b.txt"]


def test_the_id_is_that_of_the_file_however_it_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert load_document("b.txt").id == load_document(folder / "sub" / ".." / "b.txt").id == document_id(Path("b.txt"))
    assert load_document("b.txt").id != load_document("a.md").id


def test_a_bad_file_in_a_folder_is_told_of_and_skipped(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    (folder / "empty.txt").write_bytes(b" \n")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    skipped = [loaded for loaded in load_sources(folder) if isinstance(loaded, Skipped)]
    assert [one.path.name for one in skipped] == ["bad.txt", "empty.txt", "gone.txt"]
    assert all(one.path.name in one.reason for one in skipped)
    assert titles(folder) == ["a.md", "b.txt", "c.TXT", "d.text"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "There is no file"),
        ("image.png", b"\x89PNG", "of a format that cannot be read; the formats are .markdown, .md, .text, .txt"),
        ("bad.txt", b"\x00", "not a text file"),
        ("empty.txt", b"", "is empty"),
        ("blank.md", b" \n\t ", "is empty"),
    ],
)
def test_a_bad_file_that_is_named_is_an_error(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(LoadError, match=said) as caught:
        list(load_sources(tmp_path / name))
    assert name in str(caught.value)


def test_a_folder_without_readable_formats_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="holds no file that can be read"):
        list(load_sources(tmp_path))


def test_nothing_is_an_error() -> None:
    with pytest.raises(LoadError, match="name at least one"):
        list(load_sources([]))


def test_documents_at_hand_pass_through() -> None:
    document = text_document("Title", "It rained.")
    assert list(load_sources([document, document])) == [document]
    assert document.id == text_document("Title", "Other text.").id


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ([Document("a", "A", "One."), Document("a", "A", "Two.")], "Two different documents have the id 'a'"),
        ([Document("a", "A", "  ")], "The document 'A' is empty"),
        ([Document("a", "A", "half \ud83d")], "half of a character"),
        ([Document("a", "A", "One.", metadata={"when": object()})], "plain JSON types"),
    ],
)
def test_documents_that_cannot_be_kept_are_refused(documents: list[Document], said: str) -> None:
    with pytest.raises(LoadError, match=said):
        list(load_sources(documents))
