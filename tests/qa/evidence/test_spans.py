from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.spans import open_actor, short_answers, type_fit
from qa.question.intent import Kind


def said(kind: Kind, question: str, sentence: str) -> list[str]:
    return [sentence[piece.start : piece.end] for piece in short_answers(kind, question, sentence)]


@pytest.mark.parametrize(
    ("kind", "question", "sentence", "expected"),
    [
        ("when", "When did it sink?", "The ferry sank on 3 May 2021 near Halden.", "3 May 2021"),
        ("when", "When was it?", "The train left at 14:40 from Halden.", "at 14:40"),
        ("how-many", "How many hurt?", "On July 4 three men were hurt.", "three"),
        ("how-many", "What did it cost?", "Repairs cost $4.5 million.", "$4.5 million"),
        ("where", "Where did it sink?", "The ferry sank near Halden.", "Halden"),
        ("who", "Who was it hit by?", "The gate was hit by someone.", "someone"),
        ("why", "Why was it shut?", "The lift was shut because of wind.", "wind"),
    ],
)
def test_the_short_answer_is_among_the_pieces(kind: Kind, question: str, sentence: str, expected: str) -> None:
    assert expected in said(kind, question, sentence)


def test_what_the_question_says_is_no_answer() -> None:
    assert said("when", "What happened on 3 May?", "On 3 May it rained.") == []


def test_a_date_is_not_a_number_of_things() -> None:
    assert type_fit("how-many", "How many boats sank?", "On July 4 boats sank.") == 0.0


@given(st.sampled_from(get_args(Kind)), st.text(max_size=100), st.text(max_size=300))
def test_pieces_lie_within_the_sentence_and_apart(kind: Kind, question: str, sentence: str) -> None:
    pieces = sorted(short_answers(kind, question, sentence), key=lambda piece: piece.start)
    assert all(0 <= piece.start < piece.end <= len(sentence) for piece in pieces)
    assert all(left.end <= right.start for left, right in pairwise(pieces))


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        ("The store was robbed by someone.", True),
        ("A boat of unknown affiliation fired.", True),
        ("Unidentified gunmen fled.", True),
        ("The store was robbed by Lenz.", False),
    ],
)
def test_accounts_that_leave_the_actor_open_are_known(sentence: str, is_open: bool) -> None:
    assert open_actor(sentence) is is_open
