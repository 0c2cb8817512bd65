from __future__ import annotations

import pytest

from index import Document
from index.segment import sentences_of
from qa.compose.headings import without_headings
from qa.evidence.attribution import attribution_of_text
from qa.evidence.reading import EvidenceSentence


def left(text: str) -> list[str]:
    sentences = sentences_of(Document("d", "t", text))
    ranked = [EvidenceSentence(sentence, 0.9, attribution_of_text(sentence.text)) for sentence in sentences]
    return [evidence.sentence.text for evidence in without_headings(ranked)]


def test_headings_and_datelines_are_left_out() -> None:
    text = (
        "Summary\n\nThe council met.\n\nMeasures taken\n\n1. The pier is closed.\n2. Boats must be registered.\n\n"
        "Lomar, 12 September 2023"
    )
    assert left(text) == ["The council met.", "1. The pier is closed.", "2. Boats must be registered."]


@pytest.mark.parametrize(
    "text",
    [
        "This was sent:\n\nBlankets\n\nStoves\n\nTents",
        "This was sent:\n\n- Blankets\n- Stoves",
        "Fire!\n\nIt burnt.",
        "It burnt.\n\nBlankets",
        "On 12 September 2023 it burnt.",
        "12 September 2023\n\n14 September 2023",
        "40 blankets\n\nThey were sent.",
        "Marcus closed the gate on 12 September 2023\n\nIt rained.",
    ],
)
def test_what_may_tell_something_is_kept(text: str) -> None:
    assert left(text) == [sentence.text for sentence in sentences_of(Document("d", "t", text))]
