"""Showing the questions that a run got wrong, for whoever wants to get them right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from eval.errors import ResultsError
from eval.measures import MEASURES
from eval.results import Saved, read_results
from eval.text import plain, says_any

_WIDTH = 300


def main(results: Path, *, measure: str = "right", split: str = "dev") -> int:
    """Print the questions that are less than perfect by a measure; give the exit code, 0.

    Args:
        results: a file that a run wrote.
        measure: the name of a measure that is a share.
        split: "train", "dev", "test" or "all". Who tunes looks at dev only.

    Raises:
        ResultsError: the file cannot be read, or there is no such measure.
    """
    from eval.table import console

    out = console()
    asked = [each for each in read_results(results) if split in {"all", each.question.split}]
    wrong = imperfect(asked, measure)
    for each in wrong:
        for line in _told(each):
            out.print(Text(line), soft_wrap=True)
    whose = "all splits" if split == "all" else split
    out.print(Text(f"{len(wrong)} of {len(asked)} questions of {whose} are imperfect by {measure}."), soft_wrap=True)
    return 0


def imperfect(records: list[Saved], measure: str) -> list[Saved]:
    """Choose the records that have less than the best value of a measure.

    Raises:
        ResultsError: there is no such measure, or it is not a share.
    """
    shares = {each.name: each for each in MEASURES if each.unit == "share"}
    if measure not in shares:
        raise ResultsError(f"There is no measure {measure!r} to judge by; there are {', '.join(shares)}.")
    judge = shares[measure]
    best = 1 if judge.better == "higher" else 0
    return [each for each in records if (value := each.values.get(measure)) is not None and judge.grade(value) != best]


def _told(saved: Saved) -> Iterator[str]:
    question = saved.question
    yield f"{saved.key} ({question.kind}): {question.question}"
    for turn in question.history if saved.history is None else saved.history:
        yield f"  before: {turn.role}: {turn.content}"
    if saved.status != question.status:
        yield f"  status: {saved.status}, should be {question.status}"
    text = plain(saved.text)
    for wordings in question.facts:
        if not says_any(text, wordings):
            yield f"  unsaid: {' / '.join(wordings)}"
    for claim in question.forbidden:
        if says_any(text, claim):
            yield f"  forbidden: {' / '.join(claim)}"
    for gold in question.gold:
        yield f"  gold: {' '.join(gold.quote.split())}"
    told = " ".join(saved.text.split())
    yield f"  answer: {told if len(told) <= _WIDTH else told[: _WIDTH - 1] + '…'}"
    yield ""
