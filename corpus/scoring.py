"""Answering the corpus' questions without skill, and perfectly, and scoring it by the measures of `eval`.

The oracle quotes the gold. "Always refuse" is `eval`'s; "nearest sentence" here quotes the sentence that shares most
words with the question, which takes no model. (What the sentence nearest by embedding gives,
``python -m eval run corpus`` shows beside the assistant.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from corpus.reading import Corpus, Part
from eval.documents import locate
from eval.floors import AlwaysRefuse
from eval.measures import MEASURES, Outcome
from eval.question_set import Line, Question
from eval.text import normalise
from index.document import Sentence
from qa import Answer, Citation, Span, Statement
from qa.answer import Certainty

_WORD: Final = re.compile(r"\w+")


class System(Protocol):
    """Something that answers a question about a report, given its sentences."""

    def __call__(self, question: Question, sentences: Sequence[Sentence]) -> Answer:
        """Answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its report's sentences, and the offsets of its gold."""

    part: Part
    line: Line
    sentences: tuple[Sentence, ...]
    gold: tuple[tuple[int, int], ...]

    def values(self, system: System) -> dict[str, float | None]:
        """Give how well a system's answer does by every measure, those of time left out."""
        question = self.line.question
        outcome = Outcome(
            question=question,
            answer=system(question, self.sentences),
            document_id=question.document,
            sentences=[(sentence.start, sentence.end) for sentence in self.sentences],
            gold=self.gold,
        )
        found = {measure: measure.value(outcome) for measure in MEASURES if measure.unit == "share"}
        return {each.name: None if value is None else each.grade(value) for each, value in found.items()}


@lru_cache(maxsize=1)
def asked(corpus: Corpus) -> tuple[Asked, ...]:
    """Give the questions that can be asked; a check tells what is wrong with the others."""
    return tuple(_asked(corpus))


@lru_cache(maxsize=1)
def floors(corpus: Corpus) -> dict[tuple[str, str, str], float]:
    """Give the share of questions that each floor answers rightly, by split, kind of set and name of the floor."""
    shares: dict[tuple[str, str, str], float] = {}
    for part in corpus.parts:
        for name, system in FLOORS.items():
            right = [each.values(system)["right"] or 0.0 for each in asked(corpus) if each.part is part]
            if right:
                shares[part.split, part.kind, name] = sum(right) / len(right)
    return shares


def oracle(question: Question, sentences: Sequence[Sentence]) -> Answer:
    """Answer as a perfect extractive assistant would: the gold, said by whom it is said."""
    cited = tuple(
        _citation(question, number, gold.quote, gold.start or 0, gold.end or 0)
        for number, gold in enumerate(question.gold, 1)
    )
    numbers = tuple(citation.number for citation in cited)
    text = " ".join(f"{citation.quote} [{citation.number}]" for citation in cited)
    certainty: Certainty = "attributed" if question.sources else "reported"
    return Answer(
        question=question.question,
        standalone_question=question.question,
        status=question.status,
        text=text,
        spans=tuple(Span(span.text, question.document, span.start, span.end) for span in question.spans),
        verdict=next(iter(question.verdict), None),
        statements=tuple(Statement(text, numbers, source, certainty) for source in question.sources or (None,)),
        citations=cited,
        considered=cited,
    )


def refuse(question: Question, sentences: Sequence[Sentence]) -> Answer:
    """Refuse."""
    return AlwaysRefuse().answer(question, question.document)


def nearest(question: Question, sentences: Sequence[Sentence]) -> Answer:
    """Quote the sentence that shares the largest part of the question's words."""
    words = set(_WORD.findall(normalise(question.question)))
    best = max(sentences, key=lambda each: len(words & set(_WORD.findall(normalise(each.text)))))
    cited = _citation(question, 1, best.text, best.start, best.end)
    return Answer(
        question=question.question,
        standalone_question=question.question,
        status="answered",
        text=f"{best.text} [1]",
        statements=(Statement(best.text, (1,)),),
        citations=(cited,),
        considered=(cited,),
    )


FLOORS: Final[dict[str, System]] = {"always refuse": refuse, "nearest sentence": nearest}


def _asked(corpus: Corpus) -> Iterator[Asked]:
    from index.load import load_document
    from index.segment import sentences_of

    sentences: dict[str, tuple[Sentence, ...]] = {}
    for part, line in corpus.questions():
        file = f"{part.split}/{line.question.document}"
        if file not in corpus.texts:
            continue
        if file not in sentences:
            sentences[file] = tuple(sentences_of(load_document(corpus.folder / file)))
        try:
            gold = locate(line.question, corpus.texts[file])
        except ValueError:
            continue
        yield Asked(part, line, sentences[file], gold)


def _citation(question: Question, number: int, quote: str, start: int, end: int) -> Citation:
    return Citation(number, question.document, question.document, None, start, end, quote, quote)
