"""Train the reader: `python -m training.reader public|reports …` makes `build/reader/NAME.pt`.

Step "public" learns to read from public questions, step "reports" from the project's own reports with their hard
negatives; `training/README.md` tells the commands. A run that was stopped goes on with `--resume` from its last
checkpoint, with the same order of examples.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from qa.evidence.model import VERDICTS
from qa.evidence.windows import Window, WindowMaker
from training.examples import Example, SentenceQuestions, alone, covid, misspelt, qamr, qasrl
from training.exchange import Names
from training.model import Batch, SpanReader, loss_of
from training.noise import worsened

TOKENS = 3_072
"""Tokens in a batch, padding included."""
SAVE_EVERY = 300
WORSENED = 0.35
"""How many of the report windows are worsened (`training.noise`)."""
ALONE = 0.3
"""How many of them are cut down to one sentence."""
RENAMED = 0.35
"""How many of them get other names (`training.exchange`)."""
ESTRANGED = 0.06
"""How many are asked about a name that they do not have."""
AVERAGE = 0.995
"""Decay of the running average of the weights (Polyak and Juditsky, 1992); the average is what is kept."""


def packaged_model() -> Path:
    """Find the folder of the packaged embedding model."""
    from index._model import find_model
    from index.settings import Settings

    settings = Settings()
    return find_model(settings.model, settings.cache_dir).folder


def window_maker(folder: Path) -> WindowMaker:
    """Make the windows as the shipped reader does."""
    from tokenizers import Tokenizer

    return WindowMaker(Tokenizer.from_file(str(folder / "tokenizer.json")))


def encoded(example: Example, maker: WindowMaker) -> list[tuple[Window, Example]]:
    """Cut an example into windows (mostly one)."""
    return [(window, example) for window in maker.windows(example.question, example.context, example.pieces)]


def batch_of(items: Sequence[tuple[Window, Example]]) -> Batch:
    """Pad windows to one length and mark what is to be learnt."""
    width = max(len(window) for window, _ in items)
    shape = (len(items), width)
    ids, types, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    piece = np.full(shape, -1)
    starts, ends, inside, evidence = (np.zeros(shape, np.bool_) for _ in range(4))
    answerable, learn_span = np.zeros(len(items), np.bool_), np.zeros(len(items), np.bool_)
    verdict = np.zeros((len(items), len(VERDICTS)), np.bool_)
    for row, (window, example) in enumerate(items):
        size = len(window)
        ids[row, :size], types[row, :size], mask[row, :size] = window.ids, window.types, 1
        piece[row, :size] = window.piece
        evidence[row, :size] = np.isin(window.piece, list(example.gold))
        for number, start, end in example.spans:
            touched = np.flatnonzero((window.piece == number) & (window.starts < end) & (window.ends > start))
            if len(touched):
                starts[row, touched[0]] = ends[row, touched[-1]] = True
                inside[row, touched] = True
        here = bool(starts[row].any())
        answerable[row] = example.answerable is not False and (here or bool(evidence[row].any()))
        nothing = not here and (example.answerable is False or not evidence[row].any())
        starts[row, 0] = ends[row, 0] = nothing
        learn_span[row] = here or nothing
        if answerable[row]:
            verdict[row] = [name in example.verdict for name in VERDICTS]
    return Batch(
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy(mask),
        types=torch.from_numpy(types),
        piece=torch.from_numpy(piece),
        starts=torch.from_numpy(starts),
        ends=torch.from_numpy(ends),
        inside=torch.from_numpy(inside),
        evidence=torch.from_numpy(evidence),
        answerable=torch.from_numpy(answerable),
        verdict=torch.from_numpy(verdict),
        learn_span=torch.from_numpy(learn_span),
        learn_evidence=torch.tensor([example.learn_evidence for _, example in items]),
        learn_answerable=torch.tensor([example.answerable is not None for _, example in items]),
    )


def batches(items: Sequence[tuple[Window, Example]], chance: random.Random) -> Iterator[Batch]:
    """Give shuffled batches of windows of like length, `TOKENS` each."""
    order = list(range(len(items)))
    chance.shuffle(order)
    groups: list[list[int]] = []
    for block in (order[i : i + 1_024] for i in range(0, len(order), 1_024)):
        block.sort(key=lambda i: len(items[i][0]))
        group: list[int] = []
        for place in block:
            if group and len(items[place][0]) * (len(group) + 1) > TOKENS:
                groups.append(group)
                group = []
            group.append(place)
        groups.append(group)
    chance.shuffle(groups)
    yield from (batch_of([items[i] for i in group]) for group in groups)


class Trainer:
    """Steps an optimiser over epochs of examples, keeps a running average of the weights, saves and resumes."""

    def __init__(self, model: SpanReader, steps: int, rate: float, out: Path) -> None:
        self.model, self.steps, self.out, self.step = model, steps, out, 0
        for part in model.encoder.embeddings.parameters():
            part.requires_grad_(False)  # half of all weights, and nothing to learn there from so few words
        trained = [p for p in model.encoder.parameters() if p.requires_grad]
        heads = [*model.token.parameters(), *model.whole.parameters(), *model.verdict.parameters()]
        self.optimiser = torch.optim.AdamW(
            [{"params": trained, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda s: min((s + 1) / (0.06 * steps + 1), max(0.02, (steps - s) / (0.94 * steps)))
        )
        self.average = {name: value.detach().clone() for name, value in model.state_dict().items()}
        self.device = next(model.parameters()).device
        # Products in bfloat16, sums and weights in float32: twice as fast on processors that have it, alike otherwise.
        self.cast = torch.autocast(self.device.type, torch.bfloat16)

    def learn(self, batch: Batch) -> float:
        """Take one step; gives its loss."""
        if self.device.type != "cpu":
            batch = Batch(*(getattr(batch, name).to(self.device) for name in Batch.__dataclass_fields__))
        with self.cast:
            tokens, whole, verdict = self.model(batch.ids, batch.mask, batch.types)
        loss = loss_of(tokens.float(), whole.float(), verdict.float(), batch)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        decay = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                if value.dtype.is_floating_point:
                    self.average[name].lerp_(value, 1 - decay)
        return float(loss.detach())

    def save(self, epoch: int) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "epoch": epoch,
            "step": self.step,
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        part = self.out.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.out.with_suffix(".checkpoint"))

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one."""
        path = self.out.with_suffix(".checkpoint")
        with contextlib.suppress(FileNotFoundError):
            state = torch.load(path, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.average = state["average"]
            self.optimiser.load_state_dict(state["optimiser"])
            self.schedule.load_state_dict(state["schedule"])
            self.step = state["step"]

    def finish(self) -> None:
        """Write the averaged weights."""
        torch.save(self.average, self.out.with_suffix(".pt"))
        self.out.with_suffix(".checkpoint").unlink(missing_ok=True)


def run(trainer: Trainer, epochs: Sequence[Sequence[tuple[Window, Example]]], seed: int) -> None:
    """Train over the epochs; steps that a checkpoint has behind it are passed over."""
    passed, running, begun = 0, math.nan, time.time()
    first = trainer.step
    trainer.model.train()
    for number, items in enumerate(epochs):
        for batch in batches(items, random.Random(seed * 1_000 + number)):
            passed += 1
            if passed <= first:
                continue
            loss = trainer.learn(batch)
            running = loss if math.isnan(running) else 0.98 * running + 0.02 * loss
            if trainer.step % 50 == 0:
                left = (time.time() - begun) / (trainer.step - first) * (trainer.steps - trainer.step)
                print(f"{trainer.step}/{trainer.steps} loss {running:.3f}, {left / 60:.0f} min left", flush=True)
            if trainer.step % SAVE_EVERY == 0:
                trainer.save(number)
            if trainer.step >= trainer.steps:
                break
        if trainer.step >= trainer.steps:
            break
    trainer.finish()


def public_epoch(data: Path, share: float, maker: WindowMaker, chance: random.Random) -> list[tuple[Window, Example]]:
    """Draw one epoch's examples of the public sets, `share` of each."""
    asked, roles = qamr(data / "qamr"), qasrl(data / "qasrl-gs")
    examples = SentenceQuestions(*asked, negatives=True).examples(int(len(asked[1]) * share), chance)
    examples += SentenceQuestions(*roles, negatives=False).examples(int(len(roles[1]) * share / 3), chance)
    articles = covid(data / "covid-qa", chance)
    examples += chance.sample(articles, int(len(articles) * min(1.0, share)))
    return [item for example in examples for item in encoded(misspelt(example, chance), maker)]


def _roughened(example: Example, names: Names, chance: random.Random) -> Example:
    """Ask as people do, of a text with other names, or that does not know the asked one, that is now and then a bad
    translation, now and then of one sentence alone.
    """
    drawn = chance.random()
    if drawn < RENAMED:
        example = names.renamed(example, chance)
    elif drawn < RENAMED + ESTRANGED:
        example = names.estranged(example, chance)
    if chance.random() < ALONE:
        example = alone(example, chance)
    return misspelt(worsened(example, chance) if chance.random() < WORSENED else example, chance)


def main() -> None:
    """Train one step and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("public", "reports"))
    parser.add_argument("--data", type=Path, required=True, help="folder with qamr/, qasrl-gs/ and covid-qa/")
    parser.add_argument("--sets", type=Path, nargs="*", default=[], help="question sets whose train questions are read")
    parser.add_argument("--drills", type=Path, help="folder of reports written to train on")
    parser.add_argument("--fresh", nargs="*", default=[""], help="how the names of drills begin that are new")
    parser.add_argument("--again", type=float, default=1.0, help="how much of all other questions an epoch draws")
    parser.add_argument("--first", type=Path, help="weights to start from")
    parser.add_argument("--out", type=Path, default=Path("build/reader/reader"))
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="how much of the public questions an epoch has")
    parser.add_argument("--steps", type=int, help="stop after so many, the rate falling to there")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    folder = packaged_model()
    maker = window_maker(folder)
    epochs = [public_epoch(options.data, options.share, maker, chance) for _ in range(options.epochs)]
    if options.step == "reports":
        from training.reports import ReportQuestions

        kept = options.out.parent / "found"
        reports = ReportQuestions.read(
            options.sets, options.drills, kept, fresh=tuple(options.fresh), again=options.again
        )
        names = Names.of(reports.texts())
        epochs = [
            [*epoch, *(item for e in reports.examples(chance) for item in encoded(_roughened(e, names, chance), maker))]
            for epoch in epochs
        ]
    steps = sum(sum(1 for _ in batches(e, random.Random(options.seed * 1_000 + n))) for n, e in enumerate(epochs))
    steps = min(steps, options.steps or steps)
    model = SpanReader(str(folder))
    if options.first:
        model.start_from(torch.load(options.first, weights_only=True))
    model.to("cuda" if torch.cuda.is_available() else "cpu")
    trainer = Trainer(model, steps, options.rate, options.out)
    if options.resume:
        trainer.resume()
    print(f"{sum(map(len, epochs))} windows, {steps} steps", flush=True)
    run(trainer, epochs, options.seed)


if __name__ == "__main__":
    main()
