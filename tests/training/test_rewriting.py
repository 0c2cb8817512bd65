from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from tokenizers import Tokenizer

from qa.question.rewrite.model import RewriterModel
from qa.question.rewrite.source import SourceMaker
from training.export_rewriter import export
from training.reader import packaged_model
from training.rewriter import Rewriter
from training.rewrites import Rewrite
from training.rewriting import ItemMaker, batch_of, batches, loss_of, save

BEFORE = (("Who runs the ferry?", "The Marlow Line runs it."),)
WHY = Rewrite("and why?", BEFORE, "Why does the Marlow Line run the ferry?")
LISTED = ("why", "does", "run")


@pytest.fixture(scope="module")
def maker() -> ItemMaker:
    tokenizer = Tokenizer.from_file(str(packaged_model() / "tokenizer.json"))
    return ItemMaker(SourceMaker(tokenizer), LISTED)


def test_a_word_is_right_wherever_it_stands(maker: ItemMaker) -> None:
    item = maker.item(WHY)
    words = [word.key for word in item.source.words]
    why, does, the, *_, end = item.rights
    assert end == (0,)
    assert does == (2,)
    assert [words[column - maker.size] for column in the] == ["the", "the"]
    assert set(why) == {1, maker.size + words.index("why")}


def test_what_goes_on_from_a_copied_word_is_taken_from_beside_it(maker: ItemMaker) -> None:
    item = maker.item(WHY)
    places = [place for place in item.places if place >= 0]
    told = [item.source.words[place].text for place in places]
    assert told[:4] == ["why", "the", "Marlow", "Line"] or told[:4] == ["why", "The", "Marlow", "Line"]
    marlow = told.index("Marlow")
    assert places[marlow + 1] == places[marlow] + 1


def test_a_word_that_is_nowhere_is_not_learnt(maker: ItemMaker) -> None:
    item = maker.item(Rewrite("why?", BEFORE, "Why zigzag?"))
    assert item.rights[1] == ()
    batch = batch_of([item], maker.size)
    assert batch.real.tolist() == [[True, False, True]]


def test_every_item_comes_once(maker: ItemMaker) -> None:
    import random

    items = [maker.item(Rewrite("why " * n, BEFORE, "Why?")) for n in range(1, 40)] * 5
    assert sum(len(batch.ids) for batch in batches(items, maker.size, random.Random(1))) == len(items)


@pytest.mark.slow
def test_what_is_learnt_is_written_by_the_exported_model(maker: ItemMaker, tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = Rewriter(packaged_model(), maker.size).train()
    model.encoder.requires_grad_(False)
    batch = batch_of([maker.item(WHY)], maker.size)
    learning = [part for part in model.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=1e-3)
    for _ in range(60):
        optimiser.zero_grad()
        sum(loss_of(model, batch)).backward()  # type: ignore[union-attr]
        optimiser.step()
    save(model, learning, learning, LISTED, tmp_path / "rewriter.pt")
    export(tmp_path / "rewriter.pt", tmp_path / "weights")
    found = RewriterModel.of(tmp_path / "weights").rewrite(WHY.typed, WHY.before)
    assert found.text.casefold() == WHY.standalone.casefold()
    assert found.likely > -0.5
