from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.state import Chat, Reading, Turn, read_place
from tests.qa.web.making import answered, cite, document, quoting

LEASE = document("Ana Ruiz signed the lease.")


def test_turns_are_added_and_never_get_an_id_twice() -> None:
    chat = Chat().asked("one").asked("two").asked("three", at="t2")
    assert [(turn.id, turn.question) for turn in chat.turns] == [("t1", "one"), ("t3", "three")]
    assert chat.asked("four").turns[-1].id == "t4"


def test_editing_an_unknown_turn_adds_one() -> None:
    assert [turn.question for turn in Chat().asked("one").asked("two", at="t9").turns] == ["one", "two"]


def test_what_was_running_is_stopped_by_the_next_question() -> None:
    assert [turn.phase for turn in Chat().asked("one").asked("two").turns] == ["stopped", "searching"]


def test_history_is_what_was_answered_before_the_last_question() -> None:
    done = answered(quoting("who?", cite(LEASE, "Ana Ruiz")))
    failed = Turn("t2", "boom", phase="failed", problem="No.")
    chat = Chat((done, failed, Turn("t3", "and when?")), 3)
    assert chat.history() == [
        {"role": "user", "content": "who?"},
        {"role": "assistant", "content": "“Ana Ruiz” [1]"},
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
