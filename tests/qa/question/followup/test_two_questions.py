"""Two questions in one: what the second takes up the first has told."""

from __future__ import annotations

import pytest

from qa.question.contextualise import Turn
from qa.question.followup import understand

LATE = (Turn("user", "Was the ferry late?"), Turn("assistant", "Yes, said the mayor, Anna Reed."))


@pytest.mark.parametrize("history", [(), LATE])
@pytest.mark.parametrize(
    "question",
    [
        "Who said that the ferry will sail, and when did she say that?",
        "Who signed the lease and where did he sign it?",
        "When will the ferry crossings resume, and who said that?",
        "Who died on the bridge, and how old was she?",
    ],
)
def test_what_the_first_question_asks_for_the_second_may_take_up(question: str, history: tuple[Turn, ...]) -> None:
    understood = understand(question, history)
    assert (understood.standalone, understood.clarify) == (question, False)


@pytest.mark.parametrize(
    "question",
    ["When did she leave and who said that?", "who told her that, and when?", "was it late, and who said that?"],
)
def test_what_the_first_question_leaves_open_leans_still(question: str) -> None:
    understood = understand(question, LATE)
    assert understood.changed or understood.clarify
