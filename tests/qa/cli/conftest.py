"""The program as a process, over the shipped report that is indexed already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.qa.cli.process import Cli

if TYPE_CHECKING:
    from qa import Assistant


@pytest.fixture
def cli(environment: dict[str, str], tmp_path: Path, assistant: Assistant) -> Cli:
    """`report-qa` in a folder of its own; `assistant` has made the index and the model's twin by now."""
    return Cli(environment, tmp_path)
