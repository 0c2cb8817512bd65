"""Who says a sentence, as windows to learn from: each sentence of some drills is asked `WHO_SAYS` on its own.

`training/sources.tsv` tells of some drills which sentences are somebody's claim, a line each: the drill's name, where
the sentence begins in its text, the words in the sentence that name who says it ("-" where none does, for it is a
quotation or an account that goes on), and who that is, by the fullest naming that the text has. Where several say it,
both columns are joined by " ; ". All other sentences of a drill that is named there are its own account.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.document import Document
from index.segment import sentences_of
from qa.evidence.sayer import WHO_SAYS
from qa.evidence.stretches import before, piece_of
from training.drills import read_drills
from training.examples import Example

SOURCES = Path(__file__).with_name("sources.tsv")
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a sentence: `words` that name them in it, and their fullest names, `sources`."""

    words: tuple[str, ...]
    sources: tuple[str, ...]


def read_sources(path: Path = SOURCES) -> dict[str, dict[int, Said]]:
    """Read which sentences are claims, by drill and by where the sentence begins.

    Raises:
        ValueError: a line has not four columns; the message says which.
    """
    told: dict[str, dict[int, Said]] = defaultdict(dict)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t")
        if len(columns) != 4 or not columns[1].isdigit():
            raise ValueError(f"{path}: line {number} is not NAME, PLACE, WORDS, SOURCE with tabs between them")
        words, sources = (
            tuple(part.strip() for part in column.split(" ; ") if part.strip() != NOBODY) for column in columns[2:]
        )
        told[columns[0]][int(columns[1])] = Said(words, sources)
    return dict(told)


def sayings(drills: Path, path: Path = SOURCES) -> list[Example]:
    """Make a window of every sentence of the drills that are told of.

    Raises:
        ValueError: a claim is told of a place where no sentence begins, or names words that its sentence has not.
    """
    return [
        example for name, told in read_sources(path).items() for example in _of_report(drills / f"{name}.txt", told)
    ]


def _of_report(path: Path, told: dict[int, Said]) -> Iterator[Example]:
    text, _ = read_drills(path)
    sentences = sentences_of(Document(id=path.stem, title=path.stem, text=text))
    strange = told.keys() - {sentence.start for sentence in sentences}
    if strange:
        raise ValueError(f"{path}: no sentence begins at {min(strange)}")
    for sentence in sentences:
        said = told.get(sentence.start)
        spans = () if said is None else tuple(_place(sentence.text, words, path) for words in said.words)
        context = before(sentences, sentence.number)
        gold = frozenset({0}) if spans else frozenset()
        yield Example(WHO_SAYS, context, (piece_of(sentence),), tuple((0, *span) for span in spans), gold, bool(spans))


def _place(text: str, words: str, path: Path) -> tuple[int, int]:
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    if found is None:
        raise ValueError(f"{path}: {words!r} does not stand in {text!r}")
    return found.span()


def drawn(examples: Sequence[Example], chance: random.Random, plain: float) -> list[Example]:
    """Draw what an epoch reads: all claims, and the share `plain` of the other sentences, in any order."""
    kept = [example for example in examples if example.spans or chance.random() < plain]
    chance.shuffle(kept)
    return kept
