from __future__ import annotations

import time

import pytest

from qa.evidence.plans import told_as_plan


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the ferry arrive?", "The ferry was due to arrive on 4 May 2022."),
        ("When did the ferry leave?", "The ferry was to have left on 4 May 2022."),
        ("When did the ferry leave?", "The ferry was to leave on 4 May 2022."),
        ("Was the fair held?", "The fair was to be held on 4 May."),
        ("Who opened the gate?", "The guard was ordered to open the gate at 5 p.m."),
        ("Did the guard open the gate?", "The mayor ordered two men of the guard to open the gate."),
        ("Did Orr file an appeal?", "He has until 5 December to file it."),
        ("When was the school opened?", "The council hopes to open a school in May 2026."),
        ("When was the boat sold?", "The firm tried to sell the boat in 1999."),
        ("How many boats were sold?", "The firm promised to mend and sell 40 boats."),
        ("Did the council build a bridge?", "The council plans to build a bridge."),
        ("Did the council build a bridge?", "Plans to build a bridge were drawn up in 1990."),
        ("Has the reeve resigned?", "The reeve was expected to resign."),
        ("When did the school open?", "The school will open in May."),
        ("Was the gate closed?", "The guard may close the gate at nine."),
        ("Did the ferry arrive?", "The ferry is to arrive on Monday."),
        ("Did the ferry arrive?", "The ferry, which was built in 1990, is scheduled to arrive on Monday."),
    ],
)
def test_a_plan_does_not_tell_that_it_came_about(question: str, sentence: str) -> None:
    assert told_as_plan(sentence, question)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        # The plan is asked for.
        ("When is the ferry due to arrive?", "The ferry was due to arrive on 4 May 2022."),
        ("When was the ferry due to arrive?", "The ferry was due to arrive on 4 May 2022."),
        ("When will the school open?", "The council hopes to open a school in May 2026."),
        ("When does the school open?", "The school will open in May."),
        ("Was the guard told to open the gate?", "The guard was ordered to open the gate."),
        ("Who planned to build a bridge?", "The council plans to build a bridge."),
        ("When was the fair to be held?", "The fair was to be held on 4 May."),
        # It came about.
        ("Did the ferry arrive?", "The ferry was due to arrive on 4 May but arrived on 6 May."),
        ("Was the boat sold?", "The firm tried to sell the boat and succeeded in June."),
        ("Did the guard open the gate?", "The guard was ordered to open the gate, which he did."),
        ("Did the school open?", "The school opened in May as planned, though it was expected to open in June."),
        ("When was the driver arrested?", "The guards asked the driver to stop and arrested him on 4 May."),
        # Something else is asked.
        ("Did the mayor speak?", "The mayor said that the council plans to build a bridge."),
        ("Was the fair held?", "The council, which hopes to open a school, held the fair in May."),
        # No plan.
        ("Was there rain?", "The delay was due to rain."),
        ("Did it rain?", "The fair was cancelled due to rain."),
        ("Was the will read?", "The will read on Monday named two heirs."),
        ("When did the ferry leave?", "The ferry left in May for Aden."),
        ("Did the warden walk the walls?", "The warden would often walk the walls at night."),
        ("When did he become reeve?", "In 1990 he would become reeve of the town."),
        ("Where did he die?", "He was to die in Aden."),
        ("Was the captain forced to resign?", "The captain was forced to resign."),
        ("Did the captain resign?", "The captain was forced to resign."),
        ("Did the ferry reach Aden?", "The captain brought the ferry to Aden."),
    ],
)
def test_what_is_no_plan_or_asked_as_one_is_left(question: str, sentence: str) -> None:
    assert not told_as_plan(sentence, question)


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "planned"),
    [
        ("When was the trial held?", "The trial, planned for 4 May 2022, was postponed to 9 June.", "4 May", True),
        ("When did the trial take place?", "The trial, planned for 4 May, was postponed to 9 June.", "9 June", True),
        ("When did the trial open?", "The trial, set for 4 May, opened on 9 June.", "9 June", False),
        ("When did the ferry arrive?", "The ferry was due to arrive on 4 May but arrived on 6 May.", "4 May", True),
        ("When did the ferry arrive?", "The ferry was due to arrive on 4 May but arrived on 6 May.", "6 May", False),
        ("When did the ferry leave?", "The ferry, due to leave at noon, left at two.", "noon", True),
        ("When did the ferry leave?", "The ferry, due to leave at noon, left at two.", "two", False),
        ("How long did Orr speak?", "Orr, who was asked to speak at noon, spoke for an hour.", "an hour", False),
        ("When is the trial planned for?", "The trial, planned for 4 May 2022, was postponed.", "4 May", False),
        ("When was the trial postponed?", "The trial was postponed to 9 June.", "9 June", False),
        ("When was the trial?", "The trial was scheduled for 9 June.", "9 June", False),
        ("When was the rent paid?", "The rent was due on May 4, 2022, and nobody came.", "May 4", True),
    ],
)
def test_a_day_behind_planned_for_is_none_on_which_it_was(
    question: str, sentence: str, answer: str, planned: bool
) -> None:
    start = sentence.index(answer)
    assert told_as_plan(sentence, question, (start, start + len(answer))) is planned


@pytest.mark.parametrize(
    "piece", ["ordered the men of ", "has until ", "was due to ", "will go and ", "to and ", "a ", "postponed from "]
)
def test_long_texts_take_no_time(piece: str) -> None:
    for length in (2_000, 50_000):
        text = piece * (length // len(piece))
        start = time.perf_counter()
        told_as_plan(text, "Did the men go?")
        told_as_plan("The men were ordered to go.", text)
        assert time.perf_counter() - start < 1.0
