"""``report-qa ask``: one question, one answer, one exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from index.errors import QuestionError
from qa.cli.codes import OF_STATUS
from qa.cli.opening import open_assistant
from qa.cli.show import show_answer

if TYPE_CHECKING:
    from index import Settings


def ask_once(
    settings: Settings,
    words: Sequence[str],
    *,
    index: Path | None,
    documents: Sequence[str] | None,
    history: Path | None,
    as_json: bool,
) -> int:
    """Ask the question that `words` spell, print the answer and give the exit code that tells its status."""
    question = _read_question(words)
    turns = _read_history(history) if history else None
    with open_assistant(settings, index) as assistant:
        answer = assistant.answer(question, history=turns, documents=documents)
    if as_json:
        # An encoding that cannot hold every character gets JSON's own escapes instead of question marks.
        plain_ascii = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
        typer.echo(json.dumps(answer.to_dict(), ensure_ascii=plain_ascii, indent=2))
    else:
        show_answer(answer)
    return OF_STATUS[answer.status]


def _read_question(words: Sequence[str]) -> str:
    if list(words) != ["-"]:
        return " ".join(words)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise QuestionError("The question on standard input is not UTF-8 text; convert it and ask again.") from error


def _read_history(path: Path) -> Any:  # what it holds is checked with the question
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise QuestionError(f"The history {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # not JSON, or not UTF-8
        raise QuestionError(f"The history {path} is not JSON: {error}.") from error
