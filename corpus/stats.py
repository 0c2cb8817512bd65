"""What the corpus holds, in numbers: tables by split, kind, sort of report and noise."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias, TypeVar, get_args

from corpus.reading import SPLITS, Corpus, Genre, Kind, Noise, Report
from corpus.scoring import FLOORS, floors
from corpus.shingles import words
from eval.question_set import KINDS, Question, Split
from qa import Status

T = TypeVar("T")

BySplit: TypeAlias = dict[Split, list[T]]

ALL: Final = "all"

VERDICTS: Final = ("yes", "no", "unconfirmed", "no or unconfirmed", "unconfirmed or yes")
"""What may be right for a yes/no question; where two are, either can be defended."""

_NO_CONTENT: Final = frozenset(
    "a about after all also an and any are as at be because been before but by can could did do does for from had has "
    "have he her him his how i if in into is it its me more most much many no not of on one or our out over please she "
    "so some tell than that the their them then there these they this those to up us was we were what when where "
    "which while who whom whose why will with would you your s t".split()
)
"""English words that say nothing of what a question is about."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first column names the rows, the others are numbers, ready to be shown."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(corpus: Corpus) -> Iterator[Table]:
    """Give all tables."""
    questions = {split: [line.question for _, line in corpus.questions(split, "questions")] for split in SPLITS}
    turns = {split: [line.question for _, line in corpus.questions(split, "conversations")] for split in SPLITS}
    yield _splits(corpus, questions, turns)
    yield _counted(
        "Questions by kind, in brackets those that the report does not answer",
        "kind",
        KINDS,
        questions,
        lambda question: (question.kind,),
        unanswered,
    )
    asked = {split: questions[split] + turns[split] for split in SPLITS}
    yield _counted("Verdicts of yes/no questions and turns", "right", VERDICTS, asked, _verdict)
    reports = {split: [report for report in corpus.listing.reports if report.split == split] for split in SPLITS}
    yield _counted("Reports by sort, in brackets those with noise", "sort", get_args(Genre), reports, _genre, _noisy)
    yield _counted("Reports by noise (one may have several)", "noise", get_args(Noise), reports, _noise)
    yield _overlaps(corpus)
    yield _floors(corpus)


def unanswered(question: Question) -> bool:
    """Say whether the report does not answer a question."""
    return question.status == "not_in_documents"


def overlap(question: str, text: str) -> float | None:
    """Give the share of a question's content words whose stems stand in a text, None for a question without any."""
    content = {stem(word) for word in words(question) if word not in _NO_CONTENT}
    return len(content & _stems(text)) / len(content) if content else None


@cache
def stem(word: str) -> str:
    """Give an English word's stem."""
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word))


@cache
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


def _splits(corpus: Corpus, questions: BySplit[Question], turns: BySplit[Question]) -> Table:
    texts = corpus.texts.items()
    lengths = {split: [len(text.split()) for file, text in texts if file.startswith(f"{split}/")] for split in SPLITS}
    noisy = {split: [_noisy(each) for each in corpus.listing.reports if each.split == split] for split in SPLITS}
    asked = {split: [len(question.question.split()) for question in questions[split]] for split in SPLITS}
    answered = {split: [each for each in questions[split] if each.status == "answered"] for split in SPLITS}
    short = {split: [len(span.text.split()) for each in answered[split] for span in each.spans] for split in answered}
    gold = {split: [len(each.gold) for each in answered[split]] for split in answered}
    rows = [
        _row("reports", lengths, len),
        _row("words of a report, median (least–most)", lengths, _spread),
        _row("reports with noise", noisy, sum),
        _row("questions", questions, len),
        _row("of them not answered by the report", questions, _share_of(unanswered)),
        _row("of these an announced statement is missing", questions, _sum_of(_announced)),
        _row("answers that are somebody's claim", answered, _share_of(lambda each: each.source is not None)),
        _row("words of a question, median (5–95 %)", asked, _spread_inner),
        _row("gold quotes of an answer, mean", gold, _mean),
        _row("answers with short answers (spans)", answered, _share_of(lambda each: each.spans)),
        _row("words of a short answer, median (5–95 %)", short, _spread_inner),
        _row("conversations", turns, lambda each: len({turn.id.rpartition("-")[0] for turn in each})),
        _row("reports with conversations", turns, lambda each: len({(turn.split, turn.document) for turn in each})),
        _row("turns", turns, len),
        *(_row(f"of them {status}", turns, _sum_of(_with(status))) for status in get_args(Status)),
    ]
    return Table("Splits", ("", *SPLITS, ALL), tuple(rows))


def _counted(
    title: str,
    first: str,
    names: Sequence[str],
    items: BySplit[T],
    of: Callable[[T], Iterable[str]],
    marked: Callable[[T], bool] | None = None,
) -> Table:
    """Count items by name and split, those that are marked in brackets."""
    columns = [items[split] for split in SPLITS]
    columns.append([each for own in columns for each in own])
    counts = [Counter(name for each in own for name in of(each)) for own in columns]
    some = [Counter(name for each in own if marked and marked(each) for name in of(each)) for own in columns]
    cells = [
        {name: f"{own[name]} ({few[name]})" if marked else f"{own[name]}" for name in names}
        for own, few in zip(counts, some, strict=True)
    ]
    rows = tuple((name, *(column[name] for column in cells)) for name in names)
    return Table(title, (first, *SPLITS, ALL), rows)


def _overlaps(corpus: Corpus) -> Table:
    """Compare how much of the report's wording answered and unanswered questions take over."""
    rows, found = [], {}
    for name, wanted in (("answered", False), ("not answered", True)):
        shares = {
            split: [
                share
                for part, line in corpus.questions(split, "questions")
                if unanswered(line.question) is wanted
                and (share := overlap(line.question.question, corpus.text(part, line.question))) is not None
            ]
            for split in SPLITS
        }
        rows.append(_row(name, shares, _mean))
        found[name] = shares
    told = {split: [_told_apart(found["answered"][split], found["not answered"][split])] for split in SPLITS}
    rows.append(_row("told apart by it (area under the curve; 0.5: not at all)", told, _mean))
    return Table("Share of a question's content words that stand in its report, mean", ("", *SPLITS, ALL), tuple(rows))


def _told_apart(low: list[float], high: list[float]) -> float:
    """Give how often a value of `high` is over one of `low`, ties counting half: the area under the ROC curve."""
    pairs = [(1.0 if right > left else 0.5 if right == left else 0.0) for left in low for right in high]
    return statistics.mean(pairs) if pairs else 0.5


def _floors(corpus: Corpus) -> Table:
    """Tell how far it gets one without skill."""
    shares = floors(corpus)
    rows = tuple(
        (f"{kind}: {name}", *(f"{shares.get((split, kind, name), 0):.2f}" for split in SPLITS))
        for kind in get_args(Kind)
        for name in FLOORS
    )
    return Table("Share of questions that are answered rightly without skill", ("", *SPLITS), rows)


def _row(name: str, items: BySplit[T], value: Callable[[list[T]], object]) -> tuple[str, ...]:
    everything = [each for split in SPLITS for each in items[split]]
    return (name, *(str(value(items[split])) for split in SPLITS), str(value(everything)))


def _spread(values: list[int]) -> str:
    return f"{statistics.median(values):.0f} ({min(values)}–{max(values)})" if values else "–"


def _spread_inner(values: list[int]) -> str:
    if len(values) < 2:
        return "–"
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return f"{statistics.median(values):.0f} ({cuts[0]:.0f}–{cuts[-1]:.0f})"


def _mean(values: Sequence[float]) -> str:
    return f"{statistics.mean(values):.2f}" if values else "–"


def _sum_of(holds: Callable[[T], object]) -> Callable[[list[T]], int]:
    return lambda values: sum(bool(holds(each)) for each in values)


def _share_of(holds: Callable[[T], object]) -> Callable[[list[T]], str]:
    def told(values: list[T]) -> str:
        count = sum(bool(holds(each)) for each in values)
        return f"{count} ({count / len(values):.0%})" if values else "–"

    return told


def _announced(question: Question) -> bool:
    return unanswered(question) and bool(question.gold)


def _with(status: str) -> Callable[[Question], bool]:
    return lambda question: question.status == status


def _genre(report: Report) -> tuple[str, ...]:
    return (report.genre,)


def _verdict(question: Question) -> tuple[str, ...]:
    return (" or ".join(sorted(question.verdict)),) if question.verdict else ()


def _noise(report: Report) -> tuple[str, ...]:
    return report.noise


def _noisy(report: Report) -> bool:
    return bool(report.noise)
