from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.conversation import Conversations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "conversations.db"


@pytest.fixture
def kept(path: Path) -> Iterator[Conversations]:
    conversations = Conversations(path, timeout=0.1)
    yield conversations
    conversations.close()
