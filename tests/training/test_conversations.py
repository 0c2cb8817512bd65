from __future__ import annotations

import random
from pathlib import Path

import pytest

from training.conversations import CONVERSATIONS, EXAM, HELD_OUT, UNSEEN, Spoken, of_conversations, spoken_in
from training.reports import Told

REPORT = (
    "The Heron ran aground on Monday. Captain Ode Lunn was on the bridge. Nobody was hurt.\n\n=== questions\n? why\n-\n"
)
ROWS = (
    "heron\tA\twhen did the Heron run aground\t=\t0\t-\n"
    "heron\tA\twas ode lunn there\tWas Ode Lunn there when the Heron ran aground?\t33 69\tyes unconfirmed\n"
    "heron\tA\twas he drunk?\tWas Captain Ode Lunn drunk?\t-\t-\n"
)
BOTH = frozenset({"yes", "unconfirmed"})


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
        Told("Was Ode Lunn there when the Heron ran aground?", True, (), ((33, 68), (69, 85)), BOTH),
        Told("Was Captain Ode Lunn drunk?", False, (), ()),
    ]
    assert text[33:68] == "Captain Ode Lunn was on the bridge."


def test_a_follow_up_is_told_with_what_went_before_it(drills: Path) -> None:
    ways = spoken_in(written(drills, ROWS), drills)
    assert ways.keys() == {"Was Ode Lunn there when the Heron ran aground?", "Was Captain Ode Lunn drunk?"}
    (last,) = ways["Was Captain Ode Lunn drunk?"]
    assert last.typed == "was he drunk?"
    assert last.before == "Was Ode Lunn there when the Heron ran aground?"
    assert last.understood == "Was ode lunn there? (the Heron run aground)"
    assert last.answer == "Captain Ode Lunn was on the bridge. Nobody was hurt."
    assert last.other in REPORT


def test_a_conversation_does_not_go_on_from_another_one(drills: Path) -> None:
    apart = ROWS.replace("heron\tA\twas he", "heron\tB\twas he")
    assert spoken_in(written(drills, apart), drills).keys() == {"Was Ode Lunn there when the Heron ran aground?"}


def test_what_went_before_is_drawn_as_people_and_as_the_assistant_put_it_and_at_times_without_its_answer() -> None:
    spoken = Spoken("why?", "Who left on Monday?", "who left? (Monday)", "Ode Lunn left.", "It rained.")
    chance = random.Random(1)
    drawn = {spoken.drawn(chance) for _ in range(200)}
    assert drawn == {
        f"why? ({before}{answer})"
        for before in ("Who left on Monday?", "who left? (Monday)")
        for answer in ("", " Ode Lunn left.", " It rained.")
    }


def test_where_nothing_was_answered_the_last_turn_that_was_is_told_as_well(drills: Path) -> None:
    rows = ROWS.replace("\t33 69\tyes unconfirmed", "\t-\t-")
    (last,) = spoken_in(written(drills, rows), drills)["Was Captain Ode Lunn drunk?"]
    assert (last.answer, last.earlier) == ("", "when did the Heron run aground")
    assert last.drawn(random.Random(1)).endswith(f"(when did the Heron run aground {last.earlier_answer})")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("heron\tA\twhy\n", "line 1 has not six"),
        (ROWS.replace("\t33", "\t5"), "line 2.*begins at 5"),
        (ROWS.replace("\tyes", "\tperhaps"), "line 2.*'perhaps' is not a verdict"),
        (ROWS.replace("\t-\t-\n", "\t-\tno\n"), "line 3 has a verdict, and no sentence"),
    ],
)
def test_a_wrong_line_is_told(drills: Path, rows: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(of_conversations(written(drills, rows), drills))


def test_a_drill_that_is_not_there_is_told(drills: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="speaks of the drill heron, which is not in"):
        list(of_conversations(written(drills, ROWS), tmp_path / "elsewhere"))


def test_what_is_measured_on_is_not_learnt_from() -> None:
    learnt, held, unseen, exam = (
        {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()}
        for path in (CONVERSATIONS, HELD_OUT, UNSEEN, EXAM)
    )
    assert len(learnt) > 500
    assert len(held) > 20
    assert len(unseen) > 15
    assert len(exam) > 15
    assert not learnt & (held | unseen | exam)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "drills"),
    [(CONVERSATIONS, "drills"), (HELD_OUT, "drills"), (UNSEEN, "drills-unseen"), (EXAM, "drills-exam")],
)
def test_the_conversations_can_be_read(path: Path, drills: str) -> None:
    reports = list(of_conversations(path, Path("training") / drills))
    answered = [each.answered for _, told in reports for each in told]
    assert 0.6 < sum(answered) / len(answered) < 0.95
