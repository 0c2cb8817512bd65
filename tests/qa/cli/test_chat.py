from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa import Assistant
from qa.cli.chat import HELP, Chat
from tests.qa.cli.process import Cli
from tests.qa.cli.terminal import Terminal

if TYPE_CHECKING:
    from index import Settings

ANSWERED = "Which airport was attacked on July 6?"


@pytest.mark.slow
def test_lines_from_a_pipe_are_answered_one_after_the_other(cli: Cli) -> None:
    done = cli("chat", stdin=f"{ANSWERED}\n/sources 1\n\n/quit\nnever read\n")

    assert done.returncode == 0
    assert done.stdout.count("Erbil International Airport") >= 2
    assert "\x1b" not in done.stdout
    assert "never" not in done.stdout


@pytest.mark.slow
def test_ctrl_c_and_ctrl_d_at_the_prompt_leave_without_a_word(cli: Cli) -> None:
    for key in ("\x03", "\x04"):
        with Terminal(cli, "chat") as terminal:
            terminal.read_until("> ")
            terminal.press(key)

            assert terminal.wait() == 0
            assert "Traceback" not in terminal.text


@pytest.mark.slow
def test_a_terminal_holds_a_conversation(cli: Cli) -> None:
    with Terminal(cli, "chat") as terminal:
        terminal.read_until("> ")
        terminal.press(ANSWERED + "\n")
        terminal.read_until("Sources")
        terminal.press("/quit\n")

        assert terminal.wait() == 0


def test_a_question_and_its_answer_become_history(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    chat = Chat(assistant)

    chat.take(ANSWERED)

    assert [turn["role"] for turn in chat.history] == ["user", "assistant"]
    assert chat.last is not None
    assert chat.last.text == chat.history[1]["content"]
    assert chat.last.text in capsys.readouterr().out


def test_sources_are_shown_by_number_in_their_context(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    chat = Chat(assistant)
    chat.take(ANSWERED)
    assert chat.last is not None
    citation = chat.last.citations[0]
    capsys.readouterr()

    chat.take("/sources 1")

    assert citation.context in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/sources 99", "no source 99"),
        ("/sources x", "no source x"),
        ("/nonsense", "no command /nonsense"),
        ("/help", HELP),
    ],
)
def test_a_command_that_cannot_be_done_is_told(
    assistant: Assistant, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    chat = Chat(assistant)
    chat.take(ANSWERED)
    capsys.readouterr()

    chat.take(line)

    assert said in capsys.readouterr().out


def test_sources_before_any_question(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    Chat(assistant).take("/sources")

    assert "Nothing was asked yet" in capsys.readouterr().out


def test_new_forgets_the_conversation(assistant: Assistant) -> None:
    chat = Chat(assistant)
    chat.take(ANSWERED)

    chat.take("/new")

    assert chat.history == []
    assert chat.last is None


def test_a_question_that_cannot_be_used_leaves_the_conversation_as_it_was(
    assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = Chat(assistant)

    chat.take("why " * 25_000)

    assert chat.history == []
    assert "characters" in capsys.readouterr().out


def test_a_kept_conversation_is_gone_on_with(settings: Settings) -> None:
    with Assistant.from_texts({"Log": "On 7 May a crane fell. On 8 May a lamp broke."}, settings=settings) as assistant:
        chat = Chat(assistant, conversation="c")
        chat.take("What happened on 7 May?")
        assert chat.resumed == ""
        assert chat.history == []

        again = Chat(assistant, conversation="c")
        assert again.resumed == "What happened on 7 May?"
        assert again.last == chat.last
        again.take("And on 8 May?")
        assert again.last is not None
        assert again.last.standalone_question == "What happened on 8 May?"

        again.take("/new")
        assert again.conversation != "c"
        again.take("What happened on 8 May?")
        assert {one.turns for one in assistant.conversations.list()} == {1, 2}
