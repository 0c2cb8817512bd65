from __future__ import annotations

import pytest

from index.names.acronym import explained, is_acronym
from tests.index.names.making import found, names_of


@pytest.mark.parametrize(
    ("sentence", "acronym", "name"),
    [
        ("The Joint River Command (JRC) said so.", "jrc", "Joint River Command"),
        ("It was the JRC (Joint River Command) again.", "jrc", "Joint River Command"),
        ("The Coordination of Free Villages (CVL) met.", "cvl", "Coordination of Free Villages"),
        (
            "Issued by the Provincial Disaster Coordination Cell (PDCC), Calabuyan.",
            "pdcc",
            "Provincial Disaster Coordination Cell",
        ),
    ],
)
def test_brackets_explain_acronyms(sentence: str, acronym: str, name: str) -> None:
    assert {key: list(names) for key, names in explained([sentence]).items()} == {acronym: [name]}


@pytest.mark.parametrize("sentence", ["He left (AFP).", "She went to Madrid (JRC).", "(XY)", "They were tired (NO)."])
def test_other_brackets_explain_nothing(sentence: str) -> None:
    assert explained([sentence]) == {}


@pytest.mark.parametrize(
    ("text", "expected"), [("SDF", True), ("U.S.", True), ("MPs", True), ("Sdf", False), ("I", False)]
)
def test_acronyms_are_written_large(text: str, expected: bool) -> None:
    assert is_acronym(text) is expected


def test_initials_tell_an_acronym_that_only_one_name_has() -> None:
    names = names_of("They fought the Syrian Democratic Forces there.")
    assert found(names, "What did the SDF do?") == [("SDF", "Syrian Democratic Forces", "acronym")]


def test_initials_that_two_names_have_tell_nothing() -> None:
    names = names_of("They fought the Syrian Democratic Forces and the Sudanese Defence Front there.")
    assert found(names, "What did the SDF do?") == []


def test_an_acronym_with_two_meanings_tells_nothing() -> None:
    names = names_of("The Joint River Command (JRC) left.", "The Joint Relief Cell (JRC) came.")
    assert found(names, "What did the JRC do?") == []


def test_a_name_finds_the_acronym_that_stands_alone() -> None:
    names = names_of("It was the SDF that left.")
    assert found(names, "What did the Syrian Democratic Forces do?") == [("Syrian Democratic Forces", "SDF", "acronym")]


def test_inside_the_documents_both_are_told() -> None:
    (match,) = names_of("The Front of the Red Ridge (FRR) left. Then the FRR came.").resolve("Who leads the FRR?")
    assert (match.found, match.kind, match.known) == ("Front of the Red Ridge", "acronym", True)
