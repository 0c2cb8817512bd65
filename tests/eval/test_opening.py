from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eval.errors import QuestionSetError
from eval.opening import opened

if TYPE_CHECKING:
    from index import Settings

pytestmark = pytest.mark.slow


def write(folder: Path, name: str, text: str) -> Path:
    path = (folder / name).resolve()
    path.write_text(text, encoding="utf-8")
    return path


def test_all_documents_are_in_one_index_that_is_gone_afterwards(tmp_path: Path, settings: Settings) -> None:
    texts = {
        write(tmp_path, name, text): text for name, text in (("a.txt", "Ana left. Ben came."), ("b.txt", "Cleo slept."))
    }
    with opened(texts, settings=settings) as found:
        place = found.assistant.index.path
        assert {found.assistant.index.document(id_).title for id_ in found.ids.values()} == {"a.txt", "b.txt"}
        assert found.sentences[found.ids[tmp_path.resolve() / "a.txt"]] == ((0, 9), (10, 19))
    assert not place.exists()


def test_documents_of_one_text_are_told_apart_by_their_path(tmp_path: Path, settings: Settings) -> None:
    texts = {write(tmp_path, name, "Ana left."): "Ana left." for name in ("a.txt", "b.txt")}
    with opened(texts, settings=settings) as found:
        assert len(set(found.ids.values())) == 2


def test_an_index_is_made_once_and_used_again(tmp_path: Path, settings: Settings) -> None:
    texts = {write(tmp_path, "a.txt", "Ana left."): "Ana left."}
    with opened(texts, path=tmp_path / "kept", settings=settings) as found:
        generation = found.assistant.index.generation
    with opened(texts, path=tmp_path / "kept", settings=settings) as again:
        assert again.assistant.index.generation == generation


def test_an_index_that_lacks_the_document_is_not_touched(tmp_path: Path, settings: Settings) -> None:
    one, other = write(tmp_path, "a.txt", "Ana left."), write(tmp_path, "b.txt", "Ben came.")
    with opened({one: "Ana left."}, path=tmp_path / "kept", settings=settings):
        pass
    with (
        pytest.raises(QuestionSetError, match=r"does not hold .*b.txt as it is now: add it with `report-qa index"),
        opened({other: "Ben came."}, path=tmp_path / "kept", settings=settings),
    ):
        pass
