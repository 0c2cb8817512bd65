from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.card import write_card
from corpus.checks.files import check_files
from corpus.reading import read_corpus
from tests.corpus.making import found, text, write


def test_all_is_well(small: Path) -> None:
    assert found(small, check_files) == []


def test_the_licence_and_the_card_must_be_there(small: Path) -> None:
    (small / "LICENSE").write_text("public domain\n", encoding="utf-8")
    (small / "README.md").unlink()

    assert found(small, check_files) == [
        "LICENSE: does not name the licence, https://creativecommons.org/licenses/by/4.0/",
        "README.md: there is no such file",
    ]


def test_stale_statistics_are_told(small: Path) -> None:
    write(small, "dev", "conversations", [])

    assert found(small, check_files) == [
        "README.md: its statistics are not those of the corpus: run `python -m corpus stats --write`"
    ]


def test_the_listing_is_of_the_files(small: Path) -> None:
    (small / "test" / "elm.txt").write_text(text("test"), encoding="utf-8")
    (small / "dev" / "birch.txt").rename(small / "dev" / "alder.txt")
    listed = json.loads((small / "reports.json").read_text(encoding="utf-8"))
    listed["reports"].append({"file": "dev/alder.txt", "genre": "log", "noise": []})
    (small / "reports.json").write_text(json.dumps(listed), encoding="utf-8")
    write_card(read_corpus(small))

    assert found(small, check_files) == [
        "reports.json: does not list test/elm.txt",
        "reports.json: lists dev/birch.txt, which is not there",
        "reports.json: alder stands 2 times; names are unique over all splits",
        "dev/alder.txt: has no questions",
        "test/elm.txt: has no questions",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xef\xbb\xbf" + text("dev").encode(), "is not plain UTF-8 without a byte-order mark"),
        (text("dev").replace("\n", "\r\n").encode(), "lines should end in a line feed"),
        (text("dev").rstrip().encode(), "lines should end in a line feed, the last one too"),
        (b"Too short.\n", "has 2 words, not 250 to 900"),
        (text("dev").encode() * 4, "has 1116 words, not 250 to 900"),
    ],
)
def test_reports_are_plain_and_of_a_length(small: Path, content: bytes, message: str) -> None:
    (small / "dev" / "birch.txt").write_bytes(content)

    assert any(message in each for each in found(small, check_files))


def test_the_whole_has_a_limit(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.checks.files.LARGEST", 1000)

    assert "bytes, more than 1,000" in found(small, check_files)[0]
