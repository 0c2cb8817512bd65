from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.evidence.decode import LONGEST_SPAN, FoundSpan, PieceReading, read_pieces, together
from qa.evidence.model import WindowLogits
from qa.evidence.windows import Piece, Window, WindowMaker
from tests.qa.evidence.making import TEXTS, check_reading, guessed


def silent(window: Window) -> WindowLogits:
    """Say of a window that nothing is there."""
    low = np.full(len(window), -9.0, np.float32)
    return WindowLogits(low.copy(), low.copy(), low.copy(), low.copy(), -9.0)


def pointed(maker: WindowMaker, text: str, start: int, end: int) -> PieceReading:
    """Read a text of which the model says that the tokens from `start` to before `end` are the answer and an item."""
    (window,) = maker.windows("Who?", "", [Piece(text)])
    tokens = np.flatnonzero(window.piece == 0)
    told = silent(window)
    told.start[tokens[start]] = told.end[tokens[end - 1]] = 5
    told.inside[tokens[start:end]] = 2
    return read_pieces([text], [window], [told])[0]


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=6), TEXTS, st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_spans_are_whole_words_of_their_piece_and_do_not_overlap(
    maker: WindowMaker, texts: list[str], question: str, times: int, seed: int
) -> None:
    texts = [text * times for text in texts]
    windows = list(maker.windows(question, "", [Piece(text) for text in texts]))
    readings = read_pieces(texts, windows, guessed(windows, seed))
    assert len(readings) == len(texts)
    for text, reading in zip(texts, readings, strict=True):
        check_reading(text, reading)


def test_no_span_ends_before_an_owner_s_mark_or_within_a_compound(maker: WindowMaker) -> None:
    text = "The harbour guild's boats were hit by a bomb-laden drone."
    (window,) = maker.windows("Who?", "", [Piece(text)])
    tokens = np.flatnonzero(window.piece == 0)
    words = [text[window.starts[at] : window.ends[at]] for at in tokens]
    told = silent(window)
    told.start[tokens[words.index("harbour")]] = told.end[tokens[words.index("guild")]] = 5
    told.end[tokens[words.index("boats")]] = 3
    assert text[slice(*_first(text, window, told))] == "harbour guild's boats"
    told = silent(window)
    told.start[tokens[words.index("laden")]] = told.end[tokens[words.index("drone")]] = 5
    told.start[tokens[words.index("bomb")]] = 3
    assert text[slice(*_first(text, window, told))] == "bomb-laden drone"


def _first(text: str, window: Window, told: WindowLogits) -> tuple[int, int]:
    span = read_pieces([text], [window], [told])[0].spans[0]
    return span.start, span.end


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("It was Ana Ruiz who signed.", 2, 4, "Ana Ruiz"),
        ("She came from Mayadin.", 3, 6, "Mayadin"),  # may ##adi ##n, of which the model says only the beginning
        ("She came from Mayadin.", 4, 5, "Mayadin"),
        ("Signed by Ana Ruiz.", 2, 5, "Ana Ruiz"),
        ("Signed by the U.S. command.", 3, 7, "U.S."),
        ("It opened at 5 p.m.", 3, 7, "5 p.m."),  # the stop that ends the sentence is the word's own, too
        ("It opened at 5 p.m.", 3, 8, "5 p.m."),
        ("It opened at 5 p.m. on Monday.", 3, 7, "5 p.m."),
        ("It was plan B.", 2, 4, "plan B"),
        ("Signed (by Ana) here.", 1, 4, "by Ana"),
        ("Signed (by Ana) here.", 1, 5, "(by Ana)"),
        ("“Never”, she said.", 0, 2, "Never"),
        ("“Never”, she said.", 0, 4, "“Never”"),
        ("It was cafe\u0301s only.", 2, 3, "cafe\u0301s"),
    ],
)
def test_a_span_is_widened_to_words_and_trimmed(maker: WindowMaker, text: str, start: int, end: int, said: str) -> None:
    reading = pointed(maker, text, start, end)
    assert text[reading.spans[0].start : reading.spans[0].end] == said
    assert [text[item.start : item.end] for item in reading.items] == [said]


def test_a_margin_is_the_log_odds_against_no_answer(maker: WindowMaker) -> None:
    reading = pointed(maker, "It was Ana.", 2, 3)
    assert reading.margin == reading.spans[0].margin == 5 + 5 - (-9 - 9)
    assert reading.items[0].margin == 2
    (nothing,) = read_pieces(["\x00"], [], [])
    assert (nothing.margin, nothing.evidence, nothing.answerable, nothing.spans, nothing.items) == (
        -20,
        -20,
        -20,
        (),
        (),
    )


def test_items_are_the_runs_that_are_marked(maker: WindowMaker) -> None:
    text = "Ana, Bo and Cem signed."
    (window,) = maker.windows("Who?", "", [Piece(text)])
    told = silent(window)
    for place, logit in zip(np.flatnonzero(window.piece == 0)[[0, 2, 4]], (1, 3, 2), strict=True):
        told.inside[place] = logit
    (reading,) = read_pieces([text], [window], [told])
    assert [text[item.start : item.end] for item in reading.items] == ["Bo", "Cem", "Ana"]


def test_a_span_is_never_longer_than_allowed(maker: WindowMaker) -> None:
    text = "word " * 60
    (window,) = maker.windows("Who?", "", [Piece(text)])
    tokens = np.flatnonzero(window.piece == 0)
    told = silent(window)
    told.start[tokens[0]] = told.end[tokens[-1]] = told.end[tokens[LONGEST_SPAN]] = 9
    (reading,) = read_pieces([text], [window], [told])
    assert all(len(text[span.start : span.end].split()) <= LONGEST_SPAN for span in reading.spans)


def test_a_piece_in_several_windows_takes_the_best_of_each(maker: WindowMaker) -> None:
    text = "word " * 300
    windows = list(maker.windows("Who?", "", [Piece(text)]))
    told = [silent(window) for window in windows]
    told[1] = replace(told[1], evidence=told[1].evidence + 10)
    told[-1] = replace(told[-1], answerable=3.0)
    last = np.flatnonzero(windows[-1].piece == 0)[-1]
    told[-1].start[last] = told[-1].end[last] = 7
    (reading,) = read_pieces([text], windows, told)
    assert (reading.evidence, reading.answerable) == (1, 3)
    assert (reading.spans[0].start, reading.spans[0].end) == (5 * 299, 5 * 299 + 4)


def test_the_verdict_is_that_of_the_window_that_says_most(maker: WindowMaker) -> None:
    text = "The crew were all ashore by noon."
    (window,) = maker.windows("Was anybody aboard?", "", [Piece(text)])
    sure, unsure = np.array([0, 3, 0], np.float32), np.array([3, 0, 0], np.float32)
    for answerable in (5.0, -50.0):
        told = [
            replace(silent(window), answerable=answerable - 1, verdict=unsure),
            replace(silent(window), answerable=answerable, verdict=sure),
        ]
        (piece,) = read_pieces([text], [window, window], told)
        assert piece.verdict is sure
    (piece,) = read_pieces([text], [window], [silent(window)])
    assert piece.verdict is None


READINGS = st.builds(
    PieceReading,
    spans=st.lists(st.builds(FoundSpan, st.just(0), st.just(3), st.floats(-20, 20)), max_size=3).map(
        lambda spans: tuple(sorted(spans, key=lambda span: -span.margin))
    ),
    evidence=st.floats(-20, 20),
    answerable=st.floats(-20, 20),
    items=st.just(()) | st.builds(FoundSpan, st.just(4), st.just(7), st.floats(0, 9)).map(lambda item: (item,)),
    verdict=st.none() | st.lists(st.floats(-5, 5), min_size=3, max_size=3).map(np.array),
)


@given(st.lists(READINGS, min_size=1, max_size=3))
def test_what_several_wordings_say_of_a_sentence_is_their_mean(ways: list[PieceReading]) -> None:
    read = together(ways)
    assert read.evidence == pytest.approx(np.mean([way.evidence for way in ways]))
    assert read.answerable == pytest.approx(np.mean([way.answerable for way in ways]))
    told = [way.verdict for way in ways if way.verdict is not None]
    assert (read.verdict is None) == (not told)
    if read.verdict is not None:
        assert read.verdict == pytest.approx(np.mean(told, axis=0), abs=1e-5)


@given(st.lists(READINGS, min_size=1, max_size=3))
def test_short_answers_are_those_of_the_wording_that_says_most_and_has_any(ways: list[PieceReading]) -> None:
    read = together(ways)
    pointed = [way for way in ways if way.spans]
    assert bool(read.spans) == bool(pointed)
    if pointed:
        best = max(pointed, key=lambda way: way.evidence)
        assert [(span.start, span.end) for span in read.spans] == [(span.start, span.end) for span in best.spans]
        assert [span.margin for span in read.spans] == sorted((span.margin for span in read.spans), reverse=True)
        assert read.margin == pytest.approx(np.mean([way.margin for way in pointed]))
    listed = [way for way in ways if way.items]
    assert read.items == (max(listed, key=lambda way: way.evidence).items if listed else ())
