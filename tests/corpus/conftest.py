"""The shipped corpus, read once, and a small one to break."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading import Corpus, read_corpus
from tests.corpus.making import make


@pytest.fixture(scope="session")
def shipped() -> Corpus:
    """The corpus that comes with the package."""
    return read_corpus()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a small corpus in which all is well."""
    return make(tmp_path / "corpus")
