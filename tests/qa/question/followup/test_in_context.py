from __future__ import annotations

from qa.question.followup.in_context import with_turn_before


def test_the_turn_before_stands_in_brackets() -> None:
    assert with_turn_before(" and\nwhy ?", "Who left?", "Ode Lunn\nleft.") == "and why ? (Who left? Ode Lunn left.)"
    assert with_turn_before("why?", "Who left?", "") == "why? (Who left?)"


def test_an_earlier_turn_comes_behind() -> None:
    told = with_turn_before("why?", "Was he hurt?", "", "Who left?", "Ode Lunn left.")
    assert told == "why? (Was he hurt?) (Who left? Ode Lunn left.)"


def test_a_question_that_leaves_no_room_is_not_put_so() -> None:
    assert with_turn_before("why " * 30, "Who left?", "") != ""
    assert with_turn_before("why " * 31, "Who left?", "") == ""
