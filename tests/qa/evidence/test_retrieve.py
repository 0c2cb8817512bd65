from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import build_index, text_document
from qa.evidence.retrieve import PassageRetriever
from qa.question.time import asked_time

if TYPE_CHECKING:
    from pathlib import Path

    from index import Settings

DAYS = "\n".join(
    f"On {day} May 2021 a crane fell at the Vale depot. Crane number {day} cost little." for day in range(1, 29)
)


@pytest.mark.slow
def test_passages_of_the_day_asked_for_come_first(tmp_path: Path, settings: Settings) -> None:
    with build_index([text_document("Log", DAYS)], tmp_path / "index", settings=settings) as index:
        retriever = PassageRetriever(index=index, k=4)
        question = "Which crane fell at the Vale depot on 17 May?"
        found = retriever.passages(question, time=asked_time(question))
        assert "On 17 May" in found[0].passage.text
        assert len(found) == len({scored.passage.id for scored in found}) == 4
        undated = retriever.passages("Which crane fell?", time=asked_time("Which crane fell?"))
        assert [s.passage.id for s in undated] == [s.passage.id for s in index.search("Which crane fell?", k=4)]
