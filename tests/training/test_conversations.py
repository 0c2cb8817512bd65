from __future__ import annotations

from pathlib import Path

import pytest

from training.conversations import CONVERSATIONS, HELD_OUT, of_conversations
from training.reports import Told

REPORT = (
    "The Heron ran aground on Monday. Captain Ode Lunn was on the bridge. Nobody was hurt.\n\n=== questions\n? why\n-\n"
)
ROWS = (
    "heron\tA\twhen did the Heron run aground\t=\t0\n"
    "heron\tA\twho was on the bridge\tWho was on the bridge when the Heron ran aground?\t33 69\n"
    "heron\tA\twas he drunk?\tWas Captain Ode Lunn drunk?\t-\n"
)


@pytest.fixture
def drills(tmp_path: Path) -> Path:
    (tmp_path / "heron.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def written(folder: Path, rows: str) -> Path:
    (folder / "c.tsv").write_text(rows, encoding="utf-8")
    return folder / "c.tsv"


def test_what_stands_alone_is_asked_and_its_sentences_are_the_evidence(drills: Path) -> None:
    ((text, told),) = of_conversations(written(drills, ROWS), drills)
    assert told == [
        Told("when did the Heron run aground", True, (), ((0, 32),)),
        Told("Who was on the bridge when the Heron ran aground?", True, (), ((33, 68), (69, 85))),
        Told("Was Captain Ode Lunn drunk?", False, (), ()),
    ]
    assert text[33:68] == "Captain Ode Lunn was on the bridge."


@pytest.mark.parametrize(
    ("rows", "said"), [("heron\tA\twhy\n", "line 1 has not five"), (ROWS.replace("\t33", "\t5"), "line 2.*begins at 5")]
)
def test_a_wrong_line_is_told(drills: Path, rows: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(of_conversations(written(drills, rows), drills))


def test_what_is_measured_on_is_not_learnt_from() -> None:
    learnt, held = (
        {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()}
        for path in (CONVERSATIONS, HELD_OUT)
    )
    assert len(learnt) > 500
    assert len(held) > 20
    assert not learnt & held


@pytest.mark.slow
@pytest.mark.parametrize("path", [CONVERSATIONS, HELD_OUT])
def test_the_conversations_can_be_read(path: Path) -> None:
    reports = list(of_conversations(path, Path("training/drills")))
    answered = [each.answered for _, told in reports for each in told]
    assert 0.6 < sum(answered) / len(answered) < 0.95
