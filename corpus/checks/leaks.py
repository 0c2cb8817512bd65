"""Does anything of one split stand in another? Reports that are alike, and persons who walk from one into another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from corpus.checks.finding import Finding
from corpus.reading import Corpus
from corpus.shingles import alike, word_shingles

SAME_REPORT: Final = 0.05
"""Two reports that share this much of their runs of five words are alike; the most alike here share 0.01 of it."""

_NAME: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTICLES: Final = frozenset("de da do del di van von der el al bin".split())
_BETWEEN: Final = re.compile(rf" (?:(?:{'|'.join(sorted(_PARTICLES))}) )?")


def check_leaks(corpus: Corpus) -> Iterator[Finding]:
    """Compare all reports with each other, whatever their split, and the full names of different splits."""
    files = list(corpus.texts)
    for left, right, score in alike([word_shingles(text) for text in corpus.texts.values()], SAME_REPORT):
        yield Finding(files[right], f"the report is much like {files[left]} ({score:.2f} of its runs of words)")
    yield from _shared_names(corpus)


def _shared_names(corpus: Corpus) -> Iterator[Finding]:
    usual = {word for text in corpus.texts.values() for word in _NAME.findall(text) if word.islower()}
    held: dict[str, str] = {}
    for file, text in corpus.texts.items():
        for name in sorted(set(full_names(text))):
            first = held.setdefault(name, file)
            named = name not in corpus.listing.places and not any(word.lower() in usual for word in name.split())
            if first.split("/")[0] != file.split("/")[0] and named:
                yield Finding(file, f"{name!r} is in {first} too, a report of another split")


def full_names(text: str) -> Iterator[str]:
    """Give every two capitalised words that stand together, with a particle between them or none."""
    found = (each for each in _NAME.finditer(text) if each[0] not in _PARTICLES)
    for left, right in pairwise(found):
        between = text[left.end() : right.start()]
        if _BETWEEN.fullmatch(between) and _capital(left[0]) and _capital(right[0]):
            yield f"{left[0]} {right[0]}"


def _capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper()
