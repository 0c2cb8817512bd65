from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.conversation import KeptTurn
from qa.web.state import Chat, Reading, Turn, read_place
from tests.qa.web.making import answered, cite, document, quoting

LEASE = document("Ana Ruiz signed the lease.")


def test_turns_are_added_and_never_get_an_id_twice() -> None:
    answer = quoting("?", cite(LEASE, "Ana"))
    chat = Chat((answered(answer, "t1"), answered(answer, "t2")), 2).asked("three", at="t2")
    assert [turn.id for turn in chat.turns] == ["t1", "t3"]
    assert chat.asked("four").turns[-1].id == "t4"


def test_editing_an_unknown_turn_adds_one() -> None:
    chat = Chat((answered(quoting("one", cite(LEASE, "Ana"))),), 1)
    assert [turn.question for turn in chat.asked("two", at="t9").turns] == ["one", "two"]


def test_what_came_to_no_answer_goes_with_the_next_question() -> None:
    done = answered(quoting("who?", cite(LEASE, "Ana Ruiz")))
    chat = Chat((done, Turn("t2", "boom", phase="failed", problem="No.")), 2).asked("two")
    assert [turn.question for turn in chat.turns] == ["who?", "two"]


def test_a_stopped_edit_leaves_what_it_was_to_replace() -> None:
    turns = tuple(replace(answered(quoting(f"q{n}", cite(LEASE, "Ana")), f"t{n}"), number=n) for n in (1, 2, 3))
    before = Chat(turns, 3)
    asked = before.asked("edited", at="t2")
    assert [turn.question for turn in asked.turns] == ["q1", "edited"]
    assert asked.turns[-1].replaces == 2
    ended = asked.with_last(replace(asked.turns[-1], phase="stopped")).ended(before)
    assert [turn.question for turn in ended.turns] == ["q1", "q2", "q3", "edited"]
    again = ended.asked("edited", at=ended.turns[-1].id)
    assert [turn.question for turn in again.turns] == ["q1", "edited"]
    assert again.turns[-1].replaces == 2


def test_a_kept_conversation_is_shown_with_votes_and_ids_of_its_own() -> None:
    answer, at = quoting("who?", cite(LEASE, "Ana Ruiz")), datetime.now(UTC)
    chat = Chat.of_kept(
        "c",
        [
            KeptTurn(1, "who?", "who?", answer.text, answer, at, "up", "good"),
            KeptTurn(2, "hello", "hello", "another program's", None, at),
            KeptTurn(3, "and?", "and?", None, None, at),
        ],
        made=4,
    )
    assert [(turn.id, turn.number, turn.phase, turn.vote) for turn in chat.turns] == [
        ("t5", 1, "done", "up"),
        ("t6", 2, "done", None),
        ("t7", 3, "failed", None),
    ]
    assert chat.history(whole=True)[1]["answer"] is answer
    assert chat.history(whole=True)[3] == {"role": "assistant", "content": "another program's"}


def test_history_is_what_was_answered_before_the_last_question() -> None:
    done = answered(quoting("who?", cite(LEASE, "Ana Ruiz")))
    failed = Turn("t2", "boom", phase="failed", problem="No.")
    chat = Chat((done, failed, Turn("t3", "and when?")), 3)
    assert chat.history() == [
        {"role": "user", "content": "who?"},
        {"role": "assistant", "content": "“Ana Ruiz” [1]", "answer": done.answer},
    ]


def test_a_walk_goes_through_the_evidence_until_there_is_an_answer() -> None:
    citation = cite(LEASE, "Ana Ruiz")
    assert Turn("t1", "who?", evidence=(citation,)).walk("citations") == (citation,)
    assert answered(quoting("who?", citation)).walk("citations") == (citation,)
    assert answered(quoting("who?", citation)).walk("considered") == ()


def test_a_link_is_read() -> None:
    sent = {"document": "d", "start": "3", "end": "14", "turn": "t1", "walk": "considered", "number": "2"}
    assert read_place(sent) == Reading("d", 3, 14, turn="t1", walk="considered", number=2)


@pytest.mark.parametrize(
    "wrong", [{"start": "-1"}, {"start": "x"}, {"start": "9"}, {"end": None}, {"end": "9" * 40}, {"end": "²"}]
)
def test_a_link_to_nowhere_opens_the_document_without_a_mark(wrong: dict[str, str]) -> None:
    assert read_place({"document": "d", "start": "3", "end": "5"} | wrong) == Reading("d")


@pytest.mark.parametrize("sent", [{}, {"document": ""}, {"document": 3}, {"document": None, "start": "1"}])
def test_without_a_document_there_is_no_place(sent: dict[str, object]) -> None:
    assert read_place(sent) is None


@given(
    st.dictionaries(
        st.sampled_from(["document", "start", "end", "turn", "walk", "number", "first", "last"]),
        st.none() | st.text() | st.integers() | st.floats() | st.lists(st.integers()),
    )
)
def test_the_browser_can_send_anything(sent: dict[str, object]) -> None:
    place = read_place(sent)
    assert place is None or 0 <= place.start <= place.end
