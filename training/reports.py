"""Report questions as windows to learn from: what the index finds for a question, read as the reader reads it."""

from __future__ import annotations

import hashlib
import pickle
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eval.documents import find_document, locate, read_document
from eval.question_set import Question, read_set
from index import Document, Index, Passage, build_index
from index.segment import SEGMENTATION
from qa.evidence.stretches import Stretch, stretches_of
from training.drills import Drill, read_drills
from training.examples import Example

FOUND = 8
"""Passages found for a question that are read."""
STRANGERS = 2
"""Questions of other reports that each report is asked besides its own: people do ask for what is not there."""


@dataclass(frozen=True, slots=True)
class Told:
    """A question on a report. spans, gold: character ranges of short answers and of evidence. Where the report does
    not answer, there are no spans, and gold only where it announces what it then does not say. verdict: those that are
    right for a yes/no question; it has no part in what is found for the question.
    """

    question: str
    answered: bool
    spans: tuple[tuple[int, int], ...]
    gold: tuple[tuple[int, int], ...]
    verdict: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Read:
    """A question with all stretches that the index found for it, those that hold gold and those that do not."""

    holding: tuple[Example, ...]
    others: tuple[Example, ...]

    def drawn(self, chance: random.Random) -> Iterator[Example]:
        """Draw what an epoch reads of it: all that holds gold, and some that does not, more where nothing does."""
        yield from self.holding
        likely, rest = self.others[:1], self.others[1:4]
        if self.holding:
            yield from chance.sample([*likely, *rest], min(1, len(likely) + len(rest)))
        else:
            yield from likely  # where a question's words are, the hardest to tell from an answer
            yield from chance.sample(rest, min(1, len(rest)))


class ReportQuestions:
    """All train questions on reports, with their windows."""

    def __init__(self, questions: Sequence[Read]) -> None:
        self.questions = tuple(questions)

    @classmethod
    def read(
        cls, sets: Sequence[Path], drills: Path | None, kept: Path, splits: Sequence[str] = ("train",)
    ) -> ReportQuestions:
        """Find what is read for the questions of sets and drills; see `of`."""
        return cls.of([*of_sets(sets, splits), *(of_drills(drills) if drills else ())], kept)

    @classmethod
    def of(cls, reports: Sequence[tuple[str, list[Told]]], kept: Path) -> ReportQuestions:
        """Index every report on its own and find what is read for each of its questions.

        What was found is kept in the folder `kept`, by report, for it is the same whatever is trained.
        """
        kept.mkdir(parents=True, exist_ok=True)
        found: list[Read] = []
        for number, (text, told) in enumerate(reports):
            chance = random.Random(text)
            strangers = [
                Told(chance.choice(told_there).question, False, (), ())
                for there, told_there in chance.sample(reports, min(STRANGERS, len(reports)))
                if there != text
            ]
            key = hashlib.sha256(repr((SEGMENTATION, text, told)).encode()).hexdigest()[:24]
            path = kept / f"{key}.pickle"
            if not path.exists():
                with tempfile.TemporaryDirectory() as folder:
                    index = build_index([Document(id="report", title="Report", text=text)], Path(folder) / "index")
                    path.write_bytes(pickle.dumps([_read(index, one) for one in (*told, *strangers)]))
                    index.close()
            kept_here: list[Read] = pickle.loads(path.read_bytes())  # made just here, or by an earlier run of ours
            found.extend(map(_judged, kept_here, (*told, *strangers)))
            if number % 10 == 9:
                print(f"{number + 1} of {len(reports)} reports found", flush=True)
        return cls(found)

    def texts(self) -> Iterator[str]:
        """Give all sentences that are read, each once."""
        examples = (example for question in self.questions for example in (*question.holding, *question.others))
        yield from dict.fromkeys(piece.text for example in examples for piece in example.pieces)

    def shuffled(self, chance: random.Random) -> list[Read]:
        """Give the questions in another order."""
        return chance.sample(self.questions, len(self.questions))


def _judged(read: Read, told: Told) -> Read:
    """Add what is right of a yes/no question."""
    holding = (
        replace(example, verdict=told.verdict if example.answerable else frozenset()) for example in read.holding
    )
    return Read(tuple(holding), tuple(replace(example, verdict=frozenset()) for example in read.others))


def _read(index: Index, told: Told) -> Read:
    found = [scored.passage for scored in index.search(told.question, k=FOUND)]
    ids = {passage.id for passage in found}
    rank = {passage.id: place for place, passage in enumerate(found)}
    for passage in index.passages():  # what the search missed is still to be learnt from
        if passage.id not in ids and any(passage.start < end and start < passage.end for start, end in told.gold):
            found.append(passage)
    holding: list[Example] = []
    others: list[tuple[int, Example]] = []
    for stretch in stretches_of(index, found):
        example = _example(told, stretch)
        if example.gold:
            holding.append(example)
        else:
            others.append((_rank(stretch, found, rank), example))
    others.sort(key=lambda pair: pair[0])
    return Read(tuple(holding), tuple(example for _, example in others))


def _rank(stretch: Stretch, found: Sequence[Passage], rank: dict[int, int]) -> int:
    first, last = stretch.sentences[0].number, stretch.sentences[-1].number
    inside = [rank.get(p.id, FOUND) for p in found if first <= p.first_sentence and p.last_sentence <= last]
    return min(inside, default=FOUND)


def _example(told: Told, stretch: Stretch) -> Example:
    spans: list[tuple[int, int, int]] = []
    gold: set[int] = set()
    for place, sentence in enumerate(stretch.sentences):
        for start, end in told.spans:
            low, high = max(start, sentence.start), min(end, sentence.end)
            if low < high:
                spans.append((place, low - sentence.start, high - sentence.start))
        if any(start < sentence.end and sentence.start < end for start, end in told.gold):
            gold.add(place)
    return Example(
        told.question, stretch.context, stretch.pieces, tuple(spans), frozenset(gold), told.answered and bool(gold)
    )


def of_sets(sets: Sequence[Path], splits: Sequence[str]) -> Iterator[tuple[str, list[Told]]]:
    """Give the reports of question sets with their questions of the given splits, summaries left out."""
    by_document: dict[Path, list[Question]] = defaultdict(list)
    for path in sets:
        for line in read_set(path).lines:
            if line.question.split in splits and line.question.kind != "summary":
                by_document[find_document(line.question.document, beside=path)].append(line.question)
    for source, questions in by_document.items():
        text = read_document(source)
        yield text, [told_by(question, text) for question in questions]


def told_by(question: Question, text: str) -> Told:
    """Give what a question of a set is to teach; a follow-up is asked as it stands alone."""
    answered = question.status == "answered"
    places = locate(question, text)
    spans = tuple((s.start, s.end) for s in question.spans if s.start is not None and s.end is not None)
    verdict = frozenset(question.verdict) if answered else frozenset()
    return Told(question.standalone or question.question, answered, spans if answered else (), places, verdict)


def of_drills(folder: Path) -> Iterator[tuple[str, list[Told]]]:
    """Give the reports of a folder of drills with their questions."""
    yield from map(of_drill, sorted(folder.glob("*.txt")))


def of_drill(path: Path) -> tuple[str, list[Told]]:
    """Give the report of one drill with its questions."""
    text, drills = read_drills(path)
    return text, [_told(drill) for drill in drills]


def _told(drill: Drill) -> Told:
    gold = (*drill.spans, *((place, place + 1) for place in drill.support))
    verdict = frozenset({drill.verdict} if drill.verdict and drill.spans else ())
    return Told(drill.question, bool(drill.spans), drill.spans, gold, verdict)
