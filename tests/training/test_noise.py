"""Worsened sentences keep their answers in place."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.windows import Piece
from training.examples import Example
from training.noise import HEAVY, LIGHT, Degree, respelled, worsened, worsened_text

TEXT = 'On May 3, the "Harun" brigade attacked a depot at the port of Mersa, officials said.'
CLEAN = Degree(0, 0, 0, 0, 0, 0)


def test_nothing_changes_without_noise() -> None:
    assert worsened_text(TEXT, [(11, 32)], {}, CLEAN, random.Random(0)) == (TEXT, [(11, 32)])


def test_articles_go_and_the_answer_stays() -> None:
    start = TEXT.index("port of Mersa")
    made, spans = worsened_text(
        TEXT, [(start, start + len("port of Mersa"))], {}, Degree(1, 0, 0, 0, 0, 0), random.Random(0)
    )
    assert made == 'On May 3, "Harun" brigade attacked depot at port of Mersa, officials said.'
    assert [made[first:last] for first, last in spans] == ["port of Mersa"]


def test_names_are_spelt_otherwise_in_all_sentences_alike() -> None:
    example = Example(
        "Who came?", "", (Piece("Karim Haidar came."), Piece("So Haidar left.")), ((0, 0, 12),), frozenset({0}), True
    )
    for seed in range(200):
        changed = worsened(example, random.Random(seed))
        spelt = {word for piece in changed.pieces for word in piece.text.rstrip(".").split() if word.startswith("Ha")}
        assert len(spelt) <= 1
        for number, start, end in changed.spans:
            assert changed.pieces[number].text[start:end].startswith("Kar")
    assert respelled("Haidar", random.Random(1)) != "Haidar"


@given(
    st.lists(st.sampled_from(["the", "a", "in", "raid", "Karim", "Mayor,", "left", "12", '"we', 'go"']), max_size=25),
    st.integers(0, 10_000),
    st.data(),
)
def test_answers_lie_within_and_are_trimmed(words: list[str], seed: int, data: st.DataObject) -> None:
    text = " ".join(words)
    places = []
    if words:
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        start = len(" ".join(words[:first])) + bool(first)
        places = [(start, start + len(" ".join(words[first : last + 1])))]
    for degree in (LIGHT, HEAVY):
        made, spans = worsened_text(text, places, {"Karim": "Kareem"}, degree, random.Random(seed))
        assert len(spans) <= len(places)
        for start, end in spans:
            assert 0 <= start < end <= len(made)
            assert made[start:end] == made[start:end].strip()
