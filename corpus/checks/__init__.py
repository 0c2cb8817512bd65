"""The checks of the corpus, one idea a file; each gives what it finds wrong, nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from corpus.checks.conversations import check_conversations
from corpus.checks.files import check_files
from corpus.checks.finding import Finding
from corpus.checks.leaks import check_leaks
from corpus.checks.oracle import check_floors, check_oracle
from corpus.checks.repetition import check_repetition
from corpus.checks.sets import check_sets
from corpus.reading import Corpus

CHECKS: Final[tuple[Callable[[Corpus], Iterator[Finding]], ...]] = (
    check_files,
    check_sets,
    check_conversations,
    check_oracle,
    check_floors,
    check_repetition,
    check_leaks,
)
"""All checks, in the order in which they are run."""

__all__ = ["CHECKS", "Finding", "check"]


def check(corpus: Corpus) -> Iterator[Finding]:
    """Run all checks."""
    for each in CHECKS:
        yield from each(corpus)
