from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index._model import find_model

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from index import Settings
    from qa.evidence.windows import WindowMaker


@pytest.fixture(scope="session")
def tokenizer(settings: Settings) -> Tokenizer:
    """The tokenizer of the packaged model."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(find_model(settings.model, settings.cache_dir).folder / "tokenizer.json"))


@pytest.fixture(scope="session")
def maker(tokenizer: Tokenizer) -> WindowMaker:
    """What cuts text into windows with the packaged model's tokenizer."""
    from qa.evidence.windows import WindowMaker

    return WindowMaker(tokenizer)
