from __future__ import annotations

import pytest

from index.names.gathered import gather
from index.names.variants import links_of, peoples
from tests.index.names.making import sentences


def linked(*texts: str) -> set[frozenset[str]]:
    return {frozenset((link.left, link.right)) for link in links_of(gather(sentences(*texts)))}


@pytest.mark.parametrize(
    ("text", "one", "two"),
    [
        ("The hunters of Sankaré left. His deputy met Sancaré again.", "sankare", "sancare"),
        ("They drove to Pasir Merah at noon. Two families in Pasirmerah stayed.", "pasir merah", "pasirmerah"),
        ("We met Owen Rasch there. At noon Owen Rash was seen.", "rasch", "rash"),
        ("At Al-Khubayra (also written Khobeira in the return) it rained.", "al khubayra", "khobeira"),
        ("They belong to the Free Riders now. Then the Free Raiders denied it.", "free riders", "free raiders"),
        ("We saw Tskhratsqaro-2 stop. The lift Tskhratskaro-2 was closed.", "tskhratsqaro 2", "tskhratskaro 2"),
    ],
)
def test_spellings_of_one_name_are_linked(text: str, one: str, two: str) -> None:
    assert frozenset((one, two)) in linked(text)


@pytest.mark.parametrize(
    "text",
    [
        "They met Galen Ihorau there. The director was Lunes Ihoraw then.",  # other first names
        "They went from Velmora on foot. A Velmoran spoke.",  # a place and its people
        "We saw Nikolov there. Then came Nikolova too.",  # husband and wife
        "They were in Upper Tolm first. Then they were in Lower Tolm.",
        "We visited Iran before. Then we saw Iraq.",
        "We took tug RN-27 out. Then we took tug RN-72 out.",
        "They met Peychev and Paychov in one room.",
        "He walked along New Street there. Then came a new strait.",
    ],
)
def test_what_may_be_two_names_is_not(text: str) -> None:
    assert linked(text) == set()


def test_every_document_has_its_own_thomas() -> None:
    assert linked("It was said by Tomasz Zal.", "It was said by Thomas Quirke.") == set()


def test_what_no_one_else_has_is_linked_across_documents() -> None:
    assert linked("They crossed at Bayarsaikhan twice.", "They slept at Bayarsaykhan.") == {
        frozenset(("bayarsaikhan", "bayarsaykhan"))
    }


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("ostrane", "ostranian", True),
        ("velmora", "velmoran", True),
        ("tanzania", "tanzanian", True),
        ("konna", "conna", False),
    ],
)
def test_peoples_are_known_by_their_endings(one: str, two: str, expected: bool) -> None:
    assert peoples(one, two) is peoples(two, one) is expected
