from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer import Answer, Citation, Span, Statement

texts = st.text(max_size=20)
citations = st.builds(
    Citation,
    number=st.integers(1, 9), document=texts, document_id=texts,
    page=st.none() | st.integers(1, 9),
    start=st.integers(0),
    end=st.integers(0), quote=texts, context=texts, source=st.none() | texts, score=st.floats(0, 1),
)  # fmt: skip
answers = st.builds(
    Answer,
    question=texts, standalone_question=texts, status=st.sampled_from(["answered", "not_in_documents"]), text=texts,
    spans=st.tuples(st.builds(Span, texts, texts, st.integers(0), st.integers(0), st.none() | st.floats(0, 1))),
    verdict=st.sampled_from([None, "yes", "no", "unconfirmed"]),
    statements=st.tuples(st.builds(Statement, texts, st.tuples(st.integers(1, 9)), st.none() | texts, st.none())),
    citations=st.tuples(citations), considered=st.tuples(citations, citations), choices=st.tuples(texts),
    notes=st.tuples(texts), confidence=st.none(), timings=st.just({"total": 0.1}),
)  # fmt: skip


@given(answers)
def test_an_answer_survives_its_wire_form(answer: Answer) -> None:
    assert Answer.from_dict(json.loads(json.dumps(answer.to_dict()))) == answer


@pytest.mark.parametrize("version", [None, 0, 2, "1"])
def test_another_schema_version_is_refused(version: object) -> None:
    data = Answer("q", "q", "answered", "t").to_dict() | {"schema_version": version}
    with pytest.raises(ValueError, match="schema version"):
        Answer.from_dict(data)


@pytest.mark.parametrize("change", [{"colour": "red"}, {"spans": [{"text": "x"}]}])
def test_unknown_or_missing_keys_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        Answer.from_dict(Answer("q", "q", "answered", "t").to_dict() | change)
