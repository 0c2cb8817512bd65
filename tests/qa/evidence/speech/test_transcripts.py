from __future__ import annotations

from index.document import Sentence
from index.load import text_document
from index.segment import sentences_of
from qa.evidence.attribution import attribution_of
from qa.evidence.sayer import Heard
from qa.evidence.speech.transcripts import turns

TALK = (
    "Vale Radio, Monday\nWith us is Ana Ruiz, who owns the mill.\n"
    "HOST: Good morning. What burned?\nRUIZ: The mill. It was oil.\nThe guard slept.\n"
    "HOST: It rained.\nRUIZ: Later. [tone]"
)


def sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences_of(text_document("report", text)))


def test_a_turn_runs_on_to_the_next_and_what_it_asks_is_no_claim() -> None:
    found = sentences(TALK)
    told = {found[number].text: name for number, name in turns(found).items()}
    assert told["The guard slept."] == "RUIZ"
    assert told["HOST: It rained."] == "HOST"
    assert not told.keys() & {"What burned?", "[tone]", "Vale Radio, Monday"}


def test_whoever_has_the_turn_says_it_by_the_full_name_though_the_reader_hears_nobody() -> None:
    found = sentences(TALK)
    number = next(sentence.number for sentence in found if sentence.text == "The guard slept.")
    assert attribution_of(found, number).source == "Ana Ruiz"
    assert attribution_of(found, number, heard=Heard(-15.0, ())).source == "Ana Ruiz"


def test_a_form_or_a_report_with_headings_is_no_transcript() -> None:
    assert turns(sentences("Place: the mill.\nDay: Monday.\nCause: oil.\nIt burned.")) == {}
    fields = "Place: the mill.\nCause: oil.\nPlace: the quay.\nCause: rain.\nPlace: the barn.\nCause: hay."
    assert turns(sentences(fields)) == {}
    assert turns(sentences("Q: Did you see it?\nA: I did.\nQ: And then?\nA: We left.")) == {}
    assert turns(sentences("Note: it rained.\nIt burned.\nNote: it is old.\nThe mill fell.")) == {}
