from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import build_index, text_document
from qa.question import names
from qa.question.names import names_in

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
