from __future__ import annotations

import time

import pytest

from qa.question.intent import intent_of
from qa.question.whether import asks_if_known


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Could you tell me if the bridge is open?", "yes-no"),
        ("I wonder if it was arson.", "yes-no"),
        ("The captain, was he hurt?", "yes-no"),
        ("both confirmed?", "yes-no"),
        ("none of them hurt?", "yes-no"),
        ("he denied that?", "yes-no"),
        ("their chief admits it?", "yes-no"),
        ("anybody arrested for it yet?", "yes-no"),
        ("The rights union's chief admits it? (shelled the camp)", "yes-no"),
        ("The manager is agreeing with that? (sold to whom)", "yes-no"),
        ("It's the clerk's fault? (who lost the note)", "yes-no"),
        ("The conservator, he thinks it was a blow?", "yes-no"),
        ("Did 30 soldiers die?", "yes-no"),
        ("For the file: were 4 boats lost?", "yes-no"),
        ("Is 2020 the year of the storm?", "yes-no"),
        # What looks like one and is none.
        ("May 2020 storms", "what"),
        ("Losses. May 4 to May 9", "what"),
        ("List the towns. Do not repeat any.", "list"),
        ("Tell me who did it - can you?", "who"),
        ("Name the captain, will you?", "list"),
        ("5. May 2020 storms", "what"),
        ("names of Mr. Will Ruiz's ships", "list"),
        ("Sgt. Will Hayes rank?", "what"),
        ("His name was?", "what"),
        ("The price of bread is?", "what"),
        ("ships they lost?", "what"),
        ("the road it crosses?", "what"),
        ("still open questions?", "what"),
        ("Attendance on 4 May?", "what"),
        # What was put in brackets tells before a weak sign does.
        ("Vega too? (who broke the lamp)", "who"),
        ("any in the north? (how many people died)", "how-many"),
        ("And already? (when did it open)", "when"),
    ],
)
def test_the_form_of_a_clause_tells_what_yes_or_no_answers(question: str, kind: str) -> None:
    assert intent_of(question).kind == kind


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("Do they know who cut the cable?", True),
        ("Is it known what sank the ferry?", True),
        ("Is it clear who did it?", True),
        ("Has the cause been established?", True),
        ("Has the council decided yet?", True),
        ("Does the mayor know the sum?", True),
        ("Did the mayor say when it reopens?", True),
        ("Does the state own the dam?", False),
        ("Are the United States involved?", False),
        ("Was the well-known baker hurt?", False),
        ("Were the cars checked at the gate?", False),
        ("Could you tell me whether the mayor resigned?", False),
        ("Did the mayor say that the dam leaked?", False),
        ("The mayor was hurt, she says. Was she?", False),
        ("Is it confirmed that the dam leaked?", False),
        ("Was the dam built in 1950?", False),
    ],
)
def test_who_asks_whether_it_is_known_is_told_from_who_asks_what_it_is(question: str, known: bool) -> None:
    assert asks_if_known(question) is known
    assert intent_of(question).known is known


@pytest.mark.parametrize(
    "piece", ["?", ".", "; ", " -", ";may i ", "so, ", "yet? ", "_", "is it ", "do they know ", "he s", "?x", "…so "]
)
def test_a_long_question_of_repeated_marks_takes_no_time_to_speak_of(piece: str) -> None:
    """Patterns with gaps took 12 seconds over 5,000 characters of some of them."""
    begun = time.process_time()
    assert intent_of((piece * 20_000)[:20_000] + "x").kind
    assert time.process_time() - begun < 10
