from __future__ import annotations

from pathlib import Path

import pytest

from qa.evidence.model import ReaderModel
from training.saying import SOURCES, read_sources, sayings
from training.sourced import HELD_OUT, UNSEEN, examined, figures


def test_a_claim_is_right_where_each_of_its_sources_is_named() -> None:
    told = figures(
        [
            (("the union", "the police"), ("the union", "the police")),
            (("the union", "the police"), ("the union",)),
            (("the union",), ()),
            (None, ("the miller",)),
            (None, ()),
            ((), ("somebody",)),  # a claim of nobody knows whom counts in neither
        ]
    )
    assert told.startswith("| 33 [")
    assert "| 67 [" in told
    assert told.endswith("| 3 |")


def test_no_report_that_is_held_out_is_trained_on() -> None:
    held, unseen = (read_sources(path).keys() for path in (HELD_OUT, UNSEEN))
    assert not read_sources(SOURCES).keys() & (held | unseen)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "drills"), [(SOURCES, "drills"), (HELD_OUT, "drills"), (UNSEEN, "drills-unseen")])
def test_the_labels_can_be_read(path: Path, drills: str) -> None:
    examples = sayings(path.with_name(drills), path)
    assert 0.1 < sum(example.answerable is True for example in examples) / len(examples) < 0.6


@pytest.mark.slow
def test_sentences_are_asked_for_who_says_them(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("The mill burned. The guard said it was a lamp.\n\n=== questions\n", "utf-8")
    labels = tmp_path / "labels.tsv"
    labels.write_text("mill\t17\tThe guard\tThe guard\n", "utf-8")
    own, claim = examined(ReaderModel.load(), tmp_path, labels)
    assert (own.sources, own.by_rules) == (None, ())
    assert claim.sources == claim.by_rules == claim.by_both == ("The guard",)
