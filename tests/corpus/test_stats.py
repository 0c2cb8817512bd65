from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading import read_corpus
from corpus.stats import overlap, tables
from tests.corpus.making import change


def test_the_tables_count_what_is_there(small: Path) -> None:
    change(small, "conversations", 1, verdict=["unconfirmed", "no"])
    found = {table.title.split(",")[0].split(" (")[0]: table for table in tables(read_corpus(small))}
    splits = {row[0]: row[1:] for row in found["Splits"].rows}

    assert found["Splits"].columns == ("", "train", "dev", "test", "all")
    assert splits["reports"] == ("1", "1", "1", "3")
    assert splits["reports with noise"] == ("1", "1", "1", "3")
    assert splits["questions"] == ("2", "2", "2", "6")
    assert splits["of them not answered by the report"] == ("1 (50%)", "1 (50%)", "1 (50%)", "3 (50%)")
    assert splits["turns"] == ("2", "2", "2", "6")
    assert splits["conversations"] == ("1", "1", "1", "3")
    assert splits["reports with conversations"] == ("1", "1", "1", "3")
    assert ("who", "2 (1)", "2 (1)", "2 (1)", "6 (3)") in found["Questions by kind"].rows
    assert ("no or unconfirmed", "1", "0", "0", "1") in found["Verdicts of yes/no questions and turns"].rows
    assert ("log", "1 (1)", "1 (1)", "1 (1)", "3 (3)") in found["Reports by sort"].rows
    assert ("ocr", "1", "1", "1", "3") in found["Reports by noise"].rows
    assert ("questions: always refuse", "0.50", "0.50", "0.50") in found[
        "Share of questions that are answered rightly without skill"
    ].rows
    assert all(len(row) == len(table.columns) for table in found.values() for row in table.rows)


@pytest.mark.parametrize(
    ("question", "share"),
    [("Who signed the books?", 1.0), ("Who burned the book?", 0.5), ("Which ferry sank?", 0.0), ("Who was it?", None)],
)
def test_overlap_is_the_share_of_stems_that_stand_in_the_report(question: str, share: float | None) -> None:
    assert overlap(question, "Ada signs the book.") == share
