from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from eval.conversations import asked_before, asked_until, earlier_lines, openings, turn_number
from eval.question_set import Question
from tests.eval.making import question, said

TALKS = st.lists(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=5), min_size=1, max_size=4)


def lines(document: str, asked: list[str], answers: str) -> list[Question]:
    """Make the lines of a conversation, whose answers nobody looks at."""
    made = []
    for number, text in enumerate(asked):
        before = said(*(each for earlier in asked[:number] for each in (earlier, answers)))
        made.append(question("not_in_documents", document=document, question=text, history=before))
    return made


def test_turns_are_counted_by_what_the_user_said() -> None:
    greeted = (*said("Hello"), *said("Who?", "Ana."))
    assert [turn_number(question(history=history)) for history in ((), said("Who?", "Ana."), greeted)] == [1, 2, 3]


def test_lines_are_joined_by_what_was_asked_of_a_document() -> None:
    first, second, third = lines("a.txt", ["Who?", "When?", "Why?"], "Ana.")
    spaced = second.model_copy(update={"history": said("Who? ", "Nobody says."), "id": "other"})
    assert earlier_lines([first, spaced, third]) == [(), (0,), (0, 1)]
    assert earlier_lines([first, third]) == [(), (0, None)], "a turn that is no line"
    assert earlier_lines([second, first]) == [(None,), ()], "only lines before"
    assert earlier_lines([first.model_copy(update={"document": "b.txt"}), second]) == [(), (None,)]
    assert earlier_lines([first.model_copy(update={"question": "who?"}), second]) == [(), (None,)]


@given(TALKS, st.randoms(use_true_random=False))
def test_conversations_are_found_again_however_their_lines_are_mixed(talks: list[list[str]], chance: Random) -> None:
    waiting = [lines(f"{number}.txt", asked, "?") for number, asked in enumerate(talks)]
    mixed: list[Question] = []
    while waiting:
        talk = chance.choice(waiting)
        mixed.append(talk.pop(0))
        waiting = [each for each in waiting if each]
    for each, earlier in zip(mixed, earlier_lines(mixed), strict=True):
        turns = [mixed[place] for place in earlier if place is not None]
        assert len(turns) == len(earlier) == turn_number(each) - 1
        assert {turn.document for turn in turns} <= {each.document}
        assert tuple(turn.question for turn in turns) == asked_before(each)
        assert [asked_until(turn) for turn in turns] == [asked_until(each)[:end] for end in range(1, len(turns) + 1)]


def test_only_what_goes_on_is_opened() -> None:
    first, second = lines("a.txt", ["Who?", "When?"], "Ana.")
    assert openings([first, question(question="Lone?")]) == frozenset()
    assert openings([second]) == {("a.txt", "Who?")}
