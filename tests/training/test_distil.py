from __future__ import annotations

import argparse
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

from tests.training.test_windows import example
from training.distil import Likeness
from training.feed import batch_of, encoded
from training.model import Batch, Read, SpanReader
from training.reader import Trainer, packaged_model, resumed, window_maker


@pytest.fixture(scope="module")
def batch() -> Batch:
    maker = window_maker(packaged_model())
    examples = (example(((1, 0, 8),), frozenset({1}), True), example((), frozenset(), False))
    return batch_of([item for each in examples for item in encoded(each, maker)])


def read_at_random(batch: Batch, width: int, seed: int) -> Read:
    chance = torch.Generator().manual_seed(seed)
    shape = tuple(batch.ids.shape)

    def drawn(*size: int) -> torch.Tensor:
        return torch.randn(*size, generator=chance)

    return Read(drawn(*shape, width), drawn(*shape, 4), drawn(shape[0]), drawn(shape[0], 3))


@pytest.mark.slow
def test_a_reader_that_says_what_its_teacher_says_is_not_unlike_it(batch: Batch) -> None:
    likeness = Likeness(8, 12, states=0.0)
    taught = read_at_random(batch, 12, 1)
    same = Read(torch.zeros(*batch.ids.shape, 8), *taught[1:])
    assert float(likeness(same, taught, batch)) == pytest.approx(0, abs=1e-5)
    assert float(likeness(read_at_random(batch, 8, 2), taught, batch)) > 0.1


@pytest.mark.slow
def test_what_no_answer_can_begin_at_is_not_learnt(batch: Batch) -> None:
    """The question's own tokens and the padding: whatever a teacher says there is noise."""
    likeness = Likeness(8, 12, states=0.0)
    taught, read = read_at_random(batch, 12, 1), read_at_random(batch, 8, 2)
    noise = torch.where((batch.piece < 0)[..., None], torch.full_like(taught.tokens, 7.0), taught.tokens)
    noise[:, 0] = taught.tokens[:, 0]
    before = likeness(read, taught, batch)
    assert torch.allclose(before, likeness(read, taught._replace(tokens=noise), batch))


@pytest.mark.slow
def test_a_deeper_reader_begins_as_what_its_encoder_is_with_layers_doubled() -> None:
    folder = packaged_model()
    plain, deep = SpanReader(folder), SpanReader(folder, 9)
    was, now = plain.encoder.state_dict(), deep.encoder.state_dict()
    for number, source in enumerate((0, 0, 1, 2, 2, 3, 4, 4, 5)):
        names = [name for name in was if f".layer.{source}." in name]
        assert names
        assert all(torch.equal(was[name], now[name.replace(f".{source}.", f".{number}.", 1)]) for name in names)
    assert torch.equal(was["embeddings.word_embeddings.weight"], now["embeddings.word_embeddings.weight"])


@pytest.mark.slow
def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(tmp_path: Path, batch: Batch) -> None:
    def trainer(out: Path) -> Trainer:
        torch.manual_seed(3)
        return Trainer(SpanReader(packaged_model()), 4, 1e-3, out)

    whole, half = trainer(tmp_path / "whole"), trainer(tmp_path / "half")
    torch.manual_seed(5)
    for _ in range(4):
        whole.learn(batch)
    torch.manual_seed(5)
    for _ in range(2):
        half.learn(batch)
    half.save()
    again = trainer(tmp_path / "half")
    again.resume()
    for _ in range(2):
        again.learn(batch)
    assert again.step == 4
    wanted, got = whole.average(), again.average()
    assert all(torch.allclose(wanted[name], got[name], atol=1e-5) for name in wanted)
    assert not torch.equal(got["token.weight"], trainer(tmp_path / "other").average()["token.weight"])


@pytest.mark.slow
def test_a_checkpoint_of_another_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trainer = Trainer(SpanReader(packaged_model(), 1), 4, 1e-3, tmp_path / "reader")
    torch.save({"step": 3}, tmp_path / "reader.checkpoint")
    with pytest.raises(SystemExit):
        resumed(trainer, argparse.ArgumentParser())
    assert (
        "reader.checkpoint is a checkpoint of another model or version ('model'); delete it" in capsys.readouterr().err
    )
    assert trainer.step == 0
