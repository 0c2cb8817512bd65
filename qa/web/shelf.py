"""What happens in the list of conversations and under an answer besides asking: finding, renaming, deleting, rating,
going on.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import gradio as gr

from index.errors import ConversationError
from qa.conversation import Conversations
from qa.conversation.feedback import FeedbackSet, feedback_set
from qa.web.asking import Answering
from qa.web.conversation_html import render_next
from qa.web.events import Handlers
from qa.web.feedback_html import render_told
from qa.web.kept_html import SHOWN, render_list
from qa.web.state import Chat

_log = logging.getLogger(__name__)


class Shelf:
    """The handlers of the list and of what stands under an answer; none of them changes the chat."""

    def __init__(self, assistant: Answering, handlers: Handlers) -> None:
        self._assistant = assistant
        self._handlers = handlers

    def change(self, event: gr.EventData, request: gr.Request) -> str:
        """Do what is wanted with a conversation, if anything, and show the list as it is then."""
        sent = _data(event)
        kept = self._handlers.kept(request)
        search, problem, deleted = str(sent.get("search") or ""), None, None
        named = str(sent.get("conversation") or "")
        try:
            if sent.get("do") == "rename":
                kept.rename(named, str(sent.get("title") or ""))
            elif sent.get("do") == "delete":
                kept.delete(named)
                deleted = named
        except ConversationError as error:
            problem = str(error)
        try:
            found = kept.list(search, limit=SHOWN)
        except ConversationError as error:
            return render_list((), search=search, problem=str(error))
        return render_list(found, search=search, problem=problem, deleted=deleted)

    def rate(self, chat: Chat, event: gr.EventData, request: gr.Request) -> str:
        """Keep what a person thinks of an answer."""
        sent = _data(event)
        turn = chat.turn(str(sent.get("turn")))
        vote, note, count = sent.get("vote") or None, str(sent.get("note") or ""), str(sent.get("count") or "")
        if turn is None or turn.number is None:
            return render_told(str(sent.get("turn")), "This answer is not kept, so it cannot be rated.", "", count)
        try:
            self._handlers.kept(request).rate(chat.conversation, turn.number, vote, note)
        except ConversationError as error:
            return render_told(turn.id, str(error), "", count)
        return render_told(turn.id, None, vote or "", count)

    def follow(self, chat: Chat, event: gr.EventData, request: gr.Request) -> str:
        """Find questions to go on with after the last answer; given up as soon as the visitor asks something."""
        last = chat.turns[-1] if chat.turns else None
        if last is None or last.answer is None or last.id != _data(event).get("turn"):
            return render_next("", ())
        try:
            found = self._assistant.follow_ups(chat.history(whole=True), halt=lambda: self._handlers.busy(request))
        except Exception:  # the page is of use without them
            _log.exception("No follow-up questions could be made")
            found = ()
        return render_next(last.id, found)


def rated(assistant: Answering, kept: Conversations) -> FeedbackSet:
    """Give a person's ratings as a question set, documents by the files that they were read from."""
    documents = {d.id: d.source or d.title for d in assistant.index.documents}
    return feedback_set(kept, documents)


def _data(event: gr.EventData) -> Mapping[str, Any]:
    return event._data if isinstance(event._data, dict) else {}
