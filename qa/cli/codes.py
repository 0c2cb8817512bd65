"""The exit codes that scripts can rely on."""

from __future__ import annotations

from enum import IntEnum

from qa.answer import Status


class ExitCode(IntEnum):
    """How a command ended. ``report-qa ask`` tells the answer's status by it."""

    ANSWERED = 0
    """The question was answered, or the command did what it is for."""
    ERROR = 1
    """Something went wrong; one sentence on standard error says what."""
    USAGE = 2
    """The command was called in a way it does not understand."""
    NOT_IN_DOCUMENTS = 3
    NEEDS_CLARIFICATION = 4
    NO_QUESTION = 5
    """What was typed asks nothing (thanks, a greeting)."""
    INTERRUPTED = 130
    """Ctrl-C."""


OF_STATUS: dict[Status, ExitCode] = {
    "answered": ExitCode.ANSWERED,
    "not_in_documents": ExitCode.NOT_IN_DOCUMENTS,
    "needs_clarification": ExitCode.NEEDS_CLARIFICATION,
    "no_question": ExitCode.NO_QUESTION,
}


class Interrupted(Exception):
    """Ctrl-C; the message says what became of the work, empty where a person was told already."""
