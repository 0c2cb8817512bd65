from __future__ import annotations

from qa.evidence.speech.bearers import by_noun
from qa.evidence.speech.naming import Role


def test_one_who_bears_a_noun_is_told_until_another_is_named() -> None:
    orr, vale = Role("firm", "Orr Gold", "the firm Orr Gold", 9), Role("firm", "Vale Oil", "the firm Vale Oil", 4)
    firms = by_noun([(orr,), (), (vale,)])["firm"]
    assert firms.before(0, 9) is None
    first = firms.before(2, 4)
    assert first is not None
    assert (first.text, first.name) == ("the firm Orr Gold", "orr gold")
    second = firms.before(3, 0)
    assert second is not None
    assert (second.place, second.text, second.name) == ((2, 4), "the firm Vale Oil", None)
