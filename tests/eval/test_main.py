"""The command line ``python -m eval``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.results import ASSISTANT, record, summarise, write_json
from tests.eval.making import answer, outcome, question, refusal


def test_validate_tells_by_the_exit_code(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(small)]) == 0
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    assert main(["validate", str(bad)]) == 1
    assert f"{bad}:1: error: the key 'id' is missing" in capsys.readouterr().out


def test_compare_tells_by_the_exit_code(tmp_path: Path) -> None:
    for name, given in (("good", answer()), ("bad", refusal())):
        rows = [record("set", outcome(question(), given))]
        write_json(summarise({}, {ASSISTANT: rows}, complete=True).to_dict(), tmp_path / f"{name}.json")
    good, bad = str(tmp_path / "good.json"), str(tmp_path / "bad.json")
    assert main(["compare", good, bad]) == 1
    assert main(["compare", good, bad, "--tolerance", "1"]) == 0
    assert main(["compare", bad, good]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "no-such-set"], 1, "There is no question set 'no-such-set'"),
        (["validate", "no-such-set"], 1, "There is no question set"),
        (["compare", "none.json", "none.json"], 1, "none.json cannot be read"),
        (["run"], 2, "Missing argument 'SET...'"),
        (["run", "set", "--split", "validation"], 2, "Invalid value for '--split'"),
        (["run", "set", "--history", "mine"], 2, "Invalid value for '--history'"),
        (["run", "set", "--limit", "0"], 2, "Invalid value for '--limit'"),
        (["jump"], 2, "No such command 'jump'"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert len(captured.err.splitlines()) == 1


@pytest.mark.slow
def test_an_ascii_terminal_and_a_reader_that_leaves_do_no_harm(tmp_path: Path, environment: dict[str, str]) -> None:
    rows = [record("set", outcome(question(id=f"q{number}"), refusal())) for number in range(2000)]
    write_json(summarise({}, {ASSISTANT: rows}, complete=True).to_dict(), tmp_path / "out.json")
    ascii_only = environment | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "eval", "show", str(tmp_path / "out.json")]
    whole = subprocess.run(command, env=ascii_only, capture_output=True, text=True, timeout=60)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "2000 of 2000 questions" in whole.stdout
    with subprocess.Popen(command, env=ascii_only, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as left:
        assert left.stdout is not None
        assert left.stderr is not None
        left.stdout.readline()
        left.stdout.close()
        assert "Traceback" not in left.stderr.read()


@pytest.mark.slow
def test_as_a_process(small: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    command = [
        sys.executable,
        "-m",
        "eval",
        "run",
        str(small),
        "--kind",
        "when,where",
        "--json",
        str(tmp_path / "o.json"),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert "sentence" in done.stdout
    assert "recall@5" in done.stdout
    assert f"wrote {tmp_path / 'o.json'}" in done.stderr
    assert "Warning" not in done.stderr
    assert len(json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["records"][ASSISTANT]) == 3


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
def test_ctrl_c_ends_a_process_cleanly(small: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    many = tmp_path / "many.jsonl"
    questions = [json.loads(line) for line in small.read_text(encoding="utf-8").splitlines()]
    many.write_text(
        "".join(
            json.dumps(each | {"id": f"{number}-{each['id']}"}) + "\n" for number in range(2000) for each in questions
        ),
        encoding="utf-8",
    )
    out = tmp_path / "o.json"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "eval",
            "run",
            str(many),
            "--no-floors",
            "--json",
            str(out),
            "--index",
            str(tmp_path / "i"),
        ],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # Until the first line of progress, which comes while questions are asked.
    assert process.stderr is not None
    while "asking" not in (line := process.stderr.readline()):
        assert process.poll() is None, line
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    told, complaint = process.communicate(timeout=120)
    assert process.returncode == 130, complaint
    assert "Traceback" not in complaint
    assert "Stopped early" in told
    assert json.loads(out.read_text(encoding="utf-8"))["complete"] is False
