from __future__ import annotations

import random
from pathlib import Path

import pytest

from qa.question.rewrite.source import UNTOLD
from training.rewrites import Made, Rewrite, as_typed, of_sets, said, understood, vocabulary, written_by_people

REPORT = (
    "The Heron ran aground on Monday. Captain Ode Lunn was on the bridge of the Heron. Nobody was hurt.\n\n"
    "=== questions\n? who was on the bridge of the Heron on Monday?\n+ Captain Ode Lunn\n? when did the Heron run "
    "aground?\n+ Monday\n? was the captain of the Heron drunk?\n-\n"
)
ROWS = (
    "heron\tA\twhen did the Heron run aground\t=\t0\t-\n"
    "heron\tA\twas he drunk?\tWas Captain Ode Lunn drunk?\t-\t-\n"
    "heron\tA\twho says so\tWho says that nothing is told?\t33\t-\n"
    "heron\tB\twho was hurt\t=\t-\t-\n"
)
WHEN = ("when did the Heron run aground", "The Heron ran aground on Monday.")


@pytest.fixture
def drills(tmp_path: Path) -> Path:
    (tmp_path / "heron.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "c.tsv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def test_a_turn_has_the_turns_of_its_conversation_before_it(drills: Path) -> None:
    first, second, third, other = written_by_people(drills / "c.tsv", drills)
    assert first == Rewrite("when did the Heron run aground", (), "when did the Heron run aground")
    assert first.alone
    assert second == Rewrite("was he drunk?", (WHEN,), "Was Captain Ode Lunn drunk?")
    assert third.before == (WHEN, ("Was Captain Ode Lunn drunk?", UNTOLD))
    assert other.before == ()


def test_turns_of_a_set_have_the_earlier_ones_as_they_stand_alone() -> None:
    sets = [Path(__file__).resolve().parents[2] / "corpus" / "train" / "conversations.jsonl"]
    found = list(of_sets(sets, "train"))
    assert len(found) > 200
    assert not list(of_sets(sets, "test"))
    alone = {each.standalone for each in found}
    assert all(asked in alone for each in found for asked, _ in each.before)


def test_what_was_asked_before_can_be_as_the_rules_understand_it() -> None:
    rewrite = Rewrite("was he drunk?", (WHEN, ("and why?", UNTOLD)), "Was the captain drunk?")
    told = understood(rewrite)
    assert told.before[0] == WHEN
    assert "Heron" in told.before[1][0]
    assert told.standalone == rewrite.standalone
    assert [turn.role for turn in said(rewrite)] == ["user", "assistant"] * 2
    assert said(rewrite)[-1].content == "The document does not say."


def test_follow_ups_are_made_of_the_questions_of_one_report(drills: Path) -> None:
    made = [each for n in range(20) for each in Made([drills / "heron.txt"]).drawn(random.Random(n))]
    assert made
    for each in made:
        assert each.typed != each.standalone
        assert "Heron" in each.standalone
        assert each.standalone not in [asked for asked, _ in each.before]
    assert any(" it" in each.typed or "the Heron" not in each.typed for each in made)


def test_typing_is_careless_now_and_then_but_not_of_what_stands_alone() -> None:
    leaning, alone = Rewrite("Was he?", (WHEN,), "Was Lunn?"), Rewrite("Was Lunn?", (WHEN,), "Was Lunn?")
    assert {as_typed(leaning, random.Random(n)).typed for n in range(40)} == {"Was he?", "was he?", "Was he", "was he"}
    assert all(as_typed(alone, random.Random(n)) == alone for n in range(10))


def test_words_are_listed_that_conversations_lack() -> None:
    rewrites = [Rewrite("why?", (("Did it sink?", "It sank."),), "Why did it happen?")] * 2
    assert vocabulary(rewrites) == ("happen",)
