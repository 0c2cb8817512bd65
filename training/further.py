"""Teach a reader more without its losing what it knows:
`python -m training.further --first READER.pt --data DIR --sets … --drills … --steps N` makes `build/reader/NAME.pt`.

It takes turns between lessons: who says a sentence (`saying.py`), to read follow-ups as they are understood like the
plain question (`followups.py`), what people ask in conversations, written out, and as it was typed after what went
before (`conversations.py`; "conversations" and "in-context"), what is asked of drills that it has not read before
(`--new`), the public sets. One step in each round it reads what it was trained on before, and stays with what it made
of it then; with `--free` it learns that from the gold, too. What is kept lies between the weights before and after
(Wortsman et al., 2022, "Robust fine-tuning of zero-shot models", arXiv 2109.01903); those after stand beside them, as
`NAME-after.pt`. A run that was stopped goes on with `--resume` from its last checkpoint.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import torch

from qa.evidence.windows import Window, WindowMaker
from training.compiled import compile_layers, without_dropout
from training.conversations import CONVERSATIONS, Spoken, of_conversations, spoken_in
from training.distil import Likeness
from training.examples import Example, misspelt
from training.exchange import Names
from training.feed import PARTS, WORSENED, Feed, Public, batch_of, batches, encoded
from training.followups import FollowUps, Twins, asked, understood_turns
from training.model import Batch, Read, SpanReader
from training.noise import worsened
from training.reader import (
    SAVE_EVERY,
    TELL_EVERY,
    TOKENS,
    Trainer,
    device,
    mixed,
    packaged_model,
    resumed,
    window_maker,
)
from training.reports import ReportQuestions, of_drill, of_sets
from training.saying import drawn, sayings

PLAIN = 0.6
"""How many of the sentences that nobody says an epoch reads."""
RENAMED = 0.3
"""How many get other names."""
SHARE = 0.4
"""How much of the public sets an epoch reads."""
MIX = 0.65
"""How far the weights that are kept lie from those before towards those after."""
LESSONS = ("sayings", "follow-ups", "conversations", "in-context", "new", "public", "kept")
_QUESTIONS = 250
_WINDOWS = 240
"""Questions, and windows, of which batches of like length are made."""


@dataclass(frozen=True, slots=True)
class TwinBatch:
    """Windows under the understood question, `own`, and under the plain one, `plain`, row by row. places: (windows,
    tokens) where each token of `own` that can be an answer stands in `plain`; 0 for the rest.
    """

    own: Batch
    plain: Batch
    places: torch.Tensor

    def to(self, where: torch.device) -> TwinBatch:
        """Give the batches on a device."""
        return TwinBatch(self.own.to(where), self.plain.to(where), self.places.to(where))

    def moved(self, taught: Read) -> Read:
        """Give what was made of `plain` at the places of `own`."""
        tokens = taught.tokens.gather(1, self.places[..., None].expand(-1, -1, taught.tokens.shape[-1]))
        return Read(taught.states, tokens, taught.whole, taught.verdict)


def twin_batches(pairs: Sequence[Twins], maker: WindowMaker, tokens: int) -> Iterator[TwinBatch]:
    """Make batches of windows that hold the same words under two questions; such as do not are left out."""
    held: list[tuple[Window, Example, Window, Example]] = []
    for own, plain in pairs:
        for (here, _), (there, _) in zip(encoded(own, maker), encoded(plain, maker), strict=False):
            if np.array_equal(here.ids[here.piece >= 0], there.ids[there.piece >= 0]):
                held.append((here, own, there, plain))
    held.sort(key=lambda each: -len(each[0]))
    while held:
        width = max(max(len(each[0]), len(each[2])) for each in held[: max(1, tokens // len(held[0][0]))])
        rows, held = held[: max(1, tokens // width)], held[max(1, tokens // width) :]
        student = batch_of([(here, example) for here, example, _, _ in rows], width)
        teacher = batch_of([(there, example) for _, _, there, example in rows], width)
        places = torch.zeros_like(student.piece)
        for row in range(len(rows)):
            places[row, student.piece[row] >= 0] = torch.nonzero(teacher.piece[row] >= 0).squeeze(1)
        yield TwinBatch(student, teacher, places)


def saying_batches(
    examples: Sequence[Example], names: Names, maker: WindowMaker, seed: int, *, full: bool = False
) -> Iterator[Batch]:
    """Give batches of sentences asked who says them, without end."""
    for epoch in itertools.count():
        chance = random.Random(f"{seed} saying {epoch}")
        items = []
        for example in drawn(examples, chance, PLAIN):
            changed = names.renamed(example, chance) if chance.random() < RENAMED else example
            changed = worsened(changed, chance) if chance.random() < WORSENED else changed
            items += encoded(changed, maker)
        yield from batches(items, TOKENS, chance, full=full)


def followup_batches(follow_ups: FollowUps, maker: WindowMaker, seed: int) -> Iterator[TwinBatch]:
    """Give batches of follow-ups, without end."""
    for part in itertools.count():
        chance = random.Random(f"{seed} follow-ups {part}")
        pairs = list(itertools.islice(follow_ups.drawn(chance), _WINDOWS))
        made = list(twin_batches(pairs, maker, TOKENS))
        chance.shuffle(made)
        yield from made


def asked_batches(
    questions: ReportQuestions,
    names: Names,
    maker: WindowMaker,
    seed: int,
    spoken: Mapping[str, Sequence[Spoken]] | None = None,
    *,
    full: bool = False,
) -> Iterator[Batch]:
    """Give batches of questions asked of reports, learnt from their gold alone, without end; where it is known how they
    were `spoken`, those are asked that way, and no others.

    Raises:
        ValueError: there are no questions.
    """
    reads = [read for read in questions.questions if read.holding or read.others]
    if spoken is not None:
        reads = [read for read in reads if asked(read) in spoken]
    if not reads:
        raise ValueError("there are no questions to make batches of")
    for epoch in itertools.count():
        chance = random.Random(f"{seed} asked {epoch}")
        drawn_here = chance.sample(reads, len(reads))
        for start in range(0, len(drawn_here), _QUESTIONS):
            items = []
            for read in drawn_here[start : start + _QUESTIONS]:
                way = None if spoken is None else chance.choice(spoken[asked(read)]).drawn(chance)
                for drawn_one in read.drawn(chance):
                    example = drawn_one if way is None else replace(drawn_one, question=way)
                    changed = names.renamed(example, chance) if chance.random() < RENAMED else example
                    changed = worsened(changed, chance) if chance.random() < WORSENED else changed
                    items += encoded(changed, maker)
            yield from batches(items, TOKENS, chance, full=full)


def public_batches(public: Public, maker: WindowMaker, seed: int, *, full: bool = False) -> Iterator[Batch]:
    """Give batches of the public sets' questions, learnt from their gold alone, without end.

    Raises:
        ValueError: there are too few questions to draw from.
    """
    for part in itertools.count():
        chance = random.Random(f"{seed} public {part}")
        drawn = [misspelt(example, chance) for example in public.examples(SHARE / PARTS, chance)]
        if not drawn:
            raise ValueError("there are too few public questions to make batches of")
        items = [item for example in drawn for item in encoded(example, maker)]
        yield from batches(items, TOKENS, chance, full=full)


def teach(
    trainer: Trainer,
    teacher: SpanReader | None,
    lessons: Sequence[Iterator[Batch | TwinBatch]],
    kept: Iterator[Batch],
) -> None:
    """Take turns, a step a lesson and one of what is kept, until all steps are done; what a checkpoint has behind it is
    passed over. Without a teacher what is kept is learnt from its gold; a lesson of twins needs one.
    """
    where = device()
    trainer.model.train()
    turns = (*lessons, kept)
    for done in range(trainer.step):
        next(turns[done % len(turns)])
    begun, first = time.time(), trainer.step
    sums, counts = [0.0] * len(turns), [0] * len(turns)
    while trainer.step < trainer.steps:
        turn = trainer.step % len(turns)
        trainer.begin()
        batch = next(turns[turn]).to(where)
        if isinstance(batch, TwinBatch):
            assert teacher is not None
            loss = trainer.descend(batch.own, batch.moved(_taught(teacher, batch.plain)))
        elif turn < len(lessons) or teacher is None:
            loss = trainer.descend(batch)
        else:
            loss = trainer.descend(batch, _taught(teacher, batch))
        trainer.end()
        sums[turn] += float(loss)
        counts[turn] += 1
        if trainer.step % TELL_EVERY == 0:
            left = (time.time() - begun) / (trainer.step - first) * (trainer.steps - trainer.step)
            means = " ".join(f"{total / max(1, count):.3f}" for total, count in zip(sums, counts, strict=True))
            print(f"{trainer.step}/{trainer.steps} lessons, kept {means}, {left / 60:.1f} min left", flush=True)
            sums, counts = [0.0] * len(turns), [0] * len(turns)
        if trainer.step % SAVE_EVERY == 0:
            trainer.save()
    trainer.finish()


def between(
    before: Mapping[str, torch.Tensor], after: Mapping[str, torch.Tensor], far: float
) -> dict[str, torch.Tensor]:
    """Give the weights that lie so far from one reader's to another's."""
    return {
        name: torch.lerp(value, after[name], far) if value.dtype.is_floating_point else value
        for name, value in before.items()
    }


def parted_drills(folder: Path, new: str | None) -> tuple[list[Path], list[Path]]:
    """Give the drills of a folder that were read before, and those whose names fit the pattern `new`."""
    every = sorted(folder.glob("*.txt"))
    fresh = {path for path in every if new is not None and fnmatchcase(path.stem, new)}
    return [path for path in every if path not in fresh], [path for path in every if path in fresh]


def _taught(teacher: SpanReader, batch: Batch) -> Read:
    with torch.no_grad(), mixed(batch):
        return teacher.read(batch.ids, batch.mask, batch.types).floats()


def main() -> None:
    """Teach and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=Path, required=True, help="weights of the reader to teach")
    parser.add_argument("--data", type=Path, required=True, help="folder with qamr/, qasrl-gs/ and covid-qa/")
    parser.add_argument(
        "--sets", type=Path, nargs="+", required=True, help="question sets whose train questions are read"
    )
    parser.add_argument("--drills", type=Path, required=True, help="folder of reports written to train on")
    parser.add_argument("--out", type=Path, default=Path("build/reader/further"))
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--lessons", nargs="+", choices=LESSONS, default=LESSONS[:2], help="which, by turns")
    parser.add_argument("--new", help="which drills the lesson of that name asks about, by their names: 'y*'")
    parser.add_argument("--mix", type=float, default=MIX, help="how far from before towards after what is kept lies")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--share", type=float, default=SHARE, help="how much of the public sets an epoch reads")
    parser.add_argument("--free", action="store_true", help="learn all from the gold, with nothing left out (dropout)")
    parser.add_argument("--compile", action="store_true", help="compile the layers; a C++ compiler is needed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    if options.free and "follow-ups" in options.lessons:
        parser.error("the lesson follow-ups has no gold of its own; leave it out, or leave out --free")
    known, new = parted_drills(options.drills, options.new)
    if ("new" in options.lessons) != bool(new):
        parser.error(f"the lesson new and drills named --new go together; {len(new)} are named {options.new}")
    if options.out.suffix:
        parser.error(f"--out is a name without a suffix, such as {options.out.with_suffix('')}")
    torch.manual_seed(options.seed)
    folder = packaged_model()
    maker = window_maker(folder)
    found = options.out.parent / "found"
    reports = ReportQuestions.of([*of_sets(options.sets, ("train",)), *map(of_drill, known)], found)
    names = Names.of(reports.texts())
    public = Public.read(options.data, options.seed)
    full = options.compile
    kept = Feed(public, options.share, reports, maker, TOKENS, options.seed, full=full).batches(0)

    def lesson(name: str) -> Iterator[Batch | TwinBatch]:
        if name == "kept":
            return kept
        if name == "sayings":
            return saying_batches(sayings(options.drills), names, maker, options.seed, full=full)
        if name == "public":
            return public_batches(public, maker, options.seed, full=full)
        if name == "follow-ups":
            follow_ups = FollowUps(reports.questions, understood_turns(options.sets))
            return followup_batches(follow_ups, maker, options.seed)
        told = map(of_drill, new) if name == "new" else of_conversations(CONVERSATIONS, options.drills)
        spoken = spoken_in(CONVERSATIONS, options.drills) if name == "in-context" else None
        return asked_batches(ReportQuestions.of(list(told), found), names, maker, options.seed, spoken, full=full)

    teacher, model = (SpanReader.trained(options.first, folder).to(device()) for _ in range(2))
    if options.free:
        without_dropout(model)
    last = options.out.with_name(f"{options.out.name}-after.pt")
    trainer = Trainer(model, options.steps, options.rate, last, Likeness(1, 1, 0.0).to(device()))
    if options.compile:
        compile_layers(model)
    if options.resume:
        resumed(trainer, parser)
    streams = {name: lesson(name) for name in dict.fromkeys(options.lessons)}  # named twice, it goes on, not again
    teach(trainer, None if options.free else teacher, [streams[name] for name in options.lessons], kept)
    before, after = (torch.load(path, weights_only=True) for path in (options.first, last))
    torch.save(between(before, after, options.mix), options.out.with_suffix(".pt"))


if __name__ == "__main__":
    main()
