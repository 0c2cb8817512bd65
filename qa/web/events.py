"""What happens when somebody arrives, asks, stops, follows a citation or opens a conversation: the page's handlers."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, TypeAlias

import gradio as gr

from index.errors import ConversationError, ConversationInvalid, ConversationUnknown, ReportQAError
from qa.conversation import Conversations
from qa.conversation.kept import read_id
from qa.web.asking import Answering, ask
from qa.web.conversation_html import copied, render_chat
from qa.web.running import Runs
from qa.web.state import Chat, Reading, read_place
from qa.web.viewer import render_viewer
from qa.web.visitors import user_of

_log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds that an arriving visitor waits for an answer that was under way when the connection was lost."""

Update: TypeAlias = Any
"""What Gradio takes for a component: its new value, or `gr.update` or `gr.skip`."""
Shown: TypeAlias = tuple[Chat, Reading, Update, Update, Update]
"""New chat, new place, then what the conversation, the source pane and the box for typing show."""


class Handlers:
    """The handlers over one assistant, shared by all visitors; what is a visitor's own is handed in.

    `private`: the page is served for this computer alone, see `user_of`.
    """

    def __init__(self, assistant: Answering, *, private: bool = False) -> None:
        self._assistant = assistant
        self._private = private
        self._runs = Runs()
        self._suggested: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._lock = Lock()

    def kept(self, request: gr.Request) -> Conversations:
        """Give the conversations of whoever makes a request."""
        user = user_of(request.cookies, request.headers, private=self._private)
        return self._assistant.conversations.of(user)

    def busy(self, request: gr.Request) -> bool:
        """Say whether something is being answered for a visitor."""
        return self._runs.busy(_visitor(request))

    def welcome(self, request: gr.Request) -> Iterator[tuple[Chat, str]]:
        """Show the conversation that the address names, else an empty one.

        An answer that was under way when the connection was lost is waited for.
        """
        kept, named = self.kept(request), _named(request)
        chat, hint = self._read(kept, named)
        run = self._runs.of((kept.user, named)) if named else None
        if run is not None:
            yield chat, self._conversation(chat, hint="An answer is still being made.")
            run.wait(PATIENCE)
            chat, hint = self._read(kept, named)
        yield chat, self._conversation(chat, hint=hint)

    def resume(self, chat: Chat, reading: Reading, event: gr.EventData, request: gr.Request) -> Shown:
        """Show another kept conversation instead of the one on the page."""
        named = str((event._data or {}).get("conversation", "")) if isinstance(event._data, dict) else ""
        opened, hint = self._read(self.kept(request), named, made=chat.made)
        if hint is not None:
            return chat, reading, self._conversation(chat, hint=hint), gr.skip(), _box(running=False)
        place = _first_citation(opened, Reading(reading.document_id, reading.start, reading.end))
        return opened, place, self._conversation(opened), self._source(place, opened), _box(running=False)

    def arrive(self, request: gr.Request) -> tuple[Reading, str]:
        """Show the source: the place that the address points to, else the first document from its beginning."""
        asked_for: Mapping[str, object] = dict(request.query_params) if request is not None else {}
        reading = read_place(asked_for) or Reading()
        return reading, self._source(reading, Chat())

    def converse(
        self, typed: str, chat: Chat, reading: Reading, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask what was typed, or what the chat offers: an example, an edited question, the last one once more.

        The questions after an edited one are asked again in their order where that is wanted, else they go.
        """
        sent = event._data if isinstance(event._data, dict) else None
        kept = self.kept(request)
        chat = self._known(chat, kept, request)
        at = chat.turn(str(sent.get("at"))) if sent is not None else None
        question = typed if sent is None else sent.get("question", at.question if at is not None else "")
        if not isinstance(question, str) or not question.strip():
            said = self._conversation(chat, hint="Type a question first.")
            yield chat, reading, said, gr.skip(), gr.skip()
            return
        later = [turn.question for turn in chat.after(at.id)] if at and sent and sent.get("later") == "again" else []
        hint = None
        for place, wanted in enumerate((question, *later)):
            before = chat
            chat = chat.asked(wanted, at=at.id if at is not None and place == 0 else None)
            # What is being typed meanwhile stays: the box is emptied only of what was asked.
            box = _box(running=True, clear=sent is None)
            yield chat, reading, self._conversation(chat, fresh=True), gr.skip(), box
            for now in ask(self._assistant, self._runs, _visitor(request), chat, kept):
                chat = now
                if chat.turns[-1].running:
                    yield chat, reading, self._conversation(chat, fresh=True), gr.skip(), gr.skip()
            if chat.turns[-1].loose:
                chat = chat.ended(before)
                hint = _not_asked(later[place:])
                break
        new = _first_citation(chat, reading)
        source: Update = self._source(new, chat) if new is not reading else gr.skip()
        yield chat, new, self._conversation(chat, hint=hint), source, _box(running=False)

    def stop(self, request: gr.Request) -> None:
        """Stop the answer that is being made."""
        self._runs.stop(_visitor(request))

    def clear(self, reading: Reading, request: gr.Request) -> Shown:
        """Begin a new chat; the source stays where it is."""
        self._runs.stop(_visitor(request))
        chat, place = _new(), Reading(reading.document_id, reading.start, reading.end)
        return chat, place, self._conversation(chat), self._source(place, chat), _box(running=False)

    def open(self, chat: Chat, reading: Reading, event: gr.EventData) -> tuple[Reading, str]:
        """Take the source to where a link points."""
        sent = event._data if isinstance(event._data, dict) else {}
        place = read_place(sent) or reading
        return place, self._source(place, chat)

    def answer(self, question: str, history: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Answer a question from the documents, with citations.

        Args:
            question: as a person would type it.
            history: what was said before, [{"role": "user" or "assistant", "content": "…"}, …]; optional.

        Returns:
            The answer: status, text, statements, citations and the rest of `Answer.to_dict`.
        """
        try:
            return self._assistant.answer(question, history=history).to_dict()
        except ReportQAError as error:
            raise gr.Error(str(error)) from error

    def _read(self, kept: Conversations, named: str, made: int = 0) -> tuple[Chat, str | None]:
        """Read a kept conversation; what is wrong, if anything, is told in a sentence beside an empty one."""
        if not named:
            return _new(), None
        try:
            return Chat.of_kept(read_id(named), kept.read(named), made), None
        except ConversationUnknown:
            gone = None if self._runs.of((kept.user, named)) else "That conversation is not kept here any more."
            return _new(), gone
        except ConversationInvalid:
            return _new(), "The link names no conversation."
        except ConversationError as error:
            return _new(), str(error)

    def _known(self, chat: Chat, kept: Conversations, request: gr.Request) -> Chat:
        """Give the chat that the visitor sees: after a restart of the server that is told by the address alone."""
        return chat if chat.conversation else self._read(kept, _named(request))[0]

    def _conversation(self, chat: Chat, *, fresh: bool = False, hint: str | None = None) -> str:
        copies = {turn.id: copied(turn.answer) for turn in chat.turns if turn.answer is not None}
        titles = () if chat.turns else tuple(document.title for document in self._assistant.index.documents)
        suggestions = () if chat.turns else self._suggestions()
        return render_chat(chat, titles, suggestions, copies, only_last=fresh, hint=hint)

    def _source(self, reading: Reading, chat: Chat) -> str:
        return render_viewer(reading, self._assistant.index.documents, chat.turn(reading.turn))

    def _suggestions(self) -> tuple[str, ...]:
        """Give the example questions, made once for the documents at hand."""
        at_hand = tuple(document.id for document in self._assistant.index.documents)
        with self._lock:
            if self._suggested is None or self._suggested[0] != at_hand:
                try:
                    self._suggested = (at_hand, self._assistant.suggestions())
                except Exception:  # the page is of use without examples, and asking will tell what is wrong
                    _log.exception("No example questions could be made")
                    return ()
            return self._suggested[1]


def _new() -> Chat:
    return Chat(conversation=secrets.token_hex(8))


def _named(request: gr.Request) -> str:
    return str(request.query_params.get("conversation", "") or "")


def _not_asked(questions: list[str]) -> str | None:
    """Name the questions that were to be asked again and were not; they are kept no more."""
    return f"Not asked again: {' · '.join(questions)}" if questions else None


def _first_citation(chat: Chat, reading: Reading) -> Reading:
    turn = chat.turns[-1] if chat.turns else None
    if turn is None or turn.answer is None or not turn.answer.citations:
        return reading
    first = turn.answer.citations[0]
    return Reading(first.document_id, first.start, first.end, turn=turn.id, number=first.number)


def _visitor(request: gr.Request) -> str:
    return str(request.session_hash)


def _box(*, running: bool, clear: bool = False) -> Update:
    buttons: dict[str, Any] = {"submit_btn": False if running else "Ask", "stop_btn": "Stop" if running else False}
    return gr.update(value="", **buttons) if clear else gr.update(**buttons)
