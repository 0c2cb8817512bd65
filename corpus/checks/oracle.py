"""Can the questions be answered rightly, and not cheaply?

Quoting the gold must be right by every measure of `eval`; what takes no skill must be wrong in most questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from corpus.checks.finding import Finding
from corpus.reading import Corpus
from corpus.scoring import asked, floors, oracle
from eval.measures import MEASURES

CEILING: Final = 0.5
"""A floor that is right in more of the questions than this makes a set too easy."""


def check_oracle(corpus: Corpus) -> Iterator[Finding]:
    """Check that quoting the gold is right by every measure."""
    perfect = {measure.name: float(measure.better == "higher") for measure in MEASURES}
    for each in asked(corpus):
        worse = [name for name, value in each.values(oracle).items() if value not in {None, perfect[name]}]
        if worse:
            place = corpus.place(each.part.path, each.line.number)
            yield Finding(place, f"an oracle that quotes the gold is not right by {', '.join(worse)}")


def check_floors(corpus: Corpus) -> Iterator[Finding]:
    """Check that what takes no skill does not get far in any set."""
    for (split, kind, name), share in floors(corpus).items():
        if share > CEILING:
            yield Finding(f"{split}/{kind}.jsonl", f"{name!r} is right in {share:.2f} of the questions")
