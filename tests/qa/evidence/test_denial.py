from __future__ import annotations

import pytest

from qa.evidence.denial import asks_for_denial, denied_by, denied_part


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
    ],
)
def test_only_who_denies_it_is_told_as_denying_it(text: str, source: str, denied: bool) -> None:
    assert denied_by(text, source) == denied
