from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

from qa.evidence.windows import Piece
from training.examples import Example
from training.followups import FollowUps, asked, cut, followed, leaning, told, understood_turns
from training.reports import Read

PIECES = (Piece("The guard locked the north gate at nine."), Piece("The guard opened the south gate at ten."))


def read(question: str, gold: int) -> Read:
    return Read((Example(question, "", PIECES, ((gold, 0, 9),), frozenset({gold}), True),), ())


NORTH, SOUTH = read("Who locked the north gate?", 0), read("When was the south gate opened by the guard?", 1)


def test_a_question_leans_on_what_was_heard() -> None:
    made = {leaning("What was done to the guard?", "The guard locked it.", random.Random(n)) for n in range(80)}
    assert "What was done to him?" in made
    assert None not in made
    assert leaning("What was done to the pilot?", "The guard locked it.", random.Random(1)) is None


def test_a_question_that_differs_in_one_stretch_is_cut_down_to_it() -> None:
    made = cut("Who locked the south gate?", "Who locked the north gate?", random.Random(1))
    assert made is not None
    assert "south" in made
    assert "locked" not in made
    assert cut("Why did it rain?", "Who locked the north gate?", random.Random(1)) is None


def test_a_follow_up_is_understood_from_the_question_before() -> None:
    made = {followed(SOUTH, [NORTH, SOUTH], random.Random(n)) for n in range(30)} - {None}
    assert made
    assert all(asked(SOUTH) != each for each in made)


def test_a_question_alone_follows_nothing() -> None:
    assert followed(NORTH, [NORTH], random.Random(1)) is None


def test_windows_are_drawn_under_both_questions() -> None:
    turns = {asked(NORTH): "Who locked it? (north gate)"}
    for own, plain in islice(FollowUps([NORTH, SOUTH], turns).drawn(random.Random(3)), 20):
        assert own.question != plain.question
        assert own.pieces == plain.pieces
        assert own.spans == plain.spans


def test_answers_are_their_sentences() -> None:
    assert told(NORTH) == PIECES[0].text
    assert told(Read((), (Example("Who sang?", "", PIECES, (), frozenset(), False),))) == "The document does not say."


def test_train_turns_are_understood_as_the_assistant_does() -> None:
    found = understood_turns([Path("corpus/train/conversations.jsonl")])
    assert len(found) > 100
    assert sum(plain != understood for plain, understood in found.items()) > 100
