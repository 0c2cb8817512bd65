"""What the things are that a text speaks of."""

from __future__ import annotations

import pytest

from qa.question.followup.phrases import phrases


def sorts(text: str) -> dict[str, str]:
    return {phrase.written: phrase.sort for phrase in phrases(text)}


@pytest.mark.parametrize("force", ["the coast guard", "the national guard", "the presidential guard"])
def test_a_force_of_guards_is_no_person(force: str) -> None:
    assert sorts(f"Who leads {force}?")[force] == "people"


@pytest.mark.parametrize("person", ["the night guard", "the guard", "the prison guard", "the guard of the coast road"])
def test_a_guard_is_a_person(person: str) -> None:
    assert sorts(f"Who saw {person}?")[person] == "person"


@pytest.mark.parametrize("name", ["Colonel Samira Najjar", "Captain Lunde", "Inspector Joan Peel"])
def test_a_name_behind_an_office_is_a_person(name: str) -> None:
    assert sorts(f"{name} heads the office.") == {name: "person", "the office": "people"}


@pytest.mark.parametrize("name", ["General Motors", "King Edward Street"])
def test_a_name_that_only_begins_with_an_office_is_no_person(name: str) -> None:
    assert sorts(f"{name} was closed.")[name] != "person"


def test_the_first_of_several_names_is_not_joined_to_what_they_all_are() -> None:
    found = sorts("Two guards, Paolo Renzi and Hassan Idris, were hurt.")
    assert found == {"two guards": "people", "Paolo Renzi": "person", "Hassan Idris": "person"}
    assert "the guard, Paolo Renzi" in sorts("The guard, Paolo Renzi, and Hassan Idris were hurt.")
    assert "the guards' chief, Paolo Renzi" in sorts("The guards' chief, Paolo Renzi, left.")
