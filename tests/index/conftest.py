from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.embed import open_embedder
from tests.index.making import ROOT, tiny_model

if TYPE_CHECKING:
    from index import Index, Settings


@pytest.fixture(scope="session")
def report_index(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Index]:
    """An index of the shipped report, not to be changed."""
    from index import build_index

    path = tmp_path_factory.mktemp("report") / "index"
    with build_index(ROOT / "data" / "report.txt", path, settings=settings) as index:
        yield index


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Settings:
    """Settings with a model of random weights that takes no time: for tests of everything but what it finds."""
    model = tiny_model(tmp_path_factory.mktemp("tiny"))
    made = settings.model_copy(update={"model": str(model)})
    open_embedder(made).embed(["make the twin"])
    return made


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a test may build an index."""
    return tmp_path / "index"
