from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import build_index, text_document
from qa.answer import Answer, Span
from qa.compose.extractive import ExtractiveComposer
from qa.evidence.actors import names_actor, open_actor
from qa.evidence.attribution import attribution_of
from qa.evidence.reading import EvidenceSentence, Reading
from qa.question.intent import intent_of

if TYPE_CHECKING:
    from index import Index, Settings

TEXT = (
    "On 3 May the lamp at the pier was broken by someone. According to the harbour guild, an old club, the damage was "
    "done by two boys from the upper town. The council calls this guess; the guild says that it is sure."
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Index]:
    with build_index([text_document("Log", TEXT)], tmp_path_factory.mktemp("log") / "index", settings=settings) as made:
        yield made


def evidence(index: Index, number: int, short: str, probability: float = 0.9) -> EvidenceSentence:
    document = index.documents[0]
    sentences = index.sentences(document.id)
    start = document.text.index(short)
    return EvidenceSentence(
        sentence=sentences[number],
        relevance=0.9 - number / 100,
        attribution=attribution_of(sentences, number),
        spans=(Span(short, document.id, start, start + len(short), probability),),
        open_actor=open_actor(sentences[number].text),
        names_actor=names_actor(sentences[number].text),
    )


def composed(index: Index, question: str, *ranked: EvidenceSentence) -> Answer:
    return ExtractiveComposer(index).compose(question, question, intent_of(question), Reading(ranked, 0.9))


def test_behind_what_is_left_open_stands_who_is_said_to_have_done_it(index: Index) -> None:
    answer = composed(
        index, "Who broke the lamp?", evidence(index, 0, "someone"), evidence(index, 1, "two boys from the upper town")
    )
    assert answer.text.startswith("**The document does not say who it was** (“by someone”): [1]")
    assert "According to the harbour guild: **two boys from the upper town** [2]" in answer.text
    assert [statement.certainty for statement in answer.statements] == ["reported", "attributed"]


def test_what_is_no_actor_is_not_named_as_one(index: Index) -> None:
    answer = composed(index, "Who broke the lamp?", evidence(index, 0, "someone"), evidence(index, 1, "an old club"))
    assert "**an old club**" not in answer.text
    assert len(answer.citations) == 2


def test_several_sources_are_named_as_in_a_sentence(index: Index) -> None:
    answer = composed(index, "Is the guild sure?", evidence(index, 2, "sure"))
    assert answer.text.startswith("**Not confirmed; according to the council and the guild:** [1]")


def test_a_denial_is_told_as_that_of_whoever_denies(index: Index) -> None:
    told = replace(
        evidence(index, 1, "two boys from the upper town"), verdict={"yes": 0.1, "no": 0.8, "unconfirmed": 0.1}
    )
    answer = composed(index, "Did the mayor break it?", told)
    assert answer.verdict == "no"
    assert answer.text.startswith("**No, according to the harbour guild:** [1]")


def test_where_two_sides_are_asked_for_each_stands_under_the_name_of_who_says_it(index: Index) -> None:
    guild, council = evidence(index, 1, "two boys from the upper town"), evidence(index, 2, "guess")
    council = replace(council, attribution=replace(council.attribution, source="The council", certainty="attributed"))
    answer = composed(index, "What harm was it: the guild vs the council?", guild, council)
    assert answer.text.startswith("According to the harbour guild: **two boys from the upper town** [1]")
    assert ": **guess** [2]\n\n“The council calls" in answer.text


def test_two_sides_of_who_did_it_name_no_one_who_is_no_actor(index: Index) -> None:
    someone, guild = evidence(index, 0, "someone"), evidence(index, 1, "an old club")
    answer = composed(index, "Who broke the lamp: guild vs council?", someone, guild)
    assert answer.text.count("does not say who it was") == 1
    assert "**an old club**" not in answer.text


SAID = (
    "The treasurer, Tom Hale, explained the loss. He blamed the repair of the pump for it. The club had 40 members. "
    "The mayor, Ana Ruiz, said that the pump was old."
)


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("minutes") / "index"
    with build_index([text_document("Minutes", SAID)], folder, settings=settings) as made:
        yield made


def test_a_quote_that_does_not_name_who_says_it_stands_behind_the_name(minutes: Index) -> None:
    blamed, old = evidence(minutes, 1, "the repair of the pump"), evidence(minutes, 3, "old")
    answer = composed(minutes, "Why was there a loss?", blamed, old)
    assert answer.text == (
        "According to the treasurer, Tom Hale: “He blamed the repair of the pump for it.” [1]\n\n"
        "“The mayor, Ana Ruiz, said that the pump was old.” [2]"
    )
    assert composed(minutes, "Who blamed the pump?", evidence(minutes, 1, "He")).text == (
        "According to the treasurer, Tom Hale: “He blamed the repair of the pump for it.” [1]"
    )
    short = composed(minutes, "What did he blame?", blamed)
    assert short.text.startswith("According to the treasurer, Tom Hale: **the repair of the pump** [1]\n\n“He blamed")


def test_a_document_that_says_that_a_matter_is_open_is_sure_of_that(tmp_path: Path, settings: Settings) -> None:
    text = "The figure has not been confirmed by the council."
    with build_index([text_document("Note", text)], tmp_path / "index", settings=settings) as made:
        answer = composed(made, "Is the figure confirmed?", evidence(made, 0, "not been confirmed"))
    assert answer.text.startswith("**No, by what the document says:** [1]")


DENIED = (
    "Colonel Berg denied that the coastal guard shelled the town. The mill was burnt by someone. The millers denied "
    "that the mill was burnt by two boys."
)


def test_what_is_denied_is_not_told_as_if_it_were_claimed(tmp_path: Path, settings: Settings) -> None:
    with build_index([text_document("Note", DENIED)], tmp_path / "index", settings=settings) as made:
        guard, mill, sons = (
            evidence(made, number, short) for number, short in enumerate(("the coastal guard", "someone", "two boys"))
        )
        assert composed(made, "Who shelled the town?", guard).text.startswith(
            "Denied by Colonel Berg: **the coastal guard** [1]"
        )
        assert "Denied by the millers: **two boys** [2]" in composed(made, "Who burnt the mill?", mill, sons).text
        unsure = composed(made, "Was the town shelled?", guard)
        assert unsure.text.startswith("**Not confirmed; denied by Colonel Berg:** [1]")
        assert composed(made, "Did Colonel Berg deny it?", guard).verdict == "yes"


def test_a_verdict_rests_on_the_word_of_whoever_says_that_part(tmp_path: Path, settings: Settings) -> None:
    text = "The captain says Ode slipped, but the cook swears that he was pushed."
    with build_index([text_document("Log", text)], tmp_path / "index", settings=settings) as made:
        document = made.documents[0]
        start = text.index("pushed")
        part = attribution_of(made.sentences(document.id), 0, (start, start + 6))
        both = replace(evidence(made, 0, "pushed"), short_attribution=part)
        assert composed(made, "Was Ode pushed?", both).text.startswith("**Not confirmed; according to the cook:** [1]")


def test_what_was_only_planned_is_no_short_answer_to_what_was_done(tmp_path: Path, settings: Settings) -> None:
    text = "The council hopes to open a school in May 2026."
    with build_index([text_document("Note", text)], tmp_path / "index", settings=settings) as made:
        told = evidence(made, 0, "May 2026")
        assert composed(made, "When was the school opened?", told).text == f"“{text}” [1]"
        assert composed(made, "When will the school open?", told).text.startswith("**May 2026** [1]")
        assert composed(made, "Was the school opened?", told).text.startswith("**Not confirmed:** [1]")


def test_who_says_a_thing_is_not_named_twice(tmp_path: Path, settings: Settings) -> None:
    text = "Colonel Berg claims that the guard shot Orr. The miller denied that the guard shot Orr."
    with build_index([text_document("Note", text)], tmp_path / "index", settings=settings) as made:
        berg, miller = evidence(made, 0, "Colonel Berg"), evidence(made, 1, "The miller")
        assert composed(made, "Who says that the guard shot Orr?", berg).text.startswith("**Colonel Berg** [1]")
        assert composed(made, "Who denies that the guard shot Orr?", miller).text.startswith("**The miller** [1]")
        assert composed(made, "Who says that the guard shot Orr?", miller).text.startswith(
            "Denied by **The miller** [1]"
        )
        assert composed(made, "Who shot Orr?", berg).text.startswith("According to Colonel Berg: **Colonel Berg** [1]")
