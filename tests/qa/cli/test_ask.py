from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from qa import Answer
from tests.qa.cli.process import SECONDS, Cli
from tests.qa.cli.terminal import Terminal

pytestmark = pytest.mark.slow

ANSWERED = "Which airport was attacked on July 6?"
UNANSWERED = "Who won the football match in Madrid?"
BOXES = re.compile("[\u2500-\u259f\x1b]")


def test_an_answer_in_a_pipe_is_plain_text_with_its_sources(cli: Cli) -> None:
    done = cli("ask", ANSWERED)

    assert done.returncode == 0
    assert "Erbil International Airport" in done.stdout
    assert re.search(r"^\[1\] ", done.stdout, re.MULTILINE)
    assert not BOXES.search(done.stdout)
    assert done.stderr == ""


def test_words_need_no_quotes(cli: Cli) -> None:
    assert cli("ask", *ANSWERED.split()).stdout == cli("ask", ANSWERED).stdout


def test_a_dash_reads_the_question_from_standard_input(cli: Cli) -> None:
    done = cli("ask", "-", stdin=f"\ufeff{ANSWERED}\n")

    assert done.returncode == 0
    assert done.stdout == cli("ask", ANSWERED).stdout


def test_json_holds_the_whole_answer_with_exact_quotes(cli: Cli, report: str) -> None:
    done = cli("ask", "--json", ANSWERED)
    answer = Answer.from_dict(json.loads(done.stdout))

    assert done.returncode == 0
    assert answer.status == "answered"
    assert answer.citations
    assert all(report[citation.start : citation.end] == citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "status", "code"), [(UNANSWERED, "not_in_documents", 3), ("Thanks!", "no_question", 5)]
)
def test_the_exit_code_tells_the_status(cli: Cli, question: str, status: str, code: int) -> None:
    done = cli("ask", "--json", question)

    assert json.loads(done.stdout)["status"] == status
    assert done.returncode == code


def test_a_history_from_a_file_is_what_a_follow_up_leans_on(cli: Cli, tmp_path: Path) -> None:
    turns = [{"role": "user", "content": ANSWERED}, {"role": "assistant", "content": "Erbil International Airport."}]
    (tmp_path / "history.json").write_text(json.dumps(turns))

    answer = json.loads(cli("ask", "--json", "--history", "history.json", "And on July 4?").stdout)

    assert answer["question"] == "And on July 4?"
    assert "airport" in answer["standalone_question"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        ("{", "not JSON"),
        ("{}", "must be a list"),
        ('[{"role": "user"}]', "Entry 1"),
        ("\x80", "not JSON"),
    ],
)
def test_a_history_that_cannot_be_used_is_told(cli: Cli, tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / "history.json").write_bytes(content.encode("latin-1"))

    done = cli("ask", "--history", "history.json", ANSWERED)

    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("question", ["", "  \n", "why " * 25_000])
def test_an_empty_or_endless_question_gets_one_sentence(cli: Cli, question: str) -> None:
    done = cli("ask", "-", stdin=question)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_standard_input_that_is_no_text_is_told(cli: Cli) -> None:
    done = cli("ask", "-", stdin=b"\xff\xfe\x00")

    assert done.returncode == 1
    assert "not UTF-8" in done.stderr


def test_an_argument_in_another_encoding_is_answered_all_the_same(cli: Cli) -> None:
    assert cli("ask", b"Which airport was attacked on July 6? \xe9").returncode in (0, 3)


def test_an_unknown_document_is_told(cli: Cli) -> None:
    done = cli("ask", "--document", "nowhere.txt", ANSWERED)

    assert done.returncode == 1
    assert "nowhere.txt" in done.stderr


def test_an_ascii_terminal_gets_every_citation_and_valid_json(environment: dict[str, str], cli: Cli) -> None:
    ascii_only = Cli({**environment, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, cli.folder)

    assert ascii_only("ask", ANSWERED).returncode == 0
    assert json.loads(ascii_only("ask", "--json", ANSWERED).stdout)["citations"]


def test_a_reader_that_stops_early_is_no_error_worth_a_traceback(cli: Cli) -> None:
    process = cli.start("ask", ANSWERED)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as errors:
        said = errors.read()

    assert process.wait() == 1
    assert said == ""


def test_a_cold_question_imports_nothing_heavy(cli: Cli) -> None:
    code = (
        "import sys; from qa.cli import main; main(sys.argv[1:]); "
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'gradio', 'sklearn', 'scipy', 'pandas'}; "
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", code, "ask", ANSWERED],
        env=cli.environment,
        cwd=cli.folder,
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout.endswith("HEAVY []\n")


def test_a_terminal_shows_the_answer_formatted_with_a_hint(cli: Cli) -> None:
    with Terminal(cli, "ask", ANSWERED) as terminal:
        assert terminal.wait() == 0

    assert "Sources" in terminal.text
    assert "[1]" in terminal.text
    assert "report-qa chat" in terminal.text
    assert "\x1b[" in terminal.raw


def test_several_can_ask_at_once(cli: Cli) -> None:
    processes = [cli.start("ask", ANSWERED) for _ in range(4)]
    ended = [(*process.communicate(timeout=SECONDS), process.returncode) for process in processes]

    assert [errors for _, errors, _ in ended] == [""] * len(processes)
    assert {code for *_, code in ended} == {0}
