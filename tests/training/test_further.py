from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import torch
from tokenizers import Tokenizer

from tests.training.test_followups import NORTH, SOUTH
from training.conversations import Spoken
from training.distil import Likeness
from training.examples import SentenceQuestions
from training.exchange import Names
from training.feed import Public, batch_of, encoded
from training.followups import FollowUps, asked
from training.further import (
    asked_batches,
    between,
    followup_batches,
    parted_drills,
    public_batches,
    saying_batches,
    teach,
    twin_batches,
)
from training.model import Read, SpanReader
from training.reader import Trainer, packaged_model, window_maker
from training.reports import ReportQuestions


@pytest.mark.slow
def test_twins_hold_the_same_tokens_at_the_places_told() -> None:
    maker = window_maker(packaged_model())
    plain = NORTH.holding[0]
    pairs = [(replace(plain, question=f"And {'really ' * n}this one? (gate, north)"), plain) for n in range(6)]
    seen = 0
    for twins in twin_batches(pairs, maker, 200):
        moved = twins.plain.ids.gather(1, twins.places)
        readable = twins.own.piece >= 0
        assert torch.equal(moved[readable], twins.own.ids[readable])
        taught = Read(torch.zeros(1), twins.plain.ids[..., None].float(), torch.zeros(1), torch.zeros(1))
        assert torch.equal(twins.moved(taught).tokens[..., 0].long(), moved)
        seen += len(moved)
    assert seen == 6


@pytest.mark.slow
def test_a_reader_learns_further(tmp_path: Path) -> None:
    folder = packaged_model()
    maker = window_maker(folder)
    examples = [*NORTH.holding, *SOUTH.holding]
    names = Names.of(piece.text for example in examples for piece in example.pieces)
    batch = batch_of([item for example in examples for item in encoded(example, maker)])
    turns: list[str] = []

    def told(name: str, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            turns.append(name)
            yield batch

    def streams() -> tuple[list[Iterator[Any]], Iterator[Any]]:
        lessons = [
            told("saying", saying_batches(examples, names, maker, 1)),
            told("follow-up", followup_batches(FollowUps([NORTH, SOUTH], {}), maker, 1)),
            told("asked", asked_batches(ReportQuestions([NORTH, SOUTH]), names, maker, 1)),
        ]
        return lessons, told("kept", iter([batch] * 9))

    teacher = SpanReader(folder, 1).eval()
    before = {name: value.clone() for name, value in teacher.state_dict().items()}
    trainer = Trainer(SpanReader(folder, 1), 8, 1e-4, tmp_path / "further", Likeness(1, 1, 0.0))
    teach(trainer, teacher, *streams())
    after = torch.load(tmp_path / "further.pt", weights_only=True)
    assert turns == ["saying", "follow-up", "asked", "kept"] * 2
    assert not torch.equal(before["token.weight"], after["token.weight"])
    assert all(torch.equal(value, before[name]) for name, value in teacher.state_dict().items())
    trainer.save()
    resumed = Trainer(SpanReader(folder, 1), 9, 1e-4, tmp_path / "further", Likeness(1, 1, 0.0))
    resumed.resume()
    turns.clear()
    teach(resumed, teacher, *streams())
    assert resumed.step == 9
    assert turns == [*["saying", "follow-up", "asked", "kept"] * 2, "saying"]


@pytest.mark.slow
def test_what_is_kept_is_learnt_from_its_gold_without_a_teacher(tmp_path: Path) -> None:
    folder = packaged_model()
    maker = window_maker(folder)
    examples = [*NORTH.holding, *SOUTH.holding]
    batch = batch_of([item for example in examples for item in encoded(example, maker)])
    trainer = Trainer(SpanReader(folder, 1), 12, 1e-3, tmp_path / "free", Likeness(1, 1, 0.0))
    first = float(trainer.descend(batch))
    teach(trainer, None, [iter([batch] * 6)], iter([batch] * 6))
    assert float(trainer.descend(batch)) < first


def test_weights_lie_between_two_readers() -> None:
    before = {"a": torch.tensor([1.0, 2.0]), "n": torch.tensor(3)}
    after = {"a": torch.tensor([2.0, 0.0]), "n": torch.tensor(4)}
    found = between(before, after, 0.25)
    assert torch.allclose(found["a"], torch.tensor([1.25, 1.5]))
    assert found["n"] == 3


def test_new_drills_are_told_from_those_read_before(tmp_path: Path) -> None:
    for name in ("y1fire", "yard", "z1port"):
        (tmp_path / f"{name}.txt").touch()
    known, new = parted_drills(tmp_path, "[yz][1-8]*")
    assert ([path.stem for path in known], [path.stem for path in new]) == (["yard"], ["y1fire", "z1port"])
    assert [len(part) for part in parted_drills(tmp_path, None)] == [3, 0]


@pytest.mark.slow
def test_without_questions_there_are_no_batches() -> None:
    maker = window_maker(packaged_model())
    for batches in (
        asked_batches(ReportQuestions([]), Names.of([]), maker, 1),
        asked_batches(ReportQuestions([NORTH]), Names.of([]), maker, 1, {}),
    ):
        with pytest.raises(ValueError, match="no questions"):
            next(batches)


@pytest.mark.slow
def test_public_questions_are_drawn_anew_without_end() -> None:
    maker = window_maker(packaged_model())
    nothing = SentenceQuestions({}, [], negatives=False)
    articles = [replace(NORTH.holding[0], question=f"Which gate is number {number}?") for number in range(400)]
    made = itertools.islice(public_batches(Public(nothing, nothing, articles), maker, 1), 20)
    assert len({tuple(row) for batch in made for row in batch.ids.tolist()}) > 20
    with pytest.raises(ValueError, match="too few public questions"):
        next(public_batches(Public(nothing, nothing, articles[:3]), maker, 1))


@pytest.mark.slow
def test_questions_are_asked_as_they_were_spoken_and_no_others() -> None:
    folder = packaged_model()
    maker = window_maker(folder)
    spoken = {asked(NORTH): (Spoken("zebra?", "Which gate?", "Which gate?", "", ""),)}
    words = Tokenizer.from_file(str(folder / "tokenizer.json"))
    batches = asked_batches(ReportQuestions([NORTH, SOUTH]), Names.of([]), maker, 1, spoken)
    for batch in itertools.islice(batches, 3):
        for row in batch.ids.tolist():
            assert words.decode(row).startswith("zebra? ( which gate?")


@pytest.mark.slow
def test_what_is_kept_is_the_average_of_the_weights(tmp_path: Path) -> None:
    maker = window_maker(packaged_model())
    batch = batch_of([item for example in NORTH.holding for item in encoded(example, maker)])
    trainer = Trainer(SpanReader(packaged_model(), 1), 4, 1e-3, tmp_path / "reader")
    before = trainer.model.token.weight.detach().clone()
    for _ in range(2):
        trainer.learn(batch)
    now, mean = trainer.model.state_dict(), trainer.average()
    assert mean.keys() == now.keys()
    assert not torch.equal(mean["token.weight"], now["token.weight"])
    assert not torch.equal(mean["token.weight"], before)
    assert torch.equal(
        mean["encoder.embeddings.word_embeddings.weight"], now["encoder.embeddings.word_embeddings.weight"]
    )
