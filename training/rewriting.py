"""Train the rewriter: `python -m training.rewriting --first READER.pt` makes `build/rewriter/rewriter.pt`.

It learns from what people wrote (`rewrites.py`), and at first also from follow-ups made of the drills' questions.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from qa.question.rewrite.source import Source, SourceMaker, SourceWord, words_of
from training.conversations import CONVERSATIONS
from training.reader import device, packaged_model
from training.rewriter import LONGEST, Rewriter
from training.rewrites import Made, Rewrite, as_typed, of_sets, understood, vocabulary, written_by_people

TOKENS = 5_000
AVERAGE = 0.995
AS_UNDERSTOOD = 0.25
"""How many are read with the earlier questions as the rules understand them."""
NO_ANSWER = 0.08
ALONE = 0.2
"""Weight of telling whether a question stands alone."""
STILL = 2
"""Layers of the encoder, from the first, that are not trained: a fifth less time, and nothing lost."""
_ABSENT = -1e4


@dataclass(frozen=True, slots=True)
class Item:
    """A source with the words to write: for each the places of the source and the number in the list that are right.

    listed, places: what is fed for each word, as `Rewriter.entered` takes it. rights: what is right, in the columns of
    `Rewriter.told`; none where a word is neither listed nor in the source.
    """

    source: Source
    listed: tuple[int, ...]
    places: tuple[int, ...]
    rights: tuple[tuple[int, ...], ...]
    alone: bool
    before: bool


@dataclass(frozen=True, slots=True)
class RewriteBatch:
    """Items as arrays; see `Rewriter`. gold: (sources, steps, listed and source words); real: (sources, steps)."""

    ids: torch.Tensor
    mask: torch.Tensor
    roles: torch.Tensor
    pieces: torch.Tensor
    absent: torch.Tensor
    listed: torch.Tensor
    places: torch.Tensor
    gold: torch.Tensor
    real: torch.Tensor
    alone: torch.Tensor
    counted: torch.Tensor

    def to(self, where: torch.device) -> RewriteBatch:
        """Give the batch on a device."""
        return RewriteBatch(*(getattr(self, name).to(where) for name in RewriteBatch.__dataclass_fields__))


class ItemMaker:
    """Makes items of rewrites."""

    def __init__(self, maker: SourceMaker, listed: Sequence[str]) -> None:
        """Take what lays sources out, and the words that need not be copied."""
        self._maker = maker
        self._numbers = {word: number for number, word in enumerate(listed, 1)}  # 0 ends a question
        self.size = len(listed) + 1

    def item(self, rewrite: Rewrite) -> Item:
        """Lay a rewrite out."""
        source = self._maker.source(rewrite.typed, rewrite.before)
        found: dict[str, list[SourceWord]] = {}
        for word in source.words:
            found.setdefault(word.key, []).append(word)
        listed, places, rights = [self.size], [-1], list[tuple[int, ...]]()
        last: SourceWord | None = None
        for plain in words_of(rewrite.standalone.rstrip(" ?."))[: LONGEST - 1]:
            key = plain.casefold()
            same, number = found.get(key, []), self._numbers.get(key)
            rights.append((*([number] if number is not None else []), *(self.size + word.place for word in same)))
            behind = last
            best = min(same, key=lambda word: (not _next(word, behind), word.role, word.place)) if same else None
            listed.append(number if number is not None else -1 if best else self.size + 1)
            places.append(best.place if best else -1)
            last = best
        rights.append((0,))
        return Item(source, tuple(listed), tuple(places), tuple(rights), rewrite.alone, bool(rewrite.before))


def _next(word: SourceWord, last: SourceWord | None) -> bool:
    return last is not None and word.role == last.role and word.place == last.place + 1


def batch_of(items: Sequence[Item], size: int) -> RewriteBatch:
    """Pad items to one shape; `size` is the list's."""
    pieces = max(len(item.source.ids) for item in items)
    words = max(len(item.source.words) for item in items)
    steps = max(len(item.listed) for item in items)
    ids, mask, roles = (np.zeros((len(items), pieces), np.int64) for _ in range(3))
    first = np.zeros((len(items), words), np.int64)
    absent = np.full((len(items), words), _ABSENT, np.float32)
    listed, places = np.full((len(items), steps), size + 1, np.int64), np.full((len(items), steps), -1, np.int64)
    gold = np.zeros((len(items), steps, size + words), bool)
    real = np.zeros((len(items), steps), bool)
    for row, item in enumerate(items):
        source = item.source
        ids[row, : len(source.ids)], mask[row, : len(source.ids)], roles[row, : len(source.ids)] = (
            source.ids,
            1,
            source.roles,
        )
        first[row, : len(source.words)] = [word.piece for word in source.words]
        absent[row, : len(source.words)] = 0
        listed[row, : len(item.listed)], places[row, : len(item.places)] = item.listed, item.places
        for step, right in enumerate(item.rights):
            gold[row, step, list(right)] = True
            real[row, step] = bool(right)
    arrays = (ids, mask, roles, first, absent, listed, places, gold, real)
    alone = np.array([item.alone for item in items], np.float32)
    counted = np.array([item.before for item in items], np.float32)
    return RewriteBatch(*(torch.from_numpy(array) for array in (*arrays, alone, counted)))


def batches(items: Sequence[Item], size: int, chance: random.Random) -> Iterator[RewriteBatch]:
    """Give batches of like length, in random order."""
    held = sorted(items, key=lambda item: -len(item.source.ids))
    made: list[Sequence[Item]] = []
    while held:
        many = max(1, TOKENS // len(held[0].source.ids))
        made.append(held[:many])
        held = held[many:]
    chance.shuffle(made)
    yield from (batch_of(each, size) for each in made)


def loss_of(model: Rewriter, batch: RewriteBatch) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the loss of a word that is written, and that of telling what stands alone."""
    memory = model.read(batch.ids, batch.mask, batch.roles, batch.pieces)
    told = model(memory, batch.mask, batch.absent, batch.listed, batch.places)
    right = torch.logsumexp(told.masked_fill(~batch.gold, -1e4), -1)
    writing = -(right * batch.real).sum() / batch.real.sum()
    each = functional.binary_cross_entropy_with_logits(memory.alone, batch.alone, reduction="none")
    return writing, (each * batch.counted).sum() / batch.counted.sum().clamp(min=1)


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=Path, required=True, help="weights of the reader whose encoder it begins with")
    parser.add_argument("--drills", type=Path, default=Path("training/drills"))
    parser.add_argument("--conversations", type=Path, default=CONVERSATIONS)
    parser.add_argument("--sets", type=Path, nargs="*", default=[Path("corpus/train/conversations.jsonl")])
    parser.add_argument("--out", type=Path, default=Path("build/rewriter/rewriter.pt"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--made", type=int, default=3, help="epochs that read made follow-ups too")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    folder = packaged_model()
    people = [*written_by_people(options.conversations, options.drills), *of_sets(options.sets, "train")]
    listed = vocabulary(people)
    made = Made(sorted(options.drills.glob("*.txt")))
    maker = ItemMaker(SourceMaker(Tokenizer.from_file(str(folder / "tokenizer.json"))), listed)
    model = Rewriter(folder, maker.size)
    begin(model, options.first, folder, listed)
    model.to(device()).train()
    still = model.encoder.embeddings
    for part in (
        still.word_embeddings,
        still.position_embeddings,
        still.LayerNorm,
        *model.encoder.encoder.layer[:STILL],
    ):
        part.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    rest = [p for p in model.parameters() if id(p) not in known]
    rates = (options.rate, options.rate * 6)
    optimiser = torch.optim.AdamW(
        [{"params": part, "lr": rate} for part, rate in zip((encoder, rest), rates, strict=True)],
        weight_decay=0.01,
        fused=True,
    )
    moving = [*encoder, *rest]
    means = [p.detach().clone() for p in moving]

    def drawn(epoch: int) -> list[Item]:
        chance = random.Random(f"{options.seed} {epoch}")
        here = [each for each in people if not each.alone or (each.before and chance.random() < 0.7)]
        here += made.drawn(chance) if epoch < options.made else []
        items = []
        for rewrite in here:
            changed = as_typed(rewrite, chance)
            if changed.before and chance.random() < AS_UNDERSTOOD:
                changed = understood(changed)
            if chance.random() < NO_ANSWER:
                from dataclasses import replace

                changed = replace(changed, before=tuple((asked, "") for asked, _ in changed.before))
            items.append(maker.item(changed))
        return items

    sizes = [sum(len(item.source.ids) for item in drawn(epoch)) for epoch in (0, options.made)]
    steps = int(1.01 * (sizes[0] * options.made + sizes[1] * (options.epochs - options.made)) / TOKENS)
    print(f"{len(people)} turns, {len(listed)} words listed, {steps} steps", flush=True)
    step, begun, sums = 0, time.time(), [0.0, 0.0]
    for epoch in range(options.epochs):
        for batch in batches(drawn(epoch), maker.size, random.Random(f"{options.seed} order {epoch}")):
            factor = max(0.02, min((step + 1) / (0.05 * steps), 1 - step / steps))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            writing, alone = loss_of(model, batch.to(device()))
            optimiser.zero_grad()
            (writing + ALONE * alone).backward()
            nn.utils.clip_grad_norm_(moving, 1.0)
            optimiser.step()
            step += 1
            with torch.no_grad():
                torch._foreach_lerp_(means, moving, 1 - min(AVERAGE, step / (step + 10)))
            sums[0] += float(writing.detach())
            sums[1] += float(alone.detach())
            if step % 25 == 0:
                left = (time.time() - begun) / step * (steps - step) / 60
                print(
                    f"{step}/{steps} epoch {epoch} {sums[0] / 25:.3f} {sums[1] / 25:.3f} {left:.1f} min left",
                    flush=True,
                )
                sums = [0.0, 0.0]
        save(model, moving, means, listed, options.out)
    save(model, moving, means, listed, options.out)


def begin(model: Rewriter, first: Path, folder: Path, listed: Sequence[str]) -> None:
    """Take a reader's encoder, and for listed words the mean of their pieces."""
    state = torch.load(first, weights_only=True, map_location="cpu")
    own = {name.removeprefix("encoder."): value for name, value in state.items() if name.startswith("encoder.")}
    roles = own.pop("embeddings.token_type_embeddings.weight")
    model.encoder.load_state_dict(own, strict=False)
    table = model.encoder.embeddings.token_type_embeddings.weight
    with torch.no_grad():
        table.copy_(torch.cat([roles[:1], roles[1:2].expand(table.shape[0] - 1, -1)]))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        pieces = model.encoder.embeddings.word_embeddings.weight
        for number, word in enumerate(listed, 1):
            ids = tokenizer.encode(word, add_special_tokens=False).ids
            model.listed.weight[number] = pieces[ids].mean(0)
        for number in (0, len(listed) + 1, len(listed) + 2):
            model.listed.weight[number] = torch.randn(model.width) * pieces.std()


def save(
    model: Rewriter, moving: Sequence[torch.Tensor], means: Sequence[torch.Tensor], listed: Sequence[str], out: Path
) -> None:
    """Write the averaged weights with the list of words."""
    mean = {id(p): value for p, value in zip(moving, means, strict=True)}
    state = {name: mean.get(id(part), part.detach()) for name, part in model.named_parameters()}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"listed": list(listed), "weights": state}, out)


if __name__ == "__main__":
    main()
