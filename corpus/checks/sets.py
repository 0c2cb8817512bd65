"""Are the questions what docs/question-sets.md asks for, and what this corpus asks for beyond it?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpus.checks.finding import Finding
from corpus.reading import Corpus, Kind, Part
from eval.question_set import Line, Question
from eval.text import says_any
from eval.validate import validate

KEYS: Final = (
    *("id", "document", "question", "history", "kind", "status", "gold", "facts", "forbidden", "source", "split"),
    *("spans", "verdict"),
)
"""The keys of every line, in this order: loaders that guess at columns need them all."""

KEYS_OF: Final[dict[Kind, tuple[str, ...]]] = {"questions": KEYS, "conversations": (*KEYS, "standalone")}

WITHOUT_SPANS: Final = frozenset({"yes-no", "confirmed", "summary", "why", "how", "comparison"})
"""Kinds whose answer may be a whole sentence; a question of another kind has a short answer."""


def check_sets(corpus: Corpus) -> Iterator[Finding]:
    """Check every line by itself; warnings of ``python -m eval validate`` count as well."""
    ids: dict[str, str] = {}
    for part in corpus.parts:
        for problem in validate(part.path, documents=part.path.parent)[1]:
            yield Finding(corpus.place(part.path, problem.line), problem.message)
        yield from _keys(corpus, part)
        for line in part.lines:
            place = corpus.place(part.path, line.number)
            for message in (*_belongs(part, line.question), *_answer(corpus.text(part, line.question), line)):
                yield Finding(place, message)
            first = ids.setdefault(line.question.id, place)
            if first != place and not first.startswith(corpus.place(part.path)):
                yield Finding(place, f"the id {line.question.id!r} is that of {first}")


def _keys(corpus: Corpus, part: Part) -> Iterator[Finding]:
    wanted = KEYS_OF[part.kind]
    for number, line in enumerate(part.path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            data = json.loads(line) if line.strip() else None
        except ValueError:
            continue  # told already
        if isinstance(data, dict) and tuple(data) != wanted:
            yield Finding(corpus.place(part.path, number), f"the keys should be {', '.join(wanted)}, in this order")


def _belongs(part: Part, question: Question) -> Iterator[str]:
    """Check that a question is where it belongs."""
    if question.split != part.split:
        yield f"the split is {question.split!r} in a set of {part.split}"
    if not question.id.startswith(f"{Path(question.document).stem}-"):
        yield f"the id {question.id!r} should begin with the name of its report, {Path(question.document).stem!r}"
    if part.kind == "questions" and (question.history or question.status not in {"answered", "not_in_documents"}):
        yield "a question with a history, or one that is no question, belongs to the conversations"


def _answer(text: str, line: Line) -> Iterator[str]:
    """Check that quoting the gold is a right answer."""
    question = line.question
    for gold in question.gold:
        count = text.count(gold.quote)
        if count > 1:
            yield f"the gold quote {gold.quote!r} stands in {count} places; take more of it"
    quoted = " ".join(gold.quote for gold in question.gold)
    for claim in question.forbidden if question.status == "answered" else ():
        if says_any(quoted, claim):
            yield f"quoting the gold states the forbidden {' / '.join(claim)!r}"
    if question.status == "answered" and not question.spans and question.kind not in WITHOUT_SPANS:
        yield f"an answered question of the kind {question.kind!r} needs spans, its short answers"
    if question.kind == "who-says-so" and question.status == "answered" and question.source is None:
        yield "an answer to who says so needs its source"
