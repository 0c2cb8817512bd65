from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import pytest

from tests.qa.cli.process import Cli
from tests.qa.cli.terminal import Terminal

pytestmark = pytest.mark.slow

QUESTION = "Who signed the lease?"


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.md"
    path.write_text("# Minutes\n\nThe lease was signed by Ana Ruiz on 3 May 2024. The rent is 900 euros a month.\n")
    return path


def test_an_index_of_ones_own_is_made_and_asked(cli: Cli, minutes: Path) -> None:
    built = cli("index", minutes.name, "--to", "mine")
    asked = cli("ask", "--index", "mine", "--json", QUESTION)

    assert built.returncode == 0
    assert built.stdout == "mine now holds 1 document in 1 passage.\n"
    assert "Ana Ruiz" in json.loads(asked.stdout)["text"]
    assert {citation["document"] for citation in json.loads(asked.stdout)["citations"]} == {"Minutes"}


def test_a_second_build_adds_to_the_first(cli: Cli, minutes: Path, tmp_path: Path) -> None:
    cli("index", minutes.name, "--to", "mine")
    (tmp_path / "log.txt").write_text("The ferry left at noon.\n")

    done = cli("index", "log.txt", "--to", "mine")

    assert done.stdout == "mine now holds 2 documents in 2 passages.\n"
    assert cli("ask", "--index", "mine", QUESTION).returncode == 0


def test_a_terminal_shows_a_progress_bar_and_what_to_do_next(cli: Cli, minutes: Path) -> None:
    with Terminal(cli, "index", minutes.name, "--to", "mine") as terminal:
        assert terminal.wait() == 0

    assert "━" in terminal.text
    assert "report-qa ask --index mine" in terminal.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ("sheet.xlsx", b"PK\x03\x04"),
        ("none.txt", None),
    ],
)
def test_what_cannot_be_read_is_told_and_the_index_stays(
    cli: Cli, minutes: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    cli("index", minutes.name, "--to", "mine")
    if content is not None:
        (tmp_path / name).write_bytes(content)

    done = cli("index", name, "--to", "mine")

    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert cli("ask", "--index", "mine", QUESTION).returncode == 0


def test_ctrl_c_leaves_the_old_index_and_says_so(cli: Cli, minutes: Path, tmp_path: Path) -> None:
    cli("index", minutes.name, "--to", "mine")
    long = tmp_path / "long.txt"
    long.write_text(
        "\n".join(f"On day {number} the {number}th ship came in and was unloaded." for number in range(20_000))
    )

    process = cli.start("index", long.name, "--to", "mine")
    assert process.stderr is not None
    assert re.fullmatch(r"[a-z ]+: \d+ of \d+\n", process.stderr.readline())  # it has begun, and tells in plain lines
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "the index at mine is as it was before" in errors
    assert "Traceback" not in errors
    assert out == ""
    assert cli("ask", "--index", "mine", QUESTION).returncode == 0
