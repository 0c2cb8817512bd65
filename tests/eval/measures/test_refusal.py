from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import refusal as measure
from eval.measures.refusal import REFUSAL_F1, REFUSAL_PRECISION, REFUSAL_RECALL
from qa import Status
from tests.eval.making import answer, outcome, question, refusal

PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("expected", "refused", "precision", "recall", "either"),
    [
        ("not_in_documents", True, 1, 1, 1),
        ("not_in_documents", False, None, 0, 0),
        ("answered", True, 0, None, 0),
        ("answered", False, None, None, None),
        ("no_question", True, None, None, None),
        ("needs_clarification", True, None, None, None),
    ],
)
def test_values(
    expected: Status, refused: bool, precision: float | None, recall: float | None, either: float | None
) -> None:
    found = outcome(question(expected), refusal() if refused else answer())
    assert measure.precision(found) == precision
    assert measure.recall(found) == recall
    assert measure.either(found) == either


def test_asking_back_is_no_refusal() -> None:
    found = outcome(question("not_in_documents"), answer(status="needs_clarification"))
    assert measure.recall(found) == 0


@given(PAIRS)
def test_f1_agrees_with_precision_and_recall(pairs: list[tuple[bool, bool]]) -> None:
    found = [
        outcome(question("not_in_documents" if due else "answered"), refusal() if refused else answer())
        for due, refused in pairs
    ]
    figures = {
        m.name: m.figure(m.value(each) for each in found) for m in (REFUSAL_PRECISION, REFUSAL_RECALL, REFUSAL_F1)
    }
    precision, recall, f1 = (figure.value for figure in figures.values())
    if precision and recall:
        assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    else:
        assert not f1
