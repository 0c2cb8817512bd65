"""Batches of windows to learn from, drawn anew without end, the same for the same seed; made by other processes ahead.

What a step learns from depends on the seed and the step's number alone, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from qa.evidence.model import VERDICTS
from qa.evidence.windows import Window, WindowMaker
from training.examples import Example, SentenceQuestions, alone, covid, misspelt, qamr, qasrl
from training.exchange import Names
from training.model import SENTENCES, Batch
from training.noise import worsened
from training.reports import ReportQuestions

PARTS = 64
"""Parts that an epoch is made in."""
WORSENED = 0.35
"""How many of the report windows are worsened (`training.noise`)."""
ALONE = 0.3
"""How many of them are cut down to one sentence."""
RENAMED = 0.5
"""How many of them get other names (`training.exchange`)."""
ESTRANGED = 0.08
"""How many are asked about a name that they do not have."""
GRAIN = 16
"""Batches are padded to a multiple of so many tokens."""
_ENDLESS = 1_000_000

Item = tuple[Window, Example]


def encoded(example: Example, maker: WindowMaker) -> list[Item]:
    """Cut an example into windows (mostly one)."""
    return [(window, example) for window in maker.windows(example.question, example.context, example.pieces)]


def batch_of(items: Sequence[Item], width: int = 0) -> Batch:
    """Pad windows to one length, at least `width` tokens, and mark what is to be learnt."""
    width = max(width, *(len(window) for window, _ in items))
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
    if piece.max() >= SENTENCES:
        raise ValueError(f"a window of {piece.max() + 1} sentences is too much, {SENTENCES} can be learnt from")
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


def batches(items: Sequence[Item], tokens: int, chance: random.Random, *, full: bool = False) -> Iterator[Batch]:
    """Give shuffled batches of windows of like length, at most `tokens` each, padding included (a longer
    window stands alone). There are few shapes of batches, and most have one of them (`training.replay`).

    full: there are fewer still, for whatever is compiled for each (`training.compiled`). What does not fill half a
    batch is left out, unless there is no more; what fills more than half is filled up with some of its windows again.
    """
    grain, least = (2 * GRAIN, 2 * GRAIN) if full else (GRAIN, GRAIN)
    order = list(range(len(items)))
    chance.shuffle(order)
    order.sort(key=lambda i: -len(items[i][0]))
    groups: list[tuple[int, list[int]]] = []
    while order:
        width = max(least, -(-len(items[order[0]][0]) // grain) * grain)
        most = max(1, tokens // width)
        group, order = order[:most], order[most:]
        if full and len(group) < most:
            if 2 * len(group) < most and groups:
                continue
            group += [chance.choice(group) for _ in range(most - len(group))]
        groups.append((width, group))
    chance.shuffle(groups)
    yield from (batch_of([items[i] for i in group], width) for width, group in groups)


@dataclass(frozen=True, slots=True)
class Public:
    """The public sets, some of which each part of an epoch draws."""

    asked: SentenceQuestions
    roles: SentenceQuestions
    articles: Sequence[Example]

    @classmethod
    def read(cls, data: Path, seed: int) -> Public:
        """Read the folder that holds qamr/, qasrl-gs/ and covid-qa/."""
        return cls(
            SentenceQuestions(*qamr(data / "qamr"), negatives=True),
            SentenceQuestions(*qasrl(data / "qasrl-gs"), negatives=False),
            covid(data / "covid-qa", random.Random(seed)),
        )

    def examples(self, share: float, chance: random.Random) -> list[Example]:
        """Draw `share` of the questions; of the roles, whose questions are all alike, a third of that."""
        drawn = self.asked.examples(int(len(self.asked) * share), chance)
        drawn += self.roles.examples(int(len(self.roles) * share / 3), chance)
        return drawn + chance.sample(self.articles, int(len(self.articles) * min(1.0, share)))


class Feed(Dataset[list[Batch]]):
    """Parts of endless epochs; item N is part N % `PARTS` of epoch N // `PARTS`."""

    def __init__(
        self,
        public: Public,
        share: float,
        reports: ReportQuestions,
        maker: WindowMaker,
        tokens: int,
        seed: int,
        *,
        full: bool = False,
    ) -> None:
        """Take the public sets and how much of them an epoch has, the report questions, the size of a batch, and
        whether batches shall be `full`.
        """
        self._public, self._share, self._reports, self._full = public, share, reports, full
        self._maker, self._tokens, self._seed = maker, tokens, seed
        self._names = Names.of(reports.texts())

    def __len__(self) -> int:
        return _ENDLESS

    def __getitem__(self, number: int) -> list[Batch]:
        """Make a part's batches."""
        epoch, part = divmod(number, PARTS)
        chance = random.Random(f"{self._seed} {number}")
        asked = self._reports.shuffled(random.Random(f"{self._seed} epoch {epoch}"))[part::PARTS]
        drawn = [_roughened(example, self._names, chance) for one in asked for example in one.drawn(chance)]
        drawn += [misspelt(example, chance) for example in self._public.examples(self._share / PARTS, chance)]
        items = [item for example in drawn for item in encoded(example, self._maker)]
        return list(batches(items, self._tokens, chance, full=self._full))

    def batches(self, workers: int) -> Iterator[Batch]:
        """Give batch after batch, made ahead by so many processes."""
        if workers:
            torch.multiprocessing.set_sharing_strategy("file_system")  # type: ignore[no-untyped-call]
        loader = DataLoader(self, batch_size=None, num_workers=workers, shuffle=False)
        for part in loader:
            yield from part


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
