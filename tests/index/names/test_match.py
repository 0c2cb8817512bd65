from __future__ import annotations

import pytest

from index.names import NameMatch, expanded, noted
from index.names.match import Kind


def match(asked: str, start: int, found: str, kind: Kind = "spelling", known: bool = False, *others: str) -> NameMatch:
    return NameMatch(asked, start, start + len(asked), found, kind, 0.9, others, known)


ASKED = "When was Ain al-Asad attacked?"


def test_a_spelling_is_put_in_the_asked_one_s_place() -> None:
    assert expanded(ASKED, [match("Ain al-Asad", 9, "Ein Assad")]) == "When was Ein Assad attacked?"


def test_for_a_search_all_spellings_stand_beside_it() -> None:
    matches = [match("Ain al-Asad", 9, "Ein Assad", "spelling", False, "Ayn Asad", "AIN AL-ASAD")]
    assert expanded(ASKED, matches, beside=True) == "When was Ain al-Asad (Ein Assad, Ayn Asad) attacked?"


@pytest.mark.parametrize("kind", ["acronym", "demonym"])
def test_what_would_not_fit_the_sentence_stands_beside_it(kind: Kind) -> None:
    assert expanded("SDF left?", [match("SDF", 0, "Democratic Forces", kind)]) == "SDF (Democratic Forces) left?"


def test_a_spelling_that_the_documents_have_stays() -> None:
    assert expanded("Did Dravic fall?", [match("Dravic", 4, "Dravik", "spelling", True)]) == "Did Dravic fall?"


def test_several_names_keep_their_places() -> None:
    matches = [match("A", 0, "Alpha"), match("B", 4, "Beta")]
    assert expanded("A - B?", matches) == "Alpha - Beta?"


def test_the_note_says_which_name_was_taken() -> None:
    assert noted(match("Ain al-Asad", 9, "Ein Assad")) == "Ain al-Asad: 'Ein Assad' in the report"
    assert (
        noted(match("Dravic", 4, "Dravik", "spelling", True), "the documents")
        == "Dravic: also 'Dravik' in the documents"
    )
    told = noted(match("Misseri", 0, "Miseri", "spelling", True, "Missere"))
    assert told == "Misseri: also 'Miseri' and 'Missere' in the report"


def test_accents_and_peoples_need_no_note() -> None:
    assert noted(match("Parnu", 0, "Pärnu")) is None
    assert noted(match("Iran", 0, "Iranian", "demonym", True)) is None
