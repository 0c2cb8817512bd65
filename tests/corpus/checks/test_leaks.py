from __future__ import annotations

import json
from pathlib import Path

from corpus.checks.leaks import check_leaks, full_names
from tests.corpus.making import found, text


def add(small: Path, split: str, name: str, line: str) -> None:
    path = small / split / f"{name}.txt"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_all_is_well(small: Path) -> None:
    assert found(small, check_leaks) == []


def test_reports_that_are_alike_are_told(small: Path) -> None:
    (small / "dev" / "birch.txt").write_text(text("train").replace("Ada Ruiz", "Ben Okafor"), encoding="utf-8")

    assert [each[:44] for each in found(small, check_leaks)] == ["dev/birch.txt: the report is much like train"]


def test_a_person_in_two_splits_is_told(small: Path) -> None:
    add(small, "test", "cedar", "Then Ada Ruiz came, and the Coast Guard.")
    add(small, "train", "alder", "The Coast Guard came; a guard slept on the coast.")

    assert found(small, check_leaks) == [
        "test/cedar.txt: 'Ada Ruiz' is in train/alder.txt too, a report of another split"
    ]


def test_real_places_may_be_in_two_splits(small: Path) -> None:
    add(small, "test", "cedar", "They met in Punta Arenas.")
    add(small, "train", "alder", "They met in Punta Arenas.")
    assert len(found(small, check_leaks)) == 1

    listed = json.loads((small / "reports.json").read_text(encoding="utf-8"))
    (small / "reports.json").write_text(json.dumps(listed | {"places": ["Punta Arenas"]}), encoding="utf-8")
    assert found(small, check_leaks) == []


def test_full_names_are_capitalised_words_side_by_side() -> None:
    told = "Ana Ruiz and J. P. MOLLOY met Luc Van Aerschodt, Carlos de Vega, Zoë O'Neill-Baker. Then Eve slept."
    assert list(full_names(told)) == [
        "Ana Ruiz",
        "Luc Van",
        "Van Aerschodt",
        "Carlos Vega",
        "Zoë O'Neill-Baker",
        "Then Eve",
    ]
