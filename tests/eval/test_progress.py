from __future__ import annotations

import pytest

from eval.progress import Progress, Watched
from index import Progress as IndexProgress


def test_going_through_shows_every_step() -> None:
    shown: list[tuple[str, int, int]] = []

    class Noting(Watched):
        def _show(self, stage: str, done: int, total: int) -> None:
            shown.append((stage, done, total))

    watched = Noting()
    watched.indexing(IndexProgress("embedding", 3, 9))
    assert list(watched.asking(["a", "b"])) == ["a", "b"]
    assert shown == [("embedding", 3, 9), ("asking", 0, 2), ("asking", 1, 2), ("asking", 2, 2)]


def test_a_pipe_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Progress() as progress:
        assert list(progress.asking([1, 2])) == [1, 2]
        assert capsys.readouterr().err == ""
        monkeypatch.setattr("eval.progress.SECONDS_BETWEEN_LINES", 0)
        progress.indexing(IndexProgress("embedding", 3, 9))
    assert capsys.readouterr().err == "embedding: 3 of 9\n"


def test_a_terminal_gets_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with Progress() as progress:
        progress.indexing(IndexProgress("embedding", 9, 9))
        list(progress.asking([1, 2]))
    shown = capsys.readouterr().err
    assert "asking" in shown
    assert "2/2" in shown
