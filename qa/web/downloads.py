"""What can be taken away from the page: a conversation as Markdown or JSON, ratings as a question set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from index.errors import ConversationError, ConversationsUnusable
from qa.web.asking import Answering
from qa.web.visitors import user_of

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from qa.conversation import Conversations

_FORMATS: Final[dict[str, tuple[Literal["markdown", "json"], str]]] = {
    "md": ("markdown", "text/markdown"),
    "json": ("json", "application/json"),
}


def add_downloads(app: FastAPI, assistant: Answering, *, private: bool) -> None:
    """Add the addresses of downloads to a web application; each gives only what is its visitor's own.

    ``export/ID.md``, ``export/ID.json``, ``feedback/questions.jsonl``, ``feedback/notes.jsonl``.
    """

    def export(request: Request) -> Response:
        conversation, ending = request.path_params["conversation"], request.path_params["ending"]
        if ending not in _FORMATS:
            return _said("There is no such format; choose md or json.", 404)
        form, kind = _FORMATS[ending]
        try:
            text = _kept(assistant, request, private).export(conversation, form)
        except ConversationError as error:
            return _refused(error)
        return _file(text, f"conversation.{ending}", kind)

    def feedback(request: Request) -> Response:
        from qa.web.shelf import rated

        try:
            made = rated(assistant, _kept(assistant, request, private))
        except ConversationError as error:
            return _refused(error)
        notes = request.path_params["which"] == "notes"
        name = "feedback-notes.jsonl" if notes else "feedback.jsonl"
        return _file(made.notes if notes else made.questions, name, "application/jsonl")

    app.add_route("/export/{conversation}.{ending}", export, include_in_schema=False)
    app.add_route("/feedback/{which}.jsonl", feedback, include_in_schema=False)


def _kept(assistant: Answering, request: Request, private: bool) -> Conversations:
    return assistant.conversations.of(user_of(request.cookies, request.headers, private=private))


def _file(text: str, name: str, kind: str) -> Response:
    from starlette.responses import Response

    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(text.encode("utf-8", "replace"), media_type=f"{kind}; charset=utf-8", headers=headers)


def _refused(error: ConversationError) -> Response:
    return _said(str(error), 503 if isinstance(error, ConversationsUnusable) else 404)


def _said(words: str, status: int) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(words, status)
