from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import build_index, text_document
from qa.chain import AnswerChain, State
from qa.question import names
from qa.question.names import names_in, names_of

if TYPE_CHECKING:
    from pathlib import Path

    from index import Settings

TEXT = "On 7 May gunmen shelled Kyiv. The mayor of Kyiv said nothing.\n\nRain fell in Lviv."


@pytest.mark.parametrize("gathered", [names.GATHERED, 10], ids=["all", "nearest"])
def test_names_are_found_in_few_documents_and_in_many(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, gathered: int
) -> None:
    monkeypatch.setattr(names, "GATHERED", gathered)
    with build_index([text_document("Log", TEXT)], tmp_path / "index", settings=settings) as index:
        (match,) = names_in("When was Kiev shelled?", index)
        assert (match.asked, match.found) == ("Kiev", "Kyiv")
        assert names_in("When was Kyiv shelled?", index) == ()


def test_a_first_question_for_him_does_not_gather_the_names_of_many_documents(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "GATHERED", 10)
    with build_index([text_document("Log", TEXT)], tmp_path / "index", settings=settings) as index:
        answer = AnswerChain(index).invoke(State("What did he say?"))
        assert (answer.status, answer.choices) == ("needs_clarification", ())
        assert names_of(index) is None
        assert index._names is None
