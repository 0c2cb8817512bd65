from __future__ import annotations

import pytest

from qa.evidence.speech.pronouns import fits, suits


@pytest.mark.parametrize(
    ("pronoun", "name", "fitting"),
    [
        ("she", "Ms Vale", True),
        ("she", "Mr Orr", False),
        ("he", "the ministry", False),
        ("he", "the director of the clinic", True),
        ("it", "the ministry", True),
        ("it", "Mrs Vale", False),
        ("it", "two drivers", False),
        ("they", "the ministry", True),
        ("he", "the manifest", False),
        ("he", "", True),
    ],
)
def test_a_pronoun_stands_for_what_it_can(pronoun: str, name: str, fitting: bool) -> None:
    assert fits(pronoun, name) == fitting


def test_a_person_is_told_by_title_calling_or_capitals() -> None:
    assert suits("she", "the caretaker")
    assert suits("she", "Ana Ruiz")
    assert not suits("she", "Rain")
