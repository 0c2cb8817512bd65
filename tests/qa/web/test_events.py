from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest

from qa import Assistant
from qa.web.asking import Answering
from qa.web.events import Handlers, Shown
from qa.web.state import Chat, Reading
from tests.qa.web.making import Element, read

MINUTES = (
    "Ana Ruiz signed the lease of the hall on May 3.\nThe rent is 900 euros a month.\nNobody objected to the lease."
)


@pytest.fixture(scope="module")
def assistant(settings: Any) -> Iterator[Assistant]:
    with Assistant.from_texts({"Minutes": MINUTES, "Annex": "The hall has two doors."}, settings=settings) as opened:
        yield opened


@pytest.fixture
def handlers(assistant: Assistant) -> Handlers:
    return Handlers(assistant, private=True)


def visit(visitor: str = "me", **query: str) -> gr.Request:
    return cast(
        "gr.Request",
        SimpleNamespace(session_hash=visitor, query_params=query, cookies={}, headers={"host": "localhost"}),
    )


def sent(**data: object) -> gr.EventData:
    return gr.EventData(None, data or None)


def ask(handlers: Handlers, typed: str = "", chat: Chat | None = None, **data: Any) -> list[Shown]:
    return list(handlers.converse(typed, chat or Chat(), Reading(), sent(**data), visit()))


def welcome(handlers: Handlers, **query: str) -> tuple[Chat, str]:
    return list(handlers.welcome(visit(**query)))[-1]


def document_id(assistant: Assistant, title: str) -> str:
    return next(d.id for d in assistant.index.documents if d.title == title)


def turns(shown: Shown) -> list[Element]:
    return read(shown[2]).all("article")


def test_on_arrival_there_are_examples_and_the_first_document(handlers: Handlers, assistant: Assistant) -> None:
    assert read(welcome(handlers)[1]).all("button", "rq-suggestion")
    _, html = handlers.arrive(visit())
    assert read(html).one("div", "rq-reader").attrs["data-document"] == assistant.index.documents[0].id


def test_without_examples_the_page_is_welcoming_still(assistant: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    class Uninspired:
        index = assistant.index
        conversations = assistant.conversations

        def suggestions(self, n: int = 4) -> tuple[str, ...]:
            raise RuntimeError("nothing comes to mind")

    shown = read(welcome(Handlers(cast("Answering", Uninspired())))[1])
    assert shown.one("section", "rq-welcome").all("button") == []
    assert "nothing comes to mind" in caplog.text


def test_a_link_opens_the_source_at_the_cited_sentence(handlers: Handlers, assistant: Assistant) -> None:
    where = document_id(assistant, "Minutes")
    reading, html = handlers.arrive(visit(document=where, start="48", end="78"))
    assert read(html).one("mark", "rq-active").text == "The rent is 900 euros a month."
    assert reading.document_id == where


def test_asking_ends_with_a_cited_answer_and_takes_the_source_there(handlers: Handlers) -> None:
    shown = ask(handlers, "Who signed the lease?")
    assert shown[0][4]["value"] == ""
    assert shown[0][4]["stop_btn"] == "Stop"
    chat, place, _, source, box = shown[-1]
    assert box["submit_btn"] == "Ask"
    assert "value" not in box
    answer = chat.turns[0].answer
    assert answer is not None
    assert answer.status == "answered"
    first = answer.citations[0]
    assert (place.document_id, place.start, place.end, place.number) == (first.document_id, first.start, first.end, 1)
    assert "".join(m.text for m in read(source).all("mark", "rq-active")) == first.quote
    assert turns(shown[-1])[0].all("a", "rq-chip")


def test_an_empty_question_gets_a_hint_and_changes_nothing(handlers: Handlers) -> None:
    ((chat, _, html, _, _),) = ask(handlers, "  \n")
    assert chat.turns == ()
    assert read(html).one("p", "rq-notice").text == "Type a question first."


def test_a_question_that_is_too_long_is_told_so_and_kept(handlers: Handlers) -> None:
    turn = ask(handlers, "x" * 100_000)[-1][0].turns[0]
    assert turn.phase == "failed"
    assert turn.question == "x" * 100_000
    assert "100,000 characters" in (turn.problem or "")


def test_an_example_is_asked_and_what_is_being_typed_stays(handlers: Handlers) -> None:
    shown = ask(handlers, "half a thou", question="Who signed the lease?")
    assert "value" not in shown[0][4]
    assert shown[-1][0].turns[0].question == "Who signed the lease?"


def test_the_last_question_is_asked_again_in_its_place(handlers: Handlers) -> None:
    chat = ask(handlers, "Who signed the lease?")[-1][0]
    again = ask(handlers, chat=chat, at="t1")[-1][0]
    assert [(turn.id, turn.question, turn.phase) for turn in again.turns] == [("t2", "Who signed the lease?", "done")]


def test_an_earlier_question_is_edited_and_later_ones_go(handlers: Handlers) -> None:
    chat = ask(handlers, "Who signed the lease?")[-1][0]
    chat = ask(handlers, "What is the rent?", chat)[-1][0]
    edited = ask(handlers, chat=chat, at="t1", question="Did somebody object?")[-1]
    assert [turn.question for turn in edited[0].turns] == ["Did somebody object?"]
    assert [turn.attrs["data-key"] for turn in turns(edited)] == ["t3"]


@pytest.mark.parametrize("data", [{"question": 3}, {"at": "t9"}, {"at": None}, {"question": ["x"], "at": {}}])
def test_the_browser_can_send_anything(handlers: Handlers, data: dict[str, Any]) -> None:
    assert ask(handlers, **data)[-1][0].turns == ()


def test_following_a_citation_moves_the_source(handlers: Handlers) -> None:
    chat = ask(handlers, "Who signed the lease?")[-1][0]
    answer = chat.turns[0].answer
    assert answer is not None
    c = answer.citations[0]
    event = sent(document=c.document_id, start=str(c.start), end=str(c.end), turn="t1", walk="citations", number="1")
    reading, html = handlers.open(chat, Reading(), event)
    assert (reading.turn, reading.number) == ("t1", 1)
    assert read(html).one("nav", "rq-walk").one("span", "rq-position").text == f"Citation 1 of {len(answer.citations)}"


def test_choosing_a_document_opens_it(handlers: Handlers, assistant: Assistant) -> None:
    _, html = handlers.open(Chat(), Reading(), sent(document=document_id(assistant, "Annex")))
    assert read(html).one("p", "rq-paragraph").text == "The hall has two doors."


def test_a_new_chat_is_empty_and_leaves_the_source_where_it_is(handlers: Handlers, assistant: Assistant) -> None:
    where = document_id(assistant, "Annex")
    chat, place, html, source, _ = handlers.clear(Reading(where, 4, 8, "t1", number=1), visit())
    assert chat.turns == ()
    assert place == Reading(where, 4, 8)
    assert read(html).one("section", "rq-welcome")
    assert read(source).one("mark").text == "hall"


def test_the_api_gives_the_answer_as_plain_data(handlers: Handlers) -> None:
    given = handlers.answer("Who signed the lease?", [{"role": "user", "content": "Hello"}])
    assert given["status"] == "answered"
    assert given["citations"][0]["quote"] in MINUTES


def test_the_api_says_what_is_wrong_in_one_sentence(handlers: Handlers) -> None:
    with pytest.raises(gr.Error, match="empty"):
        handlers.answer("")
