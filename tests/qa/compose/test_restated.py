"""What a question puts again as a document tells it is judged by that sentence alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from index import build_index, text_document
from index.document import Sentence
from index.segment import sentences_of
from qa.compose.extractive import ExtractiveComposer
from qa.compose.restated import restated
from qa.evidence.actors import open_actor
from qa.evidence.attribution import attribution_of
from qa.evidence.reading import EvidenceSentence, Reading
from qa.question.intent import intent_of

if TYPE_CHECKING:
    from index import Index, Settings

TEXT = "Two guards were hurt at the quay on 5 July. The quay was closed. Nobody knows the men."


def read(sentences: tuple[Sentence, ...], *relevance: float) -> list[EvidenceSentence]:
    found = [
        EvidenceSentence(s, relevant, attribution_of(sentences, n), open_actor=open_actor(s.text))
        for n, (s, relevant) in enumerate(zip(sentences, relevance, strict=True))
    ]
    return sorted(found, key=lambda evidence: -evidence.relevance)


def told(question: str, text: str) -> str | None:
    sentences = tuple(sentences_of(text_document("Log", text)))
    found = restated(question, read(sentences, *(0.02 for _ in sentences)))
    return None if found is None else found[0].sentence.text


@pytest.mark.parametrize(
    "question",
    [
        "Is it confirmed that the quay was closed?",
        "Is it true that the quay was closed? (the quay)",
        "is it confirmed that The quay was closed",
    ],
)
def test_the_sentence_that_is_put_again_is_found(question: str) -> None:
    assert told(question, TEXT) == "The quay was closed."


def test_of_a_long_sentence_the_beginning_is_enough_unless_the_rest_takes_it_back() -> None:
    begun = "On Monday the county closed the old bridge over the river Lark for lorries"
    asked = f"Is it confirmed that {begun}?"
    assert told(asked, f"{begun}, and the ferry ran every hour.") is not None
    said = tuple(sentences_of(text_document("Log", f"{begun}, the mayor said.")))
    found = restated(asked, read(said, 0.9))
    assert found is None or found[1] == "unconfirmed"
    assert told(asked, f"{begun}, but opened it at noon.") is None
    assert told("Is it confirmed that the quay?", "The quay was closed.") is None


@pytest.mark.parametrize(
    "text",
    [
        "The quay was closed. The harbour master denied it.",
        "The harbour master, Ann Lee, said that the quay was closed. The guild denied it.",
        "The harbour master, Ann Lee, denied that the quay was closed.",
        "The harbour master, Ann Lee, did not say that the quay was closed.",
        "The quay was closed. The story is false.",
        "The quay was closed. This has not been confirmed.",
        "The quay was not closed.",
    ],
)
def test_what_somebody_says_or_denies_is_not_told_so(text: str) -> None:
    assert told("Is it confirmed that the quay was closed?", text) is None


SAID = "The harbour master, Ann Lee, said that the quay was closed. The guild did not comment."


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("Is it confirmed that the quay was closed?", "unconfirmed"), ("Who says that the quay was closed?", None)],
)
@pytest.mark.parametrize("text", [SAID, "The quay was closed, said the harbour master, Ann Lee. He left."])
def test_what_a_source_says_is_found_with_its_source(question: str, verdict: str | None, text: str) -> None:
    sentences = tuple(sentences_of(text_document("Log", text)))
    found = restated(question, read(sentences, 0.1, 0.9))
    assert found is not None
    assert (found[0].sentence.number, found[1]) == (0, verdict)


def test_he_who_denies_it_does_not_say_it() -> None:
    text = "The quay was closed. The harbour master, Ann Lee, denied that the quay was closed."
    assert told("Who says that the quay was closed?", text) is None
    assert told("Who says that the quay was shut?", SAID) is None


@pytest.mark.parametrize("question", ["Was the quay closed?", "Who says that the quay was closed?", "()", "x" * 4_000])
def test_another_question_puts_nothing_again(question: str) -> None:
    assert told(question, TEXT) is None


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Index]:
    with build_index([text_document("Log", TEXT)], tmp_path_factory.mktemp("log") / "index", settings=settings) as made:
        yield made


def test_no_other_sentence_makes_it_unconfirmed_and_no_doubt_of_the_reader_hides_it(index: Index) -> None:
    sentences = tuple(index.sentences(index.documents[0].id))
    question = "Is it confirmed that the quay was closed?"
    for answerable in (0.9, 0.1):
        reading = Reading(tuple(read(sentences, 0.1, 0.4, 0.9)), answerable)
        answer = ExtractiveComposer(index).compose(question, question, intent_of(question), reading)
        assert (answer.status, answer.verdict) == ("answered", "yes")
        assert [citation.quote for citation in answer.citations] == ["The quay was closed."]
