from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.cli import main
from qa.cli.codes import ExitCode
from qa.conversation import Conversations
from qa.conversation.export import read_json
from tests.qa.cli.process import Cli
from tests.qa.cli.terminal import Terminal
from tests.qa.conversation.making import answer

ANSWERED = "Which airport was attacked on July 6?"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Conversations:
    """Two conversations in a data folder of their own."""
    monkeypatch.setenv("QA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    conversations = Conversations(tmp_path / "data" / "conversations.db")
    conversations.add("lease", answer())
    conversations.add("crane", answer("What\x1b fell?", "A crane [1]"))
    return conversations


@pytest.fixture
def run(kept: Conversations, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["conversations", *arguments])
        return (code, *capsys.readouterr())

    return run


def test_they_are_listed_and_searched(run: Run) -> None:
    code, out, _ = run("list")
    assert code == ExitCode.ANSWERED
    assert [line.split("\t")[::2] for line in out.splitlines()] == [["crane", "1"], ["lease", "1"]]
    assert "\x1b" not in out
    assert [line.split("\t")[3] for line in run("list", "--search", "ruiz")[1].splitlines()] == [
        "Who signed the lease?"
    ]
    assert len(run("list", "--limit", "1")[1].splitlines()) == 1


def test_one_is_shown_and_exported(run: Run, kept: Conversations, tmp_path: Path) -> None:
    shown = run("show", "lease")[1]
    assert "minutes.txt, characters 0–42" in shown
    assert run("export", "lease") == (0, shown, "")
    assert read_json(run("export", "lease", "--format", "json")[1]) == (kept.get("lease"), kept.read("lease"))
    assert run("export", "lease", "-f", "json", "--to", "out.json")[:2] == (0, "")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["id"] == "lease"
    assert run("export", "lease", "--format", "pdf")[0] == ExitCode.USAGE


def test_one_is_renamed(run: Run, kept: Conversations) -> None:
    assert run("rename", "lease", "Pier 4") == (0, "", "")
    assert kept.get("lease").title == "Pier 4"


def test_one_is_deleted_only_when_that_is_sure(run: Run, kept: Conversations) -> None:
    code, _, said = run("delete", "lease")
    assert (code, kept.has("lease")) == (ExitCode.USAGE, True)
    assert "--yes" in said
    assert run("delete", "lease", "--yes") == (0, "", "")
    assert [one.id for one in kept.list()] == ["crane"]


@pytest.mark.parametrize("command", [["show"], ["export"], ["delete", "--yes"], ["rename"]])
def test_an_unknown_one_is_told_in_a_sentence(run: Run, command: list[str]) -> None:
    code, out, said = run(*command, "none", *(["title"] if command == ["rename"] else []))
    assert (code, out) == (ExitCode.ERROR, "")
    assert said.startswith("report-qa: There is no conversation “none”")
    assert len(said.splitlines()) == 1


def test_nothing_kept_lists_nothing_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QA_DATA_DIR", str(tmp_path / "data"))
    assert main(["conversations", "list"]) == ExitCode.ANSWERED
    assert capsys.readouterr() == ("", "")
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_a_chat_is_kept_and_gone_on_with_in_another_process(cli: Cli, tmp_path: Path) -> None:
    there = Cli({**cli.environment, "QA_DATA_DIR": str(tmp_path / "data")}, cli.folder)
    assert there("chat", stdin=f"{ANSWERED}\n").returncode == 0
    assert not (tmp_path / "data").exists()  # without an id nothing is kept
    there("chat", "--conversation", "trip", stdin=f"{ANSWERED}\n")
    again = there("chat", "--conversation", "trip", stdin="/sources\nAnd on July 5?\n")
    assert "Erbil International Airport" in again.stdout
    assert "Understood as: Which airport was attacked on July 5?" in again.stdout
    listed = there("conversations", "list").stdout.split("\t")
    assert (listed[0], listed[2], listed[3]) == ("trip", "2", ANSWERED + "\n")


@pytest.mark.slow
def test_a_terminal_asks_before_it_deletes(cli: Cli, kept: Conversations, tmp_path: Path) -> None:
    there = Cli({**cli.environment, "QA_DATA_DIR": str(tmp_path / "data")}, cli.folder)
    for typed, code, left in (("n\n", 1, True), ("y\n", 0, False)):
        with Terminal(there, "conversations", "delete", "lease") as terminal:
            terminal.read_until("for good?")
            terminal.press(typed)
            assert (terminal.wait() == 0, kept.has("lease")) == (code == 0, left)
