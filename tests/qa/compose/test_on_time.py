from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import build_index, text_document
from qa.answer import Answer
from qa.compose.extractive import ExtractiveComposer
from qa.evidence.reader import EvidenceReader
from qa.question.intent import intent_of

if TYPE_CHECKING:
    from pathlib import Path

    from index import Settings

GUARD = "On 4 May 2020 the clerk was questioned. On 5 May the guard was stopped. He was arrested in the harbour."
TRUCE = "On 9 April 2021 the governor imposed a curfew. Two days later a truce was agreed."


def answered(question: str, text: str, folder: Path, settings: Settings) -> Answer:
    with build_index([text_document("Report", text)], folder / "index", settings=settings) as index:
        intent = intent_of(question)
        reading = EvidenceReader(index).read(question, intent, index.search(question, k=10))
        return ExtractiveComposer(index).compose(question, question, intent, reading)


@pytest.mark.parametrize("question", ["Was the guard arrested on 4 May?", "Where was the guard arrested on 4 May?"])
def test_a_right_event_with_a_wrong_date_is_no_answer(question: str, tmp_path: Path, settings: Settings) -> None:
    answer = answered(question, GUARD, tmp_path, settings)
    assert answer.status == "not_in_documents"
    assert answer.text == "The document does not say that for May 4."
    assert answer.notes == ("The nearest that is found is told for May 5.",)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Where was the guard arrested on 5 May?", "in the harbour"),
        ("Was the guard arrested on 5 May?", "Yes"),
        ("Who was questioned on 4 May?", "the clerk"),
        ("Where was the guard arrested?", "in the harbour"),
        ("Where was the guard stopped on 4 May arrested?", "in the harbour"),  # The date is of something else.
    ],
)
def test_the_right_date_or_none_is_answered(question: str, short: str, tmp_path: Path, settings: Settings) -> None:
    answer = answered(question, GUARD, tmp_path, settings)
    assert answer.status == "answered"
    assert short in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happened after 9 April 2021?", ["Two days later a truce was agreed."]),
        ("What happened before 11 April 2021?", ["On 9 April 2021 the governor imposed a curfew."]),
    ],
)
def test_what_was_at_another_time_is_not_listed(
    question: str, told: list[str], tmp_path: Path, settings: Settings
) -> None:
    answer = answered(question, TRUCE, tmp_path, settings)
    assert [citation.quote for citation in answer.citations] == told


def test_what_names_no_day_is_not_taken_for_one_of_another(tmp_path: Path, settings: Settings) -> None:
    text = "On 4 May 2020 the mill burnt.\n\nThe fire was put out by the rowers of Corra.\n\nOn 9 May it rained."
    answer = answered("Who put out the fire on 4 May?", text, tmp_path, settings)
    assert answer.status == "answered"
    assert "rowers of Corra" in answer.text
