from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.compose.confidence import confidence_of, log_odds
from qa.evidence.reading import Reading

SHARES = st.floats(0, 1)


@given(SHARES)
def test_a_surer_reading_makes_an_answer_no_less_likely_and_a_refusal_no_more(answerable: float) -> None:
    reading, surer = Reading((), answerable, True), Reading((), min(1.0, answerable + 0.1), True)
    said, surely_said = confidence_of("answered", reading), confidence_of("answered", surer)
    silent, less_silent = confidence_of("not_in_documents", reading), confidence_of("not_in_documents", surer)
    assert said is not None
    assert surely_said is not None
    assert silent is not None
    assert less_silent is not None
    assert 0 <= said <= surely_said <= 1
    assert 1 >= silent >= less_silent >= 0


def test_what_is_no_outcome_has_no_confidence() -> None:
    assert confidence_of("no_question", Reading((), 0.5, True)) is None


def test_what_nothing_was_fitted_for_has_no_confidence() -> None:
    assert confidence_of("answered", Reading((), 0.5, False)) is None


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_log_odds_are_held(probability: float) -> None:
    assert abs(log_odds(probability)) < 7
