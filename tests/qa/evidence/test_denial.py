from __future__ import annotations

import pytest

from qa.evidence.denial import Denying, asks_for_denial, denial_in, denied_by, denied_part


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Colonel Berg denied that the guard shelled the town.", "that the guard shelled the town."),
        ("The union rejects the allegation that its members cut it.", "that its members cut it."),
        ("Krell denies having opened the gate, but the cook saw him.", "having opened the gate"),
        ("The mayor dismissed the reports of a raid as gossip.", "of a raid as gossip."),
        ("The army disputes this; it counts three dead.", ""),
        ("He did not deny that he was there.", None),
        ("She never denied it.", None),
        ("The appeal was rejected by the court.", None),
        ("The board rejected the offer of the bank.", None),
        ("They denied him access to the pier.", None),
        ("The claim was denied by the ministry.", None),
        ("The governor contradicted reports that the dam broke.", "that the dam broke."),
        ("The chief ruled out that Krell opened the gate.", "that Krell opened the gate."),
        ("Dr. Keel doubts that Krell was there.", "that Krell was there."),
        ("Dr. Keel doubts it.", "."),
        ("The guards questioned whether Krell was there.", "whether Krell was there."),
        ("The guards questioned Krell in the harbour.", None),
        ("There is no doubt that Krell was there.", None),
        ("Nobody doubts that Krell was there.", None),
        ("Nobody denied that Krell was there.", None),
        ("The chief did not rule out that Krell was there.", None),
        ("Krell, who denies the charge, was held on 4 May.", "the charge"),
        ("The guards do not believe the fires are linked.", "the fires are linked."),
        ("The club does not think much of it.", None),
        ("It rained.", None),
    ],
)
def test_what_is_denied_stands_behind_the_denial(text: str, denied: str | None) -> None:
    place = denied_part(text)
    assert (None if place is None else text[slice(*place)].strip()) == denied


def test_a_question_may_ask_for_a_denial() -> None:
    assert asks_for_denial("Did the police reject the claim?")
    assert asks_for_denial("does Krell deny that")
    assert not asks_for_denial("Did the board reject the offer?")


@pytest.mark.parametrize(
    ("text", "source", "denied"),
    [
        ("Colonel Berg denied that the guard shelled the town.", "Colonel Berg of the guard", True),
        ("He denied that the guard shelled the town.", "Colonel Berg", True),
        ("The union says that three died, but the army denied it.", "The union", False),
        ("The union says that three died, but the army denied it.", "the army", True),
        ("The union counts three; the army denied it.", "The union", False),
        ("The union says that three died, but the army denied it.", "The union; the army", False),
        ("The union says that three died.", "The union", False),
        ("The guard said that Krell denied it.", "The guard", False),
        ("The guard said that Krell denied it.", "Krell", True),
        ("The cook testified that Krell beat her, an allegation he denies.", "The cook", False),
        ("The cook testified that Krell beat her, which Krell denies.", "The cook", False),
        ("The guard accused Krell, who denies the charge.", "The guard", False),
        ("The guard accused Krell, who denies the charge.", "Krell", True),
        ("Dr. Keel doubts it.", "Dr. Keel", True),
    ],
)
def test_only_who_denies_it_is_told_as_denying_it(text: str, source: str, denied: bool) -> None:
    assert denied_by(text, source) == denied


@pytest.mark.parametrize(
    ("text", "how", "denier", "before"),
    [
        (
            "The cook said that Krell beat her, which Krell denies.",
            "denied",
            "Krell",
            "The cook said that Krell beat her",
        ),
        (
            "The cook said that Krell beat her, a claim he has denied.",
            "denied",
            None,
            "The cook said that Krell beat her",
        ),
        ("The union counts three; the army denied it.", "denied", "the army", "The union counts three"),
        ("The union counts three, but the army doubts this.", "doubted", "the army", "The union counts three"),
        ("The union counts three, but the army denied the raid.", "denied", "the army", None),
        ("The police ruled out arson.", "ruled out", "The police", None),
        ("Krell has also denied it.", "denied", "Krell", None),
        ("The union counts three; the army went home and denied it.", "denied", None, "The union counts three"),
        ("The guard accused Krell, who denies the charge.", "denied", "Krell", None),
    ],
)
def test_who_denies_a_thing_stands_nearest_to_the_verb(
    text: str, how: Denying, denier: str | None, before: str | None
) -> None:
    denial = denial_in(text)
    assert denial is not None
    assert (denial.how, denial.denier(text)) == (how, denier)
    assert (None if denial.behind is None else text[: denial.behind]) == before


def test_a_question_may_ask_for_one_way_of_denying() -> None:
    assert asks_for_denial("Did the police rule out arson?", "ruled out")
    assert not asks_for_denial("Did the police rule out arson?", "denied")
    assert asks_for_denial("Who doubts the report?", "doubted")
