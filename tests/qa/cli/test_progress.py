from __future__ import annotations

import pytest

from index import Progress
from qa.cli import progress as module
from qa.cli.progress import ProgressLine


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands at its only entry."""
    now = [0.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


def test_what_is_done_at_once_is_not_told(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLine() as show:
        show(Progress("reading", 0, 1))
        show(Progress("reading", 1, 1))

    assert capsys.readouterr().err == ""


def test_a_stage_is_told_once_and_again_when_it_takes_long(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with ProgressLine() as show:
        for second in range(25):
            clock[0] = float(second)
            show(Progress("embedding", second, 25))
        show(Progress("saving", 0, 1))

    told = capsys.readouterr().err.splitlines()
    assert told == ["embedding: 1 of 25", "embedding: 11 of 25", "embedding: 21 of 25", "saving: 0 of 1"]
