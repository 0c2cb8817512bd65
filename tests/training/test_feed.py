from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import pytest

pytest.importorskip("torch")

import torch

from tests.training.test_windows import example
from training.examples import Example, SentenceQuestions
from training.feed import GRAIN, PARTS, Feed, Public, batches, encoded
from training.model import Batch
from training.reader import packaged_model, window_maker
from training.reports import Read, ReportQuestions


def feed(seed: int, asked: Sequence[Read] | None = None) -> Feed:
    nothing = SentenceQuestions({}, [], negatives=True)
    if asked is None:
        one = Read((example(((1, 0, 8),), frozenset({1}), True),), (example((), frozenset(), False),))
        asked = [one] * 200
    maker = window_maker(packaged_model())
    return Feed(Public(nothing, nothing, ()), 0.0, ReportQuestions(asked), maker, 400, seed)


def same(one: Batch, other: Batch) -> bool:
    return all(torch.equal(getattr(one, name), getattr(other, name)) for name in Batch.__dataclass_fields__)


@pytest.mark.slow
def test_a_seed_gives_the_same_batches_whoever_makes_them() -> None:
    alone, ahead, otherwise = (list(islice(feed(seed).batches(n), 12)) for seed, n in ((1, 0), (1, 2), (2, 0)))
    assert all(map(same, alone, ahead))
    assert not all(map(same, alone, otherwise))


@pytest.mark.slow
def test_an_epoch_asks_every_question_once_and_each_in_another_order(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def drawn(read: Read, _: random.Random) -> tuple[Example, ...]:
        asked.append(read.holding[0].question)
        return ()

    monkeypatch.setattr(Read, "drawn", drawn)
    questions = [replace(example(((1, 0, 8),), frozenset({1}), True), question=f"Who {n}?") for n in range(150)]
    made = feed(4, [Read((question,), ()) for question in questions])
    orders = []
    for epoch in range(2):
        asked.clear()
        for part in range(PARTS):
            made[epoch * PARTS + part]
        orders.append(list(asked))
    assert [sorted(order) for order in orders] == [sorted(question.question for question in questions)] * 2
    assert orders[0] != orders[1]


@pytest.mark.slow
def test_batches_hold_every_window_once_and_no_more_tokens_than_told() -> None:
    maker = window_maker(packaged_model())
    asked = [replace(example(((1, 0, 8),), frozenset({1}), True), question=f"Who signed {n}?") for n in range(30)]
    items = [item for one in asked for item in encoded(one, maker)]
    made = list(batches(items, 100, random.Random(0)))
    read = [ids[: int(mask.sum())].tolist() for batch in made for ids, mask in zip(batch.ids, batch.mask, strict=True)]
    assert sorted(read) == sorted(window.ids.tolist() for window, _ in items)
    assert all(batch.ids.numel() <= 100 for batch in made)


@pytest.mark.slow
def test_most_batches_have_one_of_few_shapes() -> None:
    """What a graphics card did for a batch is replayed for the next one of its shape."""
    maker = window_maker(packaged_model())
    asked = [
        replace(example(((1, 0, 8),), frozenset({1}), True), question="Who " + "really " * (n % 24) + "signed?")
        for n in range(200)
    ]
    items = [item for one in asked for item in encoded(one, maker)]
    made = list(batches(items, 400, random.Random(0)))
    shapes = {tuple(batch.ids.shape) for batch in made}
    assert len({batch.ids.shape[1] for batch in made}) == 2
    assert len(shapes) <= 3
    assert all(width % GRAIN == 0 for _, width in shapes)
    assert len(made) > 5 * len(shapes)


@pytest.mark.slow
def test_full_batches_have_one_shape_for_each_length() -> None:
    """Whatever is compiled for a shape is compiled once; little is left out, and nothing is made up."""
    maker = window_maker(packaged_model())
    asked = [
        replace(example(((1, 0, 8),), frozenset({1}), True), question="Who " + "really " * (n % 60) + f"signed {n}?")
        for n in range(200)
    ]
    items = [item for one in asked for item in encoded(one, maker)]
    made = list(batches(items, 800, random.Random(0), full=True))
    for width in {batch.ids.shape[1] for batch in made}:
        assert width % (2 * GRAIN) == 0
        assert {len(batch.ids) for batch in made if batch.ids.shape[1] == width} == {800 // width}
    read = {
        tuple(ids[: int(mask.sum())].tolist())
        for batch in made
        for ids, mask in zip(batch.ids, batch.mask, strict=True)
    }
    there = {tuple(window.ids.tolist()) for window, _ in items}
    assert read <= there
    assert len(read) > 0.95 * len(there)
    assert len(list(batches(items[:1], 800, random.Random(0), full=True))) == 1
