"""Train a reader: `python -m training.reader --data DIR --sets … --drills … --steps N` makes `build/reader/NAME.pt`.

It learns from public questions and from the project's own reports with their hard negatives, and, where a teacher is
named, from what that one makes of the same windows; `training/README.md` tells the commands. A run that was stopped
goes on with `--resume` from its last checkpoint, with the same windows in the same order.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from qa.evidence.windows import WindowMaker
from training.distil import Likeness
from training.dropout import pool_dropouts
from training.feed import Feed, Public
from training.model import Batch, Read, SpanReader, loss_of
from training.replay import Replay
from training.reports import ReportQuestions

TOKENS = 3_072
"""Tokens in a batch, padding included."""
SAVE_EVERY = 300
TELL_EVERY = 50
AVERAGE = 0.998
"""Decay of the running average of the weights (Polyak and Juditsky, 1992); the average is what is kept."""
GOLD = 0.3
"""How much the gold counts where there is a teacher."""


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


def device() -> torch.device:
    """Name what is computed on: a graphics card where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Trainer:
    """Steps an optimiser, keeps a running average of the weights, saves and resumes."""

    def __init__(self, model: SpanReader, steps: int, rate: float, out: Path, likeness: Likeness | None = None) -> None:
        """Take the model, how many steps it shall learn, the highest rate of its encoder (its heads learn five times
        as fast), the file to write, and the likeness to a teacher that counts beside the gold.
        """
        self.model, self.steps, self.out, self.likeness, self.step = model, steps, out, likeness, 0
        for part in model.encoder.embeddings.parameters():
            part.requires_grad_(False)  # half of all weights, and nothing to learn there from so few words
        encoder = [p for p in model.encoder.parameters() if p.requires_grad]
        heads = [*model.token.parameters(), *model.whole.parameters(), *model.verdict.parameters()]
        heads += [*likeness.parameters()] if likeness else []
        self._trained = [*encoder, *heads]
        on_card = device().type == "cuda"
        if not on_card:
            pool_dropouts(model)
        self._rates = (rate, rate * 5)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": part, "lr": torch.tensor(own, device=device()) if on_card else own}
                for part, own in zip((encoder, heads), self._rates, strict=True)
            ],
            weight_decay=0.01,
            fused=True,  # piece by piece it takes a third of a step on a CPU
            capturable=on_card,
        )
        self._moving = {name: part.detach() for name, part in model.named_parameters() if part.requires_grad}
        self._means = [value.clone() for value in self._moving.values()]

    def learn(self, batch: Batch, taught: Read | None = None) -> torch.Tensor:
        """Take one step, from the gold and from what a teacher made of the batch; gives its loss."""
        self.begin()
        loss = self.descend(batch, taught)
        self.end()
        return loss

    def begin(self) -> None:
        """Set the rates of the step."""
        done, warm = self.step / self.steps, 0.06
        factor = min((self.step + 1) / (warm * self.steps + 1), max(0.02, (1 - done) / (1 - warm)))
        for group, rate in zip(self.optimiser.param_groups, self._rates, strict=True):
            if isinstance(group["lr"], torch.Tensor):
                group["lr"].fill_(rate * factor)
            else:
                group["lr"] = rate * factor

    def descend(self, batch: Batch, taught: Read | None = None) -> torch.Tensor:
        """Change the weights; gives the loss before."""
        with mixed(batch):
            read = self.model.read(batch.ids, batch.mask, batch.types).floats()
        loss = loss_of(read, batch)
        if self.likeness is not None and taught is not None:
            loss = GOLD * loss + self.likeness(read, taught, batch)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._trained, 1.0)
        self.optimiser.step()
        return loss.detach()

    def end(self) -> None:
        """Count the step and move the average."""
        self.step += 1
        decay = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(self._means, list(self._moving.values()), 1 - decay)

    def average(self) -> dict[str, torch.Tensor]:
        """Give the averaged weights."""
        return self.model.state_dict() | dict(zip(self._moving, self._means, strict=True))

    def save(self) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "step": self.step,
            "model": self.model.state_dict(),
            "likeness": self.likeness.state_dict() if self.likeness else {},
            "means": self._means,
            "chance": torch.get_rng_state(),
            "optimiser": self.optimiser.state_dict(),
        }
        part = self.out.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.out.with_suffix(".checkpoint"))

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one.

        Raises:
            ValueError: it was written by another version, or of a model of another shape.
        """
        path = self.out.with_suffix(".checkpoint")
        with contextlib.suppress(FileNotFoundError):
            state = torch.load(path, weights_only=True, map_location="cpu")
            try:
                self._take(state)
            except (KeyError, RuntimeError, ValueError) as error:
                told = " ".join(str(error).split())[:200]
                raise ValueError(
                    f"{path} is a checkpoint of another model or version ({told}); delete it, or begin without --resume"
                ) from error

    def _take(self, state: Mapping[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        if self.likeness:
            self.likeness.load_state_dict(state["likeness"])
        self._means = [value.to(own.device) for value, own in zip(state["means"], self._means, strict=True)]
        self.optimiser.load_state_dict(state["optimiser"])
        for group in self.optimiser.param_groups:
            if isinstance(group["lr"], torch.Tensor):
                group["lr"] = group["lr"].to(device())
        self.step = state["step"]
        torch.set_rng_state(state["chance"])

    def finish(self) -> None:
        """Write the averaged weights."""
        torch.save({name: value.cpu() for name, value in self.average().items()}, self.out.with_suffix(".pt"))
        self.out.with_suffix(".checkpoint").unlink(missing_ok=True)


def resumed(trainer: Trainer, parser: argparse.ArgumentParser) -> None:
    """Go on from the last checkpoint, or end with what is wrong with it."""
    try:
        trainer.resume()
    except ValueError as error:
        parser.error(str(error))


def mixed(batch: Batch) -> torch.autocast:
    """Compute products in bfloat16, sums and weights in float32: twice as fast on processors that have it, more on
    graphics cards, alike otherwise.
    """
    # Without a cache of cast weights, which would not be cast anew when a step is replayed.
    return torch.autocast(batch.ids.device.type, torch.bfloat16, cache_enabled=False)


def run(trainer: Trainer, feed: Iterator[Batch], teacher: SpanReader | None = None) -> None:
    """Train until all steps are done; steps that a checkpoint has behind it are passed over."""
    first, begun = trainer.step, time.time()
    where = device()
    since = torch.zeros((), device=where)
    trainer.model.train()

    def descend(batch: Batch) -> torch.Tensor:
        taught = None
        if teacher is not None:
            with torch.no_grad(), mixed(batch):
                taught = teacher.read(batch.ids, batch.mask, batch.types).floats()
        return trainer.descend(batch, taught)

    step = Replay(descend) if where.type == "cuda" else descend
    for batch in itertools.islice(feed, first, trainer.steps):
        trainer.begin()
        since += step(batch)
        trainer.end()
        if trainer.step % TELL_EVERY == 0:
            left = (time.time() - begun) / (trainer.step - first) * (trainer.steps - trainer.step)
            mean = float(since) / TELL_EVERY
            print(f"{trainer.step}/{trainer.steps} loss {mean:.3f}, {left / 60:.1f} min left", flush=True)
            since.zero_()
        if trainer.step % SAVE_EVERY == 0:
            trainer.save()
    trainer.finish()


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with qamr/, qasrl-gs/ and covid-qa/")
    parser.add_argument("--sets", type=Path, nargs="*", default=[], help="question sets whose train questions are read")
    parser.add_argument("--drills", type=Path, help="folder of reports written to train on")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder, where not the packaged one")
    parser.add_argument("--layers", type=int, help="layers to have, where not as many as the encoder's")
    parser.add_argument("--first", type=Path, help="weights to start from")
    parser.add_argument("--teacher", type=Path, help="weights of a reader to learn from")
    parser.add_argument("--teachers-encoder", type=Path, help="folder of its encoder, where not the packaged one")
    parser.add_argument("--states", type=float, default=1.0, help="how much that encoder's states count")
    parser.add_argument("--out", type=Path, default=Path("build/reader/reader"))
    parser.add_argument("--share", type=float, default=0.5, help="how much of the public questions an epoch has")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--tokens", type=int, default=TOKENS, help="tokens in a batch, padding included")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    packaged = packaged_model()
    words = packaged / "tokenizer.json"
    reports = ReportQuestions.read(options.sets, options.drills, options.out.parent / "found")
    feed = Feed(
        Public.read(options.data, options.seed),
        options.share,
        reports,
        window_maker(packaged),
        options.tokens,
        options.seed,
    )
    model = SpanReader(options.encoder or packaged, options.layers, words if options.encoder else None)
    if device().type == "cuda" and not options.encoder:  # the other encoders do not have it; a CPU is slower with it
        model.encoder.set_attn_implementation("sdpa")
    if options.first:
        model.load_state_dict(torch.load(options.first, weights_only=True))
    teacher = likeness = None
    if options.teacher:
        theirs = options.teachers_encoder
        teacher = SpanReader.trained(options.teacher, theirs or packaged, words if theirs else None).to(device())
        likeness = Likeness(model.token.in_features, teacher.token.in_features, options.states).to(device())
    trainer = Trainer(model.to(device()), options.steps, options.rate, options.out, likeness)
    if options.resume:
        resumed(trainer, parser)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # the processes that make batches are forked
    run(trainer, feed.batches(options.workers), teacher)


if __name__ == "__main__":
    main()
