from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest

from qa import Assistant
from qa.conversation import Conversations
from qa.web.events import Handlers
from qa.web.shelf import Shelf, rated
from qa.web.state import Chat, Reading
from tests.qa.web.making import Element, read

MINUTES = (
    "Ana Ruiz signed the lease of the hall on May 3.\nThe rent is 900 euros a month.\nNobody objected to the lease.\n"
    "On May 4 the roof of the hall burned, the fire brigade said."
)


@pytest.fixture
def assistant(settings: Any) -> Iterator[Assistant]:
    with Assistant.from_texts({"Minutes": MINUTES}, settings=settings) as opened:
        yield opened


@pytest.fixture
def handlers(assistant: Assistant) -> Handlers:
    return Handlers(assistant, private=True)


@pytest.fixture
def shelf(assistant: Assistant, handlers: Handlers) -> Shelf:
    return Shelf(assistant, handlers)


def visit(**query: str) -> gr.Request:
    request = SimpleNamespace(session_hash="me", query_params=query, cookies={}, headers={"host": "localhost"})
    return cast("gr.Request", request)


def sent(**data: object) -> gr.EventData:
    return gr.EventData(None, data or None)


def asked(handlers: Handlers, question: str, chat: Chat | None = None, **data: object) -> Chat:
    given = {"question": question, **data}
    return list(handlers.converse("", chat or Chat(conversation="c"), Reading(), sent(**given), visit()))[-1][0]


def titles(html: str) -> list[str]:
    return [title.text for title in read(html).all("span", "rq-kept-title")]


def test_what_is_asked_is_listed_found_renamed_and_deleted(shelf: Shelf, handlers: Handlers) -> None:
    asked(handlers, "Who signed the lease?")
    asked(handlers, "What is the rent?", Chat(conversation="d"))
    assert titles(shelf.change(sent(), visit())) == ["What is the rent?", "Who signed the lease?"]
    assert titles(shelf.change(sent(search="signed"), visit())) == ["Who signed the lease?"]
    renamed = shelf.change(sent(do="rename", conversation="c", title="The lease"), visit())
    assert titles(renamed) == ["What is the rent?", "The lease"]
    deleted = shelf.change(sent(do="delete", conversation="c"), visit())
    assert titles(deleted) == ["What is the rent?"]
    assert read(deleted).one("div", "rq-shelf").attrs["data-deleted"] == "c"


@pytest.mark.parametrize(
    "data", [{"do": "rename"}, {"do": "delete", "conversation": "x"}, {"do": "rename", "title": 3}]
)
def test_what_cannot_be_done_is_said_above_the_list(shelf: Shelf, handlers: Handlers, data: dict[str, object]) -> None:
    asked(handlers, "Who signed the lease?")
    shown = shelf.change(sent(**data), visit())
    assert titles(shown) == ["Who signed the lease?"]
    assert read(shown).one("p", "rq-notice").text


def test_a_damaged_file_is_one_sentence_in_the_list_and_beside_the_answer(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_bytes(b"no database at all, but long enough")
    broken = Assistant(assistant.index, conversations=Conversations(tmp_path / "kept.db"))
    handlers = Handlers(broken, private=True)
    assert "is damaged" in read(Shelf(broken, handlers).change(sent(), visit())).one("p", "rq-notice").text
    turn = asked(handlers, "Who signed the lease?").turns[-1]
    assert turn.answer is not None
    assert "is damaged" in (turn.unkept or "")
    *_, (chat, html) = handlers.welcome(visit(conversation="c"))
    assert chat.turns == ()
    assert "is damaged" in read(html).one("p", "rq-notice").text


def test_an_answer_is_rated_and_the_vote_is_there_when_it_is_opened(
    shelf: Shelf, handlers: Handlers, assistant: Assistant
) -> None:
    chat = asked(handlers, "Who signed the lease?")
    assert read(shelf.rate(chat, sent(turn="t1", vote="up", note="good"), visit())).text == "Noted."
    *_, (opened, _) = handlers.welcome(visit(conversation="c"))
    assert [(turn.vote, turn.note) for turn in opened.turns] == [("up", "good")]
    made = rated(assistant, assistant.conversations)
    assert '"Who signed the lease?"' in made.questions
    assert '"good"' in made.notes


@pytest.mark.parametrize("data", [{}, {"turn": "t9", "vote": "up"}, {"turn": "t1", "vote": "great"}])
def test_what_cannot_be_rated_is_said(shelf: Shelf, handlers: Handlers, data: dict[str, object]) -> None:
    told = read(shelf.rate(asked(handlers, "Who signed the lease?"), sent(**data), visit())).one("p")
    assert "data-failed" in told.attrs


def test_follow_ups_are_given_for_the_last_answer_alone(shelf: Shelf, handlers: Handlers) -> None:
    chat = asked(handlers, "Who signed the lease?")
    assert follow(shelf, chat, "t1").attrs["data-next"] == "t1"
    assert follow(shelf, chat, "t0").attrs["data-next"] == ""
    assert follow(shelf, Chat(), "t1").attrs["data-next"] == ""


def follow(shelf: Shelf, chat: Chat, turn: str) -> Element:
    return read(shelf.follow(chat, sent(turn=turn), visit())).one("div")


def test_an_edited_question_is_kept_in_its_place_and_the_later_ones_asked_again(
    handlers: Handlers, assistant: Assistant
) -> None:
    chat = asked(handlers, "Who signed the lease?")
    chat = asked(handlers, "What is the rent?", chat)
    chat = asked(handlers, "Did somebody object?", chat, at="t1", later="again")
    assert [turn.question for turn in chat.turns] == ["Did somebody object?", "What is the rent?"]
    chat = asked(handlers, "Who signed the lease?", chat, at=chat.turns[0].id, later="drop")
    assert [turn.question for turn in assistant.conversations.read("c")] == ["Who signed the lease?"]
    assert [turn.number for turn in chat.turns] == [1]


def test_after_a_restart_the_address_tells_what_is_gone_on_with(handlers: Handlers, assistant: Assistant) -> None:
    asked(handlers, "Who signed the lease?")
    shown = list(
        handlers.converse("And the rent?", Chat(), Reading(), gr.EventData(None, None), visit(conversation="c"))
    )
    assert [turn.question for turn in shown[-1][0].turns] == ["Who signed the lease?", "And the rent?"]
    assert len(assistant.conversations.read("c")) == 2


def test_another_conversation_is_opened_and_an_unknown_one_leaves_the_page_as_it_is(handlers: Handlers) -> None:
    asked(handlers, "What is the rent?")
    other = asked(handlers, "Who signed the lease?", Chat(conversation="d"))
    opened = handlers.resume(other, Reading(), sent(conversation="c"), visit())
    assert [(turn.id, turn.question) for turn in opened[0].turns] == [("t2", "What is the rent?")]
    assert opened[1].turn == "t2"
    still, _, html, *_ = handlers.resume(other, Reading(), sent(conversation="x"), visit())
    assert still is other
    assert "not kept here any more" in read(html).one("p", "rq-notice").text
