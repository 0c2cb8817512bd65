from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.weights import read_weights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"graph": b"some numbers", "words": b"some words"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    (tmp_path / "card.json").write_text(json.dumps({"sha256": digests}), encoding="utf-8")
    return tmp_path


def test_the_files_named_are_given_in_that_order(folder: Path) -> None:
    assert read_weights(folder, ("words", "graph"), "listener") == [b"some words", b"some numbers"]


@pytest.mark.parametrize(
    ("name", "content"), [("words", b"other words"), ("card.json", b"{}"), ("card.json", b"no card")]
)
def test_what_is_damaged_is_told_of_by_its_name(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=r"listener.*reinstall"):
        read_weights(folder, ("graph", "words"), "listener")


def test_a_file_that_the_card_does_not_know_is_not_read(folder: Path) -> None:
    (folder / "more").write_bytes(b"more")
    with pytest.raises(ModelError, match="more"):
        read_weights(folder, ("more",), "listener")
