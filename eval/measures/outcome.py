"""What measures look at: a question, what was answered, and which sentences both rest on.

Citations are judged by the sentence, as the index divides the document. So a quote of half a paragraph counts as the
several sentences that it is, and nothing is gained by quoting more than answers; a quote inside a sentence is right
where it overlaps the gold part of that sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from eval.question_set import Question
from qa import Answer, Citation

Offsets: TypeAlias = tuple[int, int]
Place: TypeAlias = tuple[str, int]
"""A sentence: its document's id and its number there; in another document than the question's, the citation's start."""


@dataclass(frozen=True, slots=True)
class Searches:
    """What is found for a follow-up as it was `typed`, as `ours` and as a `human` rewrote it.

    Each is the offsets of the best passages of the question's document, best first.
    """

    typed: tuple[Offsets, ...]
    ours: tuple[Offsets, ...]
    human: tuple[Offsets, ...]


@dataclass(frozen=True)
class Outcome:
    """A question with its answer.

    document_id: of the document the question is about. sentences: the offsets of its sentences, in order.
    gold: the offsets of the gold quotes. seconds: how long the answer took by the clock.
    searches: for a follow-up with a human rewrite, what the search finds for each wording; else None.
    """

    question: Question
    answer: Answer
    document_id: str
    sentences: Sequence[Offsets]
    gold: tuple[Offsets, ...] = ()
    seconds: float = 0.0
    searches: Searches | None = None

    @cached_property
    def gold_sentences(self) -> frozenset[Place]:
        """The sentences that a right answer rests on."""
        return frozenset(place for start, end in self.gold for place in self._places(start, end))

    def judged(self, citations: Iterable[Citation]) -> dict[Place, bool]:
        """Give the sentences that `citations` quote, in the order of their first quote: is each one's quote gold?"""
        judged: dict[Place, bool] = {}
        for citation in citations:
            if citation.document_id != self.document_id:
                judged.setdefault((citation.document_id, citation.start), False)
                continue
            for place in self._places(citation.start, citation.end):
                judged[place] = judged.get(place, False) or self._meets_gold(place, citation)
        return judged

    @property
    def refused(self) -> bool:
        """Whether the answer says that it is not in the documents."""
        return self.answer.status == "not_in_documents"

    @property
    def answered(self) -> bool:
        """Whether the answer claims to answer."""
        return self.answer.status == "answered"

    def _places(self, start: int, end: int) -> list[Place]:
        """Give the sentences that share a character with ``[start, end)``."""
        if start >= end:
            return []
        first = bisect_right(self.sentences, start, key=lambda sentence: sentence[1])
        last = bisect_left(self.sentences, end, key=lambda sentence: sentence[0])
        return [(self.document_id, number) for number in range(first, last)]

    def _meets_gold(self, place: Place, citation: Citation) -> bool:
        """Say whether the part of a sentence that is cited and the part that is gold overlap."""
        start, end = self.sentences[place[1]]
        low, high = max(start, citation.start), min(end, citation.end)
        return any(max(low, gold_start) < min(high, gold_end) for gold_start, gold_end in self.gold)
