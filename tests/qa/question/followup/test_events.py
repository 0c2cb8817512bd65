"""What is asked of an event: by whom, when and where, in the words of the sentence that tells it."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand
from qa.question.followup.events import told


@pytest.mark.parametrize(
    ("sentence", "asking", "asked"),
    [
        ("The first attack came on July 3, when a bomb exploded.", "Who", "Who was behind the first attack?"),
        ("The first attack came on July 3, when a bomb exploded.", "By whom", "Who was behind the first attack?"),
        ("An explosion occurred in the mill.", "Who", "Who was behind the explosion in the mill?"),
        ("The raid took place in Halden.", "Who", "Who was behind the raid in Halden?"),
        ("A pump failed at 02:40 in the boiler room.", "Who", None),
        ("A fire broke out in the mill.", "By whom", None),
        ("Two gunmen attacked the mill.", "Who", "Who attacked the mill?"),
        ("Rebels from Halden began the attack on the mill.", "Who", "Who began the attack on the mill?"),
        ("A pump failed at 02:40 in the boiler room.", "When", "When did a pump fail in the boiler room?"),
        ("A pump failed at 02:40 in the boiler room.", "Why", "Why did a pump fail at 02:40 in the boiler room?"),
        ("The mayor closed the bridge: it was old.", "When", "When did the mayor close the bridge?"),
    ],
)
def test_what_came_about_has_no_doer(sentence: str, asking: str, asked: str | None) -> None:
    event = told(sentence)
    assert event is not None
    assert event.asked(asking) == asked


@pytest.mark.parametrize("question", ["who did it?", "by whom?"])
def test_who_did_what_nobody_does_is_asked_with_the_topic_in_brackets(question: str) -> None:
    history = (
        Turn("user", "What happened at 02:40?"),
        Turn("assistant", "A pump failed at 02:40 in the boiler room."),
    )
    standalone = understand(question, history).standalone
    assert standalone.startswith(f"{question[:1].upper()}{question[1:]} (")
    assert "pump" in standalone
