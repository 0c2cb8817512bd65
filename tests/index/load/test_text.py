from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import LoadError
from index.load.text import decode, load_text

HERE = Path("file.txt")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text[0] != "\ufeff"))
def test_text_comes_back_unchanged_from_every_marked_encoding(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), HERE) == text
    assert decode(text.encode("utf-16"), HERE) == text
    assert decode(text.encode("utf-32"), HERE) == text
    assert decode(text.encode("utf-8"), HERE) == text


def test_line_ends_are_kept_as_they_are() -> None:
    assert decode(b"one\r\ntwo\rthree\n", HERE) == "one\r\ntwo\rthree\n"


def test_another_encoding_is_refused_and_then_taken_when_it_is_named() -> None:
    content = "Zürich, naïve".encode("windows-1252")
    with pytest.raises(LoadError, match=r"file\.txt is not in UTF-8 \(byte 0xfc at 1\).*QA_ENCODING"):
        decode(content, HERE)
    assert decode(content, HERE, "windows-1252") == "Zürich, naïve"
    with pytest.raises(LoadError, match="cannot be read as ascii"):
        decode(content, HERE, "ascii")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "an image"),
        (b"SQLite format 3\x00", "a database"),
        (bytes(range(256)) * 4, "not a text file"),
        ("utf-16 without a mark".encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        (b"\x01\x02\x03\x04text", "not a text file"),
        (b"\xff\xfeodd", "cannot be read as utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused_by_name(content: bytes, said: str) -> None:
    with pytest.raises(LoadError, match=said) as caught:
        decode(content, HERE)
    assert "file.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_text_that_begins_like_a_program_is_still_a_text() -> None:
    assert decode(b"MZ is a country code.", HERE) == "MZ is a country code."


@given(st.binary(max_size=200))
def test_any_bytes_are_either_text_or_refused(content: bytes) -> None:
    try:
        told: object = decode(content, HERE)
    except LoadError as error:
        told = str(error) if str(error).startswith("file.txt ") else error
    assert isinstance(told, str)


def test_the_title_is_the_file_name(tmp_path: Path) -> None:
    path = tmp_path / "My report.txt"
    path.write_text("Something.", encoding="utf-8")
    document = load_text(path, "id")
    assert (document.title, document.text, document.source) == ("My report.txt", "Something.", str(path))
