"""Is every question one of its own? Near-duplicates and templates, within and across splits.

The limits were set by looking at the most alike pairs: the first that a reader would call the same question would be
well above them, what the corpus holds lies below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from corpus.checks.finding import Finding
from corpus.reading import Corpus
from corpus.shingles import alike, character_shingles, words
from eval.question_set import Question

NEAR: Final = 0.65
"""Two questions this much alike (shingles of 4 characters) are near-duplicates."""

SAME_TEMPLATE: Final = 3
"""So many questions may be of one template: the same words but for names and numbers."""

SAME_OPENING: Final = 0.01
"""Such a share of the questions may begin with the same four words."""

_TOKEN: Final = re.compile(r"\w+(?:[-'’.:,]\w+)*")


def check_repetition(corpus: Corpus) -> Iterator[Finding]:
    """Compare all first questions with each other; follow-ups ("and why?") are alike by nature."""
    lines = [(corpus.place(part.path, line.number), line.question) for part, line in corpus.questions()]
    asked = [(place, question) for place, question in lines if not question.history]
    questions = [question for _, question in asked]
    for left, right, score in alike([character_shingles(question.question) for question in questions], NEAR):
        if not _of_one_report_told_twice(questions[left], questions[right]):
            yield Finding(asked[right][0], f"the question is nearly that of {asked[left][0]} ({score:.2f} alike)")
    yield from _repeated(asked)
    openings = Counter(opening for question in questions if (opening := _opening(question.question)))
    for opening, count in openings.items():
        if count > max(SAME_TEMPLATE, SAME_OPENING * len(questions)):
            yield Finding("questions.jsonl", f"{count} questions begin with {' '.join(opening)!r}")


def template(question: str) -> str:
    """Give a question with its names and numbers taken out; what is left of two of one template is the same."""
    slots: list[str] = []
    for number, token in enumerate(_TOKEN.findall(question)):
        if any(character.isdigit() for character in token):
            slot = "#"
        else:
            slot = "_" if number and token[0].isupper() else token.casefold()
        if slot != "_" or slots[-1:] != ["_"]:
            slots.append(slot)
    return " ".join(slots)


def _repeated(asked: list[tuple[str, Question]]) -> Iterator[Finding]:
    places: dict[str, list[str]] = {}
    for place, question in asked:
        places.setdefault(template(question.question), []).append(place)
    for held in places.values():
        if len(held) > SAME_TEMPLATE:
            yield Finding(held[-1], f"{len(held)} questions are of one template, the first in {held[0]}")


def _of_one_report_told_twice(left: Question, right: Question) -> bool:
    """Say whether a conversation begins with what another hand has asked of the same report."""
    return left.document == right.document and (left.standalone is None) != (right.standalone is None)


def _opening(question: str) -> tuple[str, ...]:
    found = words(question)
    return tuple(found[:4]) if len(found) > 4 else ()
