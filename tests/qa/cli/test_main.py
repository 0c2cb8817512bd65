from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from tests.qa.cli.process import Cli

pytestmark = pytest.mark.slow


def test_the_version_is_the_installed_one(cli: Cli) -> None:
    done = cli("--version")

    assert done.returncode == 0
    assert done.stdout == f"report-qa {importlib.metadata.version('report-qa')}\n"


def test_without_a_command_the_help_is_shown_as_wrong_usage(cli: Cli) -> None:
    done = cli()

    assert done.returncode == 2
    for command in ("ask", "chat", "index", "serve", "eval", "conversations"):
        assert f"  {command} " in done.stdout


def test_help_in_a_pipe_is_plain(cli: Cli) -> None:
    done = cli("ask", "--help")

    assert done.returncode == 0
    assert "--history" in done.stdout
    assert "\x1b" not in done.stdout
    assert "─" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "question"),
        (["ask", "--jsno", "Who?"], "--jsno"),
        (["aks", "Who?"], "aks"),
        (["serve", "--port", "eighty"], "--port"),
    ],
)
def test_wrong_usage_is_told_in_one_line(cli: Cli, arguments: list[str], said: str) -> None:
    done = cli(*arguments)

    assert done.returncode == 2
    assert said in done.stderr
    assert "--help" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_error_is_one_sentence_and_a_traceback_only_with_debug(cli: Cli) -> None:
    plain = cli("ask", "--index", "nowhere", "Who?")
    debug = cli("--debug", "ask", "--index", "nowhere", "Who?")

    assert plain.returncode == debug.returncode == 1
    assert "nowhere" in plain.stderr
    assert len(plain.stderr.splitlines()) == 1
    assert "Traceback" in debug.stderr


def test_a_settings_file_is_read_and_its_unknown_keys_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("prot = 8000\n")

    done = cli("--settings", "mine.toml", "ask", "Who?")

    assert done.returncode == 1
    assert "prot" in done.stderr
    assert "port" in done.stderr.replace("prot", "")


def test_a_settings_file_that_is_missing_is_told(cli: Cli) -> None:
    done = cli("--settings", "nowhere.toml", "ask", "Who?")

    assert done.returncode == 1
    assert "nowhere.toml" in done.stderr
