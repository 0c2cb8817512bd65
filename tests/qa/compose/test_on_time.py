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


FIRE = (
    "The fire at the depot was large. At 06:40 a caller reported smoke. At 06:52 Officer Brandt arrived. "
    "At 7.15 a.m. two men ran away."
)
NIGHT = (
    "Watch log, 3 March 2022\n\n- 22:25 Marcus closed the gate.\n- 23:40 A van passed the gate.\n"
    "- 01:15 The alarm rang.\n- 04:35 The guard was relieved.\n"
)


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("What happened before 7 a.m.?", FIRE, ["smoke", "Brandt"]),
        ("What happened between 06:45 and 07:00?", FIRE, ["Brandt"]),
        ("What happened after 7 a.m.?", FIRE, ["two men"]),
        ("What happened at 06:52?", FIRE, ["Brandt"]),
        ("What happened after 01:15?", NIGHT, ["relieved"]),
        ("What happened before 01:15?", NIGHT, ["Marcus", "van"]),
        ("Who closed the gate at 22:25?", NIGHT, ["Marcus"]),
    ],
)
def test_what_happened_at_a_time_of_day_is_told_of_it_alone(
    question: str, text: str, told: list[str], tmp_path: Path, settings: Settings
) -> None:
    answer = answered(question, text, tmp_path, settings)
    assert len(answer.citations) == len(told)
    assert all(word in citation.quote for word, citation in zip(told, answer.citations, strict=True))


def test_a_right_event_with_a_wrong_time_of_day_is_no_answer(tmp_path: Path, settings: Settings) -> None:
    answer = answered("Who arrived at 06:40?", FIRE, tmp_path, settings)
    assert answer.status == "not_in_documents"
    assert answer.text == "The document does not say that for 06:40."
    assert answer.notes == ("The nearest that is found is told for 06:52.",)


def test_a_time_of_day_of_which_nothing_is_told_is_not_answered(tmp_path: Path, settings: Settings) -> None:
    answer = answered("What happened at 09:20?", FIRE, tmp_path, settings)
    assert answer.status == "not_in_documents"
    assert "Nothing found for 09:20." in answer.notes


def test_what_somebody_who_came_at_a_time_did_is_answered(tmp_path: Path, settings: Settings) -> None:
    text = "At 06:40 a caller reported smoke. The officer who arrived at 06:52 was Ana Brandt."
    answer = answered("Who arrived at 06:52?", text, tmp_path, settings)
    assert "Ana Brandt" in answer.text


def test_an_entry_of_a_log_is_told_without_its_bullet_and_quoted_with_it(tmp_path: Path, settings: Settings) -> None:
    answer = answered("What happened after 01:15?", NIGHT, tmp_path, settings)
    assert "“04:35 The guard was relieved.”" in answer.text
    assert answer.citations[0].quote == "- 04:35 The guard was relieved."


@pytest.mark.parametrize(
    ("when", "notes"),
    [
        ("after 07:00", ("Times of day could not be compared here.",)),
        ("after 07:00 on 9 May", ()),
        ("on 9 May", ()),
    ],
)
def test_it_is_said_where_times_of_day_could_not_be_compared(
    when: str, notes: tuple[str, ...], tmp_path: Path, settings: Settings
) -> None:
    text = "On 3 May 2020 a fire broke out at 06:40 at the mill. On 9 May 2020 the inquiry met at 10:00 in Corra."
    assert answered(f"What happened {when}?", text, tmp_path, settings).notes == notes


def test_what_is_told_of_the_days_asked_for_is_listed_though_it_shares_no_word(
    tmp_path: Path, settings: Settings
) -> None:
    text = (
        "On 1 July a depot near Marsa was hit by shells. On 3 July the harbour of Dalim was shelled by gunboats. "
        "On 6 July the airport of Halden was attacked by a drone. On 8 July a bridge was blown up."
    )
    answer = answered("What happened before 3 July?", text, tmp_path, settings)
    assert [citation.quote[:9] for citation in answer.citations] == ["On 1 July"]
    assert answered("Who shelled the depot before 1 July?", text, tmp_path, settings).status == "not_in_documents"
    assert answered("What happened before 1 July?", text, tmp_path, settings).status == "not_in_documents"
