from __future__ import annotations

import pytest

from index.load import text_document
from index.segment import sentences_of
from qa.evidence.speech.authors import author


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mill\nBy Ana Ruiz for the Vale Herald\nIt rained.", "Ana Ruiz"),
        ("From: Ana Ruiz To: all\nIt rained.", "Ana Ruiz"),
        ("Log of the hill. Kept at the hut by Ana Ruiz. It rained.", "Ana Ruiz"),
        ("Chronicle of Vale. Kept by the schoolmaster Ana Ruiz. It rained.", "Ana Ruiz"),
        ("WEEKLY LETTER OF ORR & VALE, BROKERS\nIt rained.", "ORR & VALE"),
        ("LETTER OF ANA RUIZ TO THE MAYOR\nIt rained.", "ANA RUIZ"),
        ("It rained.\nIt is late.\nAna Ruiz, clerk", "Ana Ruiz"),
        ("BY ORDER OF THE COUNCIL\nIt rained.", None),
        ("A letter to Ana Ruiz came. It rained.", None),
    ],
)
def test_the_writer_is_told_by_the_opening_or_the_last_line(text: str, name: str | None) -> None:
    assert author(tuple(sentences_of(text_document("report", text)))) == name
