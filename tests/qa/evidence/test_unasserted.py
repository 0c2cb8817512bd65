from __future__ import annotations

import pytest

from qa.evidence.unasserted import asked_unasserted, named_only, unasserted_in


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('Inspector Vale said: "We do not believe that Mr. Ode set it."', 'Mr. Ode set it."'),
        ("We do not believe the baker set it.", "the baker set it."),
        ("Nobody in the port thinks that the baker set it.", "the baker set it."),
        ("There is no evidence that the baker set it.", "the baker set it."),
        ("Without any proof of arson, the case was closed.", "arson"),
        ("The clerk never said that the mill burnt.", "the mill burnt."),
        ("The clerk did not say that Ode paid but that Vale did.", "Ode paid"),
        ("It was not the baker who set it.", "the baker"),
        ("It was not the baker but his son who set it.", "the baker"),
        ("It is unlikely that the baker set it.", "the baker set it."),
        ("It is not yet clear whether the baker set it.", "the baker set it."),
        ("The baker was wrongly accused of setting it.", "The baker was wrongly accused of setting it."),
        ("The baker is unlikely to have set it.", "The baker is unlikely to have set it."),
        ("The baker was acquitted of arson, and his son left.", "The baker was acquitted of arson"),
        ("If the baker lit it, he will be tried.", "the baker lit it"),
        ("Had the baker set it, he would have fled.", "the baker set it"),
        ("The clerk asked if the baker had set it.", "the baker had set it."),
        ("The clerk would not confirm that 40 men left.", "40 men left."),
        ("The clerk has not confirmed the loss of the ship.", "the loss of the ship."),
        ("The clerk neither confirmed nor denied that 40 men left.", "40 men left."),
        ("The general did not rule out that 40 men died.", "40 men died."),
        ("The guards, who cannot rule out arson, held the baker.", "arson"),
        ("Although the guards had no proof that Ode was there, they held him.", "Ode was there"),
    ],
)
def test_what_is_only_named_is_told_from_what_is_said_to_be_so(text: str, part: str) -> None:
    assert part in {text[each.start : each.end].strip() for each in unasserted_in(text)}


@pytest.mark.parametrize(
    "text",
    [
        "There is no doubt that the baker set it.",
        "There is no reason to doubt that the baker set it.",
        "It was not until May that the ship sailed.",
        "It was not only the cook who saw it.",
        "The club does not think much of the plan that Vale wrote.",
        "The mayor did not know that the bridge was closed.",
        "The road was cleared of snow in May.",
        "A few say that the baker set it.",
        "If the form is filed by 1 May, the fee is 50 euros.",
        "If possible, the guards leave by noon.",
        "Had it rained for long? It had.",
        "The guards held the baker.",
        "The guards are likely to stay.",
    ],
)
def test_what_only_looks_like_a_doubt_is_none(text: str) -> None:
    assert unasserted_in(text) == ()


def only_named(question: str, text: str, words: str) -> bool:
    start = text.index(words)
    return named_only(question, text, start, start + len(words))


@pytest.mark.parametrize(
    ("question", "text", "words", "expected"),
    [
        ("Who set the fire?", "It is unlikely that Ode set the fire.", "Ode", True),
        ("Who was wrongly accused?", "Ode was wrongly accused of arson.", "Ode", False),
        ("What do the police not believe?", "The police do not believe that Ode set it.", "Ode set it", False),
        ("Who do the police believe set it?", "The police do not believe that Ode set it.", "Ode", True),
        ("What did the clerk ask?", "The clerk asked if Ode set it.", "if Ode set it", False),
        ("Who asked if Ode set it?", "The clerk asked if Ode set it.", "The clerk", False),
        ("When will the court rule?", "The court will rule on whether Ode set it on 9 June.", "9 June", False),
        ("Who must file the form?", "If the tenant paid late, he must file the form.", "the tenant", False),
        ("Who paid late?", "If the tenant paid late, he must file the form.", "the tenant", True),
    ],
)
def test_a_question_for_the_doubt_itself_is_answered_by_it(
    question: str, text: str, words: str, expected: bool
) -> None:
    assert only_named(question, text, words) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Did Ode set the fire?", "Had Ode set the fire, he would have fled.", True),
        ("Did Ode set the fire?", "There is no evidence that Ode set the fire.", True),
        ("Is there evidence that Ode set the fire?", "There is no evidence that Ode set the fire.", False),
        ("Do the police believe that Ode set it?", "The police do not believe that Ode set it.", False),
        ("Did the clerk ask whether Ode set it?", "The clerk asked if Ode set it.", False),
        ("Will Ode be tried?", "If Ode set it, he will be tried.", False),
        ("Did it rain?", "There is no evidence that Ode set the fire.", False),
    ],
)
def test_a_question_is_on_what_is_only_named_where_it_asks_for_nothing_else(
    question: str, text: str, expected: bool
) -> None:
    assert (asked_unasserted(question, text) is not None) == expected


def test_a_very_long_sentence_takes_no_time() -> None:
    text = "there is no evidence that if the clerk had asked whether it was not he who denied it " * 500
    assert unasserted_in(text)
    assert asked_unasserted("Did it rain?", text) is None


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("It was not Ode who set it.", True),
        ("The report falsely said that Ode set it.", True),
        ("It is untrue that Ode set it.", True),
        ("Nobody claimed that Ode set it.", False),
        ("It is unlikely that Ode set it.", False),
    ],
)
def test_what_is_wrong_is_told_from_what_is_open(text: str, refuted: bool) -> None:
    part = asked_unasserted("Did Ode do it?", text)
    assert part is not None
    assert part.refuted == refuted
