from __future__ import annotations

import pytest

pytest.importorskip("torch")

from qa.evidence.windows import Piece
from training.examples import Example
from training.feed import batch_of, encoded
from training.reader import packaged_model, window_maker

PIECES = (Piece("Soup was served."), Piece("Ana Ruiz signed the lease.", "(4 July)"))


def example(spans: tuple[tuple[int, int, int], ...], gold: frozenset[int], answerable: bool | None) -> Example:
    return Example("Who signed?", "", PIECES, spans, gold, answerable)


@pytest.mark.slow
def test_what_is_learnt_of_a_window_is_what_the_example_says() -> None:
    maker = window_maker(packaged_model())
    answered = example(((1, 0, 8),), frozenset({1}), True)
    silent = example((), frozenset(), False)
    announced = example((), frozenset({1}), False)
    untold = example((), frozenset({1}), True)
    items = [item for each in (answered, silent, announced, untold) for item in encoded(each, maker)]
    batch = batch_of(items)
    window = items[0][0]
    inside = batch.inside[0].nonzero().flatten().tolist()
    covered = "".join(PIECES[1].text[window.starts[at] : window.ends[at]] for at in inside)
    assert covered == "AnaRuiz"
    assert batch.starts[0].nonzero().flatten().tolist() == inside[:1]
    assert batch.ends[0].nonzero().flatten().tolist() == inside[-1:]
    assert batch.answerable.tolist() == [True, False, False, True]
    # Nothing to answer: the first token stands for it. Gold without spans teaches no spans.
    assert batch.starts[:, 0].tolist() == [False, True, True, False]
    assert batch.learn_span.tolist() == [True, True, True, False]
    assert batch.evidence.any(1).tolist() == [True, False, True, True]
