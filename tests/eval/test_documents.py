from __future__ import annotations

from pathlib import Path

import pytest

from eval.documents import find_document, locate, read_document
from eval.errors import QuestionSetError
from eval.question_set import Gold
from qa.shipped import report_path
from tests.eval.making import TEXT, question


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three folders, each with a text of the same name: where the set is, the working folder and another."""
    for name in ("sets", "here", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text.txt").write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def test_a_document_is_looked_for_in_the_told_order(folders: Path) -> None:
    beside = folders / "sets" / "set.jsonl"
    assert read_document(find_document("text.txt", beside=beside, folder=folders / "other")) == "other"
    assert read_document(find_document("deep/text.txt", beside=beside, folder=folders / "other")) == "other"
    assert read_document(find_document("text.txt", beside=beside)) == "sets"
    (folders / "sets" / "text.txt").unlink()
    assert read_document(find_document("text.txt", beside=beside)) == "here"
    assert read_document(find_document(str(folders / "other" / "text.txt"), beside=beside)) == "other"


@pytest.mark.parametrize("name", ["report.txt", "data/report.txt", "report"])
def test_the_shipped_report_goes_by_its_names(folders: Path, name: str) -> None:
    assert find_document(name, beside=folders / "sets" / "set.jsonl") == report_path().resolve()


def test_a_missing_document_is_told_with_the_places(folders: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"'none.txt' is not in .*other, .*sets or the working folder"):
        find_document("none.txt", beside=folders / "sets" / "set.jsonl", folder=folders / "other")


def test_quotes_are_located_by_offsets_or_by_their_one_place() -> None:
    asked = question(gold=[1]).model_copy(
        update={"gold": (Gold(quote="Ben was there.", start=15, end=29), Gold(quote="Eve"))}
    )
    assert locate(asked, TEXT) == ((15, 29), (60, 63))


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        (
            Gold(quote="Ben was", start=14, end=21),
            r"is not at 14:21, where the document has ' Ben wa'; it starts at 15",
        ),
        (Gold(quote="Zed was", start=15, end=22), r"it is nowhere in the document"),
        (Gold(quote="Fay", start=-12, end=-9), r"is not at -12:-9"),
        (Gold(quote="Zed was"), r"is not in the document; it must be verbatim"),
        (Gold(quote="ed"), r"stands in 2 places \(8, "),
    ],
)
def test_a_quote_that_is_not_there_is_told(gold: Gold, message: str) -> None:
    asked = question(gold=[0]).model_copy(update={"gold": (gold,)})
    with pytest.raises(ValueError, match=message):
        locate(asked, TEXT + " It ended.")
