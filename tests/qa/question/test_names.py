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
        assert not index._names


def test_only_the_documents_that_are_asked_give_names(tmp_path: Path, settings: Settings) -> None:
    documents = [text_document("Diary", "Rain fell on Sunday. Nobody came."), text_document("Log", TEXT)]
    asked = "When was Kiev shelled?"
    with build_index(documents, tmp_path / "index", settings=settings) as index:
        assert [match.found for match in names_in(asked, index)] == ["Kyiv"]
        assert [match.found for match in names_in(asked, index, ["Log"])] == ["Kyiv"]
        assert names_in(asked, index, ["Diary"]) == ()
        index.remove([documents[1].id])
        assert names_in(asked, index) == ()
        with pytest.raises(KeyError, match="Log"):
            names_in(asked, index, ["Log"])


def test_a_name_of_another_document_is_not_mentioned_in_the_one_that_is_asked(
    tmp_path: Path, settings: Settings
) -> None:
    documents = [text_document("Diary", "Rain fell on Sunday. Nobody came."), text_document("Log", TEXT)]
    with build_index(documents, tmp_path / "index", settings=settings) as index:
        note = "The document does not mention “Lviv” in this spelling."
        assert note in AnswerChain(index).invoke(State("Who shot at Lviv?", documents=("Diary",))).notes
        assert note not in AnswerChain(index).invoke(State("Who shot at Lviv?", documents=("Log",))).notes
