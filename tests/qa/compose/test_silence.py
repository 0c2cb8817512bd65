from __future__ import annotations

import pytest

from qa import Assistant
from qa.compose.silence import what_is_silent
from qa.evidence.attribution import Attribution
from qa.evidence.reading import EvidenceSentence, Reading
from qa.question.intent import intent_of


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("What happened on July 9?", "Nothing found for July 9. Nearest dates there: July 7, July 6."),
        ("What happened before June 20?", "Nothing found before June 20. Nearest dates there: June 28, July 1."),
        (
            "What happened between July 9 and 12?",
            "Nothing found for July 9 to July 12. Nearest dates there: July 7, July 6.",
        ),
        ("What happened on July 5?", None),
        ("What happened on July 32?", None),
        ("What happened?", None),
    ],
)
def test_the_nearest_dates_are_offered(assistant: Assistant, question: str, note: str | None) -> None:
    index = assistant.index
    read = (
        EvidenceSentence(sentence, 0.1, Attribution(None, "reported"))
        for document in index.documents
        for sentence in index.sentences(document.id)
    )
    _, notes = what_is_silent(question, intent_of(question), Reading(tuple(read), 0.1), index)
    assert notes == (() if note is None else (note,))
