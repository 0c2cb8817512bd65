"""What happens when somebody asks, stops, follows a citation or opens a link: the page's handlers."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, TypeAlias

import gradio as gr

from index.errors import ReportQAError
from qa.web.asking import Answering, ask
from qa.web.conversation_html import copied, render_chat
from qa.web.running import Runs
from qa.web.state import Chat, Reading, read_place
from qa.web.viewer import render_viewer

_log = logging.getLogger(__name__)

Update: TypeAlias = Any
"""What Gradio takes for a component: its new value, or `gr.update` or `gr.skip`."""
Shown: TypeAlias = tuple[Chat, Reading, Update, Update, Update]
"""New chat, new place, then what the conversation, the source pane and the box for typing show."""


class Handlers:
    """The handlers over one assistant, shared by all visitors; what is a visitor's own is handed in."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._runs = Runs()
        self._suggested: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._lock = Lock()

    def welcome(self, chat: Chat) -> str:
        """Show the chat, as on arrival."""
        return self._conversation(chat)

    def arrive(self, request: gr.Request) -> tuple[Reading, str]:
        """Show the source: the place that the address points to, else the first document from its beginning."""
        asked_for: Mapping[str, object] = dict(request.query_params) if request is not None else {}
        reading = read_place(asked_for) or Reading()
        return reading, self._source(reading, Chat())

    def converse(
        self, typed: str, chat: Chat, reading: Reading, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask what was typed, or what the chat offers: an example, an edited question, the last one once more."""
        sent = event._data if isinstance(event._data, dict) else None
        at = chat.turn(str(sent.get("at"))) if sent is not None else None
        question = typed if sent is None else sent.get("question", at.question if at is not None else "")
        if not isinstance(question, str) or not question.strip():
            said = self._conversation(chat, hint="Type a question first.")
            yield chat, reading, said, gr.skip(), gr.skip()
            return
        chat = chat.asked(question, at=at.id if at is not None else None)
        # What is being typed meanwhile stays: the box is emptied only of what was asked.
        yield chat, reading, self._conversation(chat, fresh=True), gr.skip(), _box(running=True, clear=sent is None)
        for now in ask(self._assistant, self._runs, _visitor(request), chat):
            chat = now
            if chat.turns[-1].running:
                yield chat, reading, self._conversation(chat, fresh=True), gr.skip(), gr.skip()
        place = _first_citation(chat, reading)
        source: Update = self._source(place, chat) if place is not reading else gr.skip()
        yield chat, place, self._conversation(chat), source, _box(running=False)

    def stop(self, request: gr.Request) -> None:
        """Stop the answer that is being made."""
        self._runs.stop(_visitor(request))

    def clear(self, reading: Reading, request: gr.Request) -> Shown:
        """Begin a new chat; the source stays where it is."""
        self._runs.stop(_visitor(request))
        chat, place = Chat(), Reading(reading.document_id, reading.start, reading.end)
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


def _first_citation(chat: Chat, reading: Reading) -> Reading:
    turn = chat.turns[-1]
    if turn.answer is None or not turn.answer.citations:
        return reading
    first = turn.answer.citations[0]
    return Reading(first.document_id, first.start, first.end, turn=turn.id, number=first.number)


def _visitor(request: gr.Request) -> str:
    return str(request.session_hash)


def _box(*, running: bool, clear: bool = False) -> Update:
    buttons: dict[str, Any] = {"submit_btn": False if running else "Ask", "stop_btn": "Stop" if running else False}
    return gr.update(value="", **buttons) if clear else gr.update(**buttons)
