from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from qa import Assistant
from qa.web.downloads import add_downloads
from qa.web.visitors import COOKIE, VisitorCookie

ANA = {"cookie": f"{COOKIE}={'a' * 32}"}
BEN = {"cookie": f"{COOKIE}={'b' * 32}"}


@pytest.fixture(scope="module")
def client(settings: Any) -> Iterator[TestClient]:
    with Assistant.from_texts({"Minutes": "Ana Ruiz signed the lease on May 3."}, settings=settings) as assistant:
        user = f"browser:{'a' * 32}"
        assistant.answer("Who signed the lease?", conversation="c 1", user=user)
        assistant.conversations.of(user).rate("c 1", 1, "up", "good")
        app = FastAPI()
        app.add_middleware(VisitorCookie)
        add_downloads(app, assistant, private=False)
        app.add_route("/", lambda request: __import__("starlette.responses").responses.PlainTextResponse("page"))
        yield TestClient(app)


def test_a_conversation_is_downloaded_by_its_owner(client: TestClient) -> None:
    given = client.get("/export/c%201.md", headers=ANA)
    assert given.headers["content-disposition"] == 'attachment; filename="conversation.md"'
    assert given.text.startswith("# Who signed the lease?")
    assert json.loads(client.get("/export/c%201.json", headers=ANA).text)["id"] == "c 1"


@pytest.mark.parametrize("headers", [BEN, {}])
def test_others_get_nothing_of_it(client: TestClient, headers: dict[str, str]) -> None:
    client.cookies.clear()
    given = client.get("/export/c%201.md", headers=headers)
    assert given.status_code == 404
    assert "Ana" not in given.text
    assert client.get("/feedback/questions.jsonl", headers=headers).text == ""


def test_there_are_no_other_formats(client: TestClient) -> None:
    assert client.get("/export/c%201.html", headers=ANA).status_code == 404


def test_ratings_are_downloaded_as_a_question_set_with_notes_beside(client: TestClient) -> None:
    line = json.loads(client.get("/feedback/questions.jsonl", headers=ANA).text)
    assert line["question"] == "Who signed the lease?"
    assert json.loads(client.get("/feedback/notes.jsonl", headers=ANA).text)["note"] == "good"


def test_a_browser_gets_a_cookie_of_its_own_once_and_no_script_reads_it(client: TestClient) -> None:
    client.cookies.clear()
    first = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in first
    assert "SameSite=Lax" in first
    assert "set-cookie" not in client.get("/").headers
    client.cookies.clear()
    assert client.get("/").headers["set-cookie"] != first
