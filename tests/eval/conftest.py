"""A small question set over the shipped report, one of conversations about an invented log, and a run of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eval.plan import Plan, plan
from eval.results import Results

if TYPE_CHECKING:
    from index import Settings

SMALL = Path(__file__).parent / "small.jsonl"
TALKS = Path(__file__).parent / "talks.jsonl"


@pytest.fixture(scope="session")
def small() -> Path:
    """The path of the small set."""
    return SMALL


@pytest.fixture(scope="session")
def asked(small: Path) -> Plan:
    """All questions of the small set."""
    return plan([small])


@pytest.fixture(scope="session")
def results(asked: Plan, settings: Settings) -> Results:
    """A run of the small set with the real assistant and the floors."""
    from eval.run import run

    return run(asked, settings=settings)


@pytest.fixture(scope="session")
def talks() -> Plan:
    """Two conversations whose lines are mixed, a follow-up to what is no line, and a question by itself."""
    return plan([TALKS])


@pytest.fixture(scope="session")
def talked(talks: Plan, settings: Settings) -> Results:
    """A run of the conversations with the real assistant, after its own answers."""
    from eval.run import run

    return run(talks, settings=settings)
