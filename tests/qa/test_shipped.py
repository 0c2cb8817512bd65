from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.shipped import default_index, open_shipped, report_path

if TYPE_CHECKING:
    from pathlib import Path

    from index import Settings


def test_the_report_ships_unchanged(report: str) -> None:
    assert report_path().read_text(encoding="utf-8-sig") == report


def test_other_models_and_passages_have_indexes_of_their_own(settings: Settings) -> None:
    places = {
        default_index(settings),
        default_index(settings.model_copy(update={"model": "other"})),
        default_index(settings.model_copy(update={"passage_sentences": 5})),
    }
    assert len(places) == 3


def test_another_reader_reads_the_same_index(settings: Settings) -> None:
    assert default_index(settings.model_copy(update={"reader": "other"})) == default_index(settings)


@pytest.mark.slow
def test_it_is_made_once_and_again_when_damaged(settings: Settings, tmp_path: Path) -> None:
    mine = settings.model_copy(update={"cache_dir": settings.cache_dir})
    with open_shipped(mine) as first:
        generation, place = first.generation, first.path
    with open_shipped(mine) as again:
        assert (again.generation, again.path) == (generation, place)
        assert [document.title for document in again.documents] == ["report.txt"]


def test_another_reading_of_dates_has_an_index_of_its_own(settings: Settings) -> None:
    assert default_index(settings.model_copy(update={"day_first": True})) != default_index(settings)
