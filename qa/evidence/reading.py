"""What reading gives: the sentences that speak to a question, and whether they answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from index.document import ScoredPassage, Sentence
from qa.answer import Span, Verdict
from qa.evidence.attribution import Attribution
from qa.evidence.speech.account import Told
from qa.question.intent import Intent


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence read for a question.

    `relevance` is the reader's own estimate, from 0 to 1, that it is part of what a right answer rests on. `spans` are
    its short answers, best first, and `short_attribution` tells who says the best one (several may each say a part of a
    sentence); `parts` are those whose words tell who says them, in order. `missing` says that it announces a statement
    which the document then does not contain; `open_actor` that it leaves open who did it, `names_actor` that it names
    who something came from. `verdict` is what the reader model makes of a yes/no question by this sentence, each with
    its probability; empty where the model does not tell.
    `elsewhen`: what it tells took place, for sure, at another time than the one that is asked for; `on_day`: on a day
    that is asked for; `on_clock`: at the time of day that is asked for.
    """

    sentence: Sentence
    relevance: float
    attribution: Attribution
    spans: tuple[Span, ...] = ()
    missing: bool = False
    open_actor: bool = False
    names_actor: bool = False
    short_attribution: Attribution | None = None
    parts: tuple[Told, ...] = ()
    verdict: Mapping[Verdict, float] = field(default_factory=dict, hash=False)
    elsewhen: bool = False
    on_day: bool = False
    on_clock: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """`ranked`: every sentence read, best first. `answerable` estimates, from 0 to 1, that they answer the question.
    `calibrated`: whether its estimates were fitted on data, so that they can be taken for probabilities.
    """

    ranked: tuple[EvidenceSentence, ...]
    answerable: float
    calibrated: bool = False


class Reader(Protocol):
    """Reads passages for a question. The seam at which another model takes its place."""

    def read(self, question: str, intent: Intent, passages: Sequence[ScoredPassage], in_context: str = "") -> Reading:
        """Score every sentence of the passages, and the whole. in_context: of one that comes after another,
        `question` as it was typed, with what went before, else "". A reader need not heed it.
        """
        ...
