"""The labels of the names benchmark fit the corpus, and linking reaches what is promised."""

from __future__ import annotations

import json

from benchmarks.names import LABELS, Counted, asked, inside, read_reports
from tests.conftest import ROOT


def precision(counted: Counted) -> float:
    return counted.right / (counted.right + len(counted.wrong))


def recall(counted: Counted) -> float:
    return counted.right / (counted.right + len(counted.missed))


def test_labels_stand_in_their_reports_and_none_is_of_test() -> None:
    labels = json.loads(LABELS.read_text(encoding="utf-8"))["reports"]
    assert not [file for file in labels if not file.startswith(("train/", "dev/"))]
    for file, told in labels.items():
        text = (ROOT / "corpus" / file).read_text(encoding="utf-8").casefold()
        for names in (*told.get("same", ()), *told.get("open", ()), *told.get("acronyms", ())):
            assert [name for name in names if name.casefold() not in text] == [], file


def test_linking_reaches_on_dev_what_is_promised() -> None:
    reports = list(read_reports("dev"))
    spellings, acronyms = inside(reports)
    assert (precision(spellings), precision(acronyms)) >= (0.95, 0.95)
    assert min(recall(spellings), recall(acronyms)) >= 0.7
    ways = asked([report for report in reports if report.labels], seed=2)
    strangers = ways.pop("stranger")
    assert len(strangers.wrong) <= 0.01 * strangers.asked
    for counted in ways.values():
        assert precision(counted) >= 0.95
        assert recall(counted) >= 0.7
