from __future__ import annotations

import random
from pathlib import Path

import pytest

from qa.evidence.sayer import WHO_SAYS
from training.saying import SOURCES, drawn, read_sources, sayings

TEXT = "The mill burned. Army: it was a lamp. He denied it.\n\n=== questions\n? What burned?\n+ The mill\n"


@pytest.fixture
def drills(tmp_path: Path) -> Path:
    (tmp_path / "mill.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def sources(folder: Path, *lines: str) -> Path:
    path = folder / "sources.tsv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_every_sentence_is_asked_for_who_says_it(drills: Path) -> None:
    found = sayings(drills, sources(drills, "mill\t17\tArmy\tArmy", "mill\t38\tHe\tthe miller"))
    assert [example.question for example in found] == [WHO_SAYS] * 3
    assert [[example.pieces[0].text[start:end] for _, start, end in example.spans] for example in found] == [
        [],
        ["Army"],
        ["He"],
    ]
    assert [example.answerable for example in found] == [False, True, True]
    assert found[1].context == "The mill burned."


def test_a_claim_that_names_nobody_is_answered_by_nothing(drills: Path) -> None:
    found = sayings(drills, sources(drills, "mill\t17\t-\tthe army"))
    assert [example.answerable for example in found] == [False] * 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("mill\t17\tArmy", "line 1 is not NAME, PLACE, WORDS, SOURCE"),
        ("mill\t18\tArmy\tArmy", "no sentence begins at 18"),
        ("mill\t17\tNavy\tNavy", "'Navy' does not stand in"),
    ],
)
def test_a_wrong_line_is_told(drills: Path, line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        sayings(drills, sources(drills, line))


def test_claims_are_all_drawn_and_other_sentences_now_and_then(drills: Path) -> None:
    found = sayings(drills, sources(drills, "mill\t17\tArmy\tArmy")) * 50
    kept = drawn(found, random.Random(1), 0.2)
    assert sum(bool(example.spans) for example in kept) == 50
    assert 5 < sum(not example.spans for example in kept) < 40


def test_a_name_is_a_whole_word(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("The guard, he said.\n\n=== questions\n", encoding="utf-8")
    (found,) = sayings(tmp_path, sources(tmp_path, "mill\t0\the\tthe guard"))
    assert found.spans == ((0, 11, 13),)


def test_what_is_told_of_the_drills_fits_them() -> None:
    claims = [said for told in read_sources().values() for said in told.values()]
    found = sayings(SOURCES.with_name("drills"))
    assert len(claims) > 3_000
    assert sum(bool(example.spans) for example in found) == sum(bool(said.words) for said in claims)
    assert sum(bool(said.sources) for said in claims) > 3_000
