from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.attribution import attribution_of


@pytest.mark.parametrize(
    ("sentence", "source", "certainty"),
    [
        ("The bridge was closed on Monday.", None, "reported"),
        ("According to the harbour office, the ferry sank.", "harbour office", "attributed"),
        ("Two men were hurt, according to the Vale Herald.", "Vale Herald", "attributed"),
        ("The mayor, Ana Ruiz, said that the school would close.", "mayor, Ana Ruiz", "attributed"),
        ("Police reported three arrests.", "Police", "attributed"),
        ("She said that it was late.", None, "attributed"),
        ("The fire appears to have started in the store.", None, "uncertain"),
        ("According to witnesses, the driver was probably asleep.", "witnesses", "uncertain"),
        ("Whether the pump failed is unclear.", None, "uncertain"),
        ("The theft was reported to the police at nine.", None, "reported"),
        ("A confirmed case has fever and a positive test.", None, "reported"),
        ("The case was confirmed by the laboratory.", None, "reported"),
    ],
)
def test_source_and_certainty_are_told_from_the_sentence(sentence: str, source: str | None, certainty: str) -> None:
    found = attribution_of(sentence)
    assert (found.source, found.certainty) == (source, certainty)


@given(st.text(max_size=300))
def test_any_text_has_a_certainty_and_a_source_that_stands_in_it(text: str) -> None:
    found = attribution_of(text)
    assert found.certainty in ("reported", "attributed", "uncertain")
    assert found.source is None or found.source in " ".join(text.split())
