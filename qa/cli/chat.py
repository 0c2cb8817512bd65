"""``report-qa chat``: question after question on a terminal, or line after line from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ReportQAError
from qa.answer import Answer, Delta, Event, Understood
from qa.cli.codes import ExitCode
from qa.cli.opening import open_assistant
from qa.cli.show import formatted, printable, show_sources, source_line

if TYPE_CHECKING:
    from index import Settings
    from qa import Assistant

HELP = """\
Type a question. Ctrl-C stops an answer, or leaves when there is none; Ctrl-D leaves.
  /sources     the sources of the last answer
  /sources 2   source 2 in its context
  /new         begin anew; a conversation that is kept stays as it is
  /quit        leave"""


def converse(
    settings: Settings, *, index: Path | None, documents: Sequence[str] | None, conversation: str | None = None
) -> int:
    """Answer questions until the person leaves. With an id, the conversation is kept, or gone on with, under it.

    Raises:
        ReportQAError: the index or the conversation cannot be used.
    """
    with open_assistant(settings, index) as assistant:
        chat = Chat(assistant, documents, conversation)
        interactive = sys.stdin.isatty() and formatted()
        if interactive:
            import readline  # noqa: F401 - gives input() its line editing and history

            say(f"{', '.join(document.title for document in assistant.index.documents)}\n/help lists the commands.\n")
            if chat.resumed:
                say(f"Going on with “{chat.resumed}”.\n")
        while True:
            try:
                line = input("> " if interactive else "").strip()
            except (EOFError, KeyboardInterrupt):
                say()
                return ExitCode.ANSWERED
            except UnicodeDecodeError:
                say("That line is not UTF-8 text.\n")
                continue
            if line in ("/quit", "/exit"):
                return ExitCode.ANSWERED
            if line:
                chat.take(line)


def say(text: str = "", end: str = "\n") -> None:
    """Write to the person at once; a streamed answer must not wait for its line to end."""
    sys.stdout.write(printable(text) + end)
    sys.stdout.flush()


class Chat:
    """A conversation: what was said so far, and what a line typed into it does."""

    def __init__(
        self, assistant: Assistant, documents: Sequence[str] | None = None, conversation: str | None = None
    ) -> None:
        """Begin a conversation, kept nowhere, or the one that is or will be kept under the id `conversation`.

        Raises:
            ConversationError: the id cannot be used, or what is kept cannot be read.
        """
        self.history: list[dict[str, str]] = []
        self.last: Answer | None = None
        self.conversation = conversation
        self.resumed = ""
        """The title of the kept conversation that this one goes on with."""
        self._assistant = assistant
        self._documents = documents
        if conversation is not None and assistant.conversations.has(conversation):
            self.resumed = assistant.conversations.get(conversation).title or conversation
            said = assistant.conversations.turns(conversation, most=1)
            self.last = said[-1].answer if said else None

    def take(self, line: str) -> None:
        """Do what `line` says: a command where it begins with a slash, else a question."""
        command, _, rest = line.partition(" ")
        if command == "/sources":
            self._show_sources(rest.strip())
        elif command == "/new":
            self.history.clear()
            self.last = None
            if self.conversation is not None:
                self.conversation = self._assistant.conversations.create().id
                say(f"A new conversation, kept as {self.conversation}.\n")
            else:
                say("The conversation starts anew.\n")
        elif command == "/help":
            say(HELP + "\n")
        elif command.startswith("/"):
            say(f"There is no command {command}; /help lists them.\n")
        else:
            self.ask(line)

    def ask(self, question: str) -> None:
        """Stream the answer to `question`. Ctrl-C stops it, and then it is no part of the conversation."""
        answer: Answer | None = None
        try:
            with closing(self._stream(question)) as stream:
                for event in stream:
                    match event:
                        case Understood(standalone) if standalone != question:
                            say(f"Understood as: {standalone}")
                        case Delta(text):
                            say(text, end="")
                        case Answer():
                            answer = event
        except KeyboardInterrupt:
            say("\n(stopped)\n")
        except ReportQAError as error:
            say(f"{error}\n")
        if answer is None:
            return
        say()
        show_sources(answer)
        say()
        self.last = answer
        if self.conversation is None:
            self.history += [{"role": "user", "content": question}, {"role": "assistant", "content": answer.text}]

    def _stream(self, question: str) -> Generator[Event, None, None]:
        if self.conversation is not None:
            return self._assistant.stream(question, conversation=self.conversation, documents=self._documents)
        return self._assistant.stream(question, history=list(self.history), documents=self._documents)

    def _show_sources(self, number: str) -> None:
        citations = self.last.citations if self.last else ()
        if not citations:
            say("The last answer has no sources.\n" if self.last else "Nothing was asked yet.\n")
        elif not number:
            say("".join(f"[{one.number}] {source_line(one)}: {one.quote}\n" for one in citations))
        elif number.isdecimal() and 1 <= int(number) <= len(citations):
            citation = citations[int(number) - 1]
            say(f"[{citation.number}] {source_line(citation)}\n{citation.context}\n")
        else:
            say(f"The last answer has no source {number}; it has 1 to {len(citations)}.\n")
