from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ConversationInvalid
from qa.conversation import Conversations
from qa.conversation.export import read_json
from qa.question.contextualise import Turn
from tests.qa.conversation.making import answer, cited


def test_markdown_has_questions_answers_and_numbered_sources(kept: Conversations) -> None:
    kept.add("c", answer("Who signed\nthe *lease*?"))
    kept.add(
        "c",
        answer(
            "And the rent?",
            "900 euros [1]",
            standalone_question="What is the rent?",
            citations=(replace(cited(1, "The rent is 900 euros [a month]."), page=3),),
            notes=("The rent may have changed.",),
        ),
    )
    assert kept.export("c") == (
        "# Who signed the \\*lease\\*?\n\n"
        "## 1. Who signed the \\*lease\\*?\n\n"
        "**Ana Ruiz** [1]\n\n"
        "Sources:\n\n"
        "- \\[1\\] minutes.txt, characters 0–42: “The lease was signed by Ana Ruiz on 3 May.”\n\n"
        "## 2. And the rent?\n\n"
        "*Understood as: What is the rent?*\n\n"
        "900 euros [1]\n\n"
        "The rent may have changed.\n\n"
        "Sources:\n\n"
        "- \\[1\\] minutes.txt, page 3, characters 43–75: “The rent is 900 euros \\[a month\\].”\n"
    )


def test_json_is_read_back_whole(kept: Conversations) -> None:
    kept.add("c", answer())
    kept.add("c", answer("And „wann“?"))
    kept.rate("c", 2, "down", "Not this.")
    kept.add_messages("c", [Turn("user", "Thanks"), Turn("assistant", "Any time.")])
    assert read_json(kept.export("c", "json")) == (kept.get("c"), kept.read("c"))


def test_an_empty_conversation_is_exported(kept: Conversations) -> None:
    empty = kept.create().id
    assert kept.export(empty) == "# Conversation\n"
    assert read_json(kept.export(empty, "json"))[1] == ()


def test_there_are_two_formats(kept: Conversations) -> None:
    kept.add("c", answer())
    with pytest.raises(ConversationInvalid, match="markdown or json"):
        kept.export("c", "pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"format_version": 1}', '{"format_version": 2}', '"x"'])
def test_what_is_no_export_is_told(text: str) -> None:
    with pytest.raises(ConversationInvalid, match="export"):
        read_json(text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(key=st.sampled_from(["turns", "created", "id", "title"]), value=_JSON)
def test_whatever_stands_in_an_export_only_our_error_comes_out(key: str, value: object) -> None:
    data = {"format_version": 1, "id": "c", "title": "t", "created": "2024-01-01", "changed": "2024-01-01", "turns": []}
    try:
        conversation, turns = read_json(json.dumps({**data, key: value}))
    except ConversationInvalid:
        return
    assert isinstance(conversation.id, str)
    assert isinstance(conversation.title, str)
    assert turns == ()


@given(key=st.sampled_from(["number", "question", "text", "answer", "at", "vote", "note"]), value=_JSON)
def test_whatever_stands_in_a_turn_only_our_error_comes_out(key: str, value: object) -> None:
    with_turn = Conversations()
    with_turn.add("c", answer())
    data = json.loads(with_turn.export("c", "json"))
    with_turn.close()
    data["turns"][0][key] = value
    try:
        (turn,) = read_json(json.dumps(data))[1]
    except ConversationInvalid:
        return
    assert isinstance(turn.number, int)
    assert turn.vote in ("up", "down", None)
