from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.spelling import bare, folded, likeness, neighbours, sound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Škerjanec", "skerjanec"),
        ("Łódź", "lodz"),
        ("Kapıkule", "kapikule"),
        ("U.S.", "us"),
        ("U.S. Army", "us army"),
        ("Naicker-Holm", "naicker holm"),
        ("N'Djamena", "ndjamena"),
        ("Deir ez-Zor", "deir al zor"),
        ("as-Suwayda", "al suwayda"),
        ("as seen", "as seen"),
        ("  O’Neill  ", "oneill"),
        ("'", ""),
        ("", ""),
    ],
)
def test_folding_levels_what_no_reader_minds(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_articles_are_left_out_unless_there_is_nothing_else() -> None:
    assert bare("Ain al-Asad") == "ainasad"
    assert bare("al") == "al"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Mahadeed", "Mahadid"),
        ("Konna", "Conna"),
        ("Tchorwe", "Chorwe"),
        ("Dzhumabek", "Jumabek"),
        ("Hautaviita", "Hautavita"),
        ("Lindeqvist", "Lindquist"),
        ("Ain al-Asad", "Ein Assad"),
        ("Rüf", "Rueff"),
        ("Pärnu", "Paernu"),
        ("Rasch", "Rash"),
    ],
)
def test_spellings_of_one_name_are_alike_and_meet(one: str, two: str) -> None:
    assert likeness(one, two) > 0.9
    assert neighbours(one) & neighbours(two)


@pytest.mark.parametrize(
    ("one", "two"), [("Iran", "Iraq"), ("Hassan", "Hussein"), ("Slovenia", "Slovakia"), ("Austria", "Australia")]
)
def test_other_names_are_less_alike(one: str, two: str) -> None:
    assert likeness(one, two) < 0.86


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_has_no_order_and_stays_within_bounds(one: str, two: str) -> None:
    assert likeness(one, two) == pytest.approx(likeness(two, one))
    assert 0.0 <= likeness(one, two) <= 1.0
    assert likeness(one, one) == 1.0


@given(st.text("abcdefghij", min_size=1, max_size=12), st.text("abcdefghij", min_size=1, max_size=12), st.floats(0, 1))
def test_a_bound_only_spares_work(one: str, two: str, least: float) -> None:
    whole = likeness(one, two)
    assert likeness(one, two, least) == pytest.approx(whole) or whole < least


@given(st.text())
def test_any_text_has_a_sound(text: str) -> None:
    assert sound(text) in neighbours(text)
    assert "h" not in sound(text)[1:]
