"""Which sentences an answer cites, of all that were read, and in which order they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.document import Day
from qa.compose.confidence import log_odds
from qa.compose.headings import without_headings
from qa.compose.taken_over import taken_over
from qa.evidence.reading import EvidenceSentence, Reading
from qa.question.intent import Intent
from qa.question.time import Order, asked_time
from qa.words import content_words

_CLAIM_NEAR: Final = 4
"""Sentences behind an account that leaves the actor open, within which a claim of who it was is looked for."""
_ANNOUNCEMENT_TELLS: Final = frozenset({"who", "definition", "when", "where", "which"})
"""Kinds of questions that a sentence may answer by itself though it announces a statement that is missing: it tells who
speaks, and when and where.
"""
_DISPUTED: Final = frozenset({"yes-no", "how-many", "why"})
"""Kinds of questions over which sources disagree: whether it is so, how much, and for what reason."""
_VOICES: Final = 5
"""Sentences behind the best among which another source is looked for."""
_ALIKE: Final = 0.8
"""Share of content words in common from which two sentences say the same."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The thresholds of choosing; chosen on development data, see `training/README.md`.

    answer_from: refuse where the reader holds the question for answered with less than this.
    short_from: a short answer stands first where it is held for right with at least this. second_within: a further
    sentence is cited where the log odds of its relevance are at most this far below the best one's, and its relevance
    at least `least`. `many_within` holds where several items are asked for; `sides_within` and `sides_least` where two
    accounts are to be set side by side or two sources may disagree, `open_within` where the document's own account
    leaves open what is asked, for a reader that looks for one answer doubts the rest of it. The limits count sentences.
    """

    answer_from: float = 0.55
    short_from: float = 0.5
    second_within: float = 2.0
    many_within: float = 2.5
    sides_within: float = 4.0
    open_within: float = 6.0
    least: float = 0.08
    sides_least: float = 0.03
    most: int = 3
    most_of_many: int = 5


def chosen_of(question: str, intent: Intent, reading: Reading, choice: Choice) -> list[EvidenceSentence]:
    """Pick the sentences to cite, in the order in which they are told: the best first; what is asked for in the plural
    in the order of time, as far as it is known, else as in the document. What says the same is cited once.
    """
    usable = list(reading.ranked)
    if intent.kind not in _ANNOUNCEMENT_TELLS:
        usable = [evidence for evidence in usable if not evidence.missing] or usable
    plural = intent.many or intent.kind == "summary"
    if plural and intent.kind != "when":
        usable = without_headings(usable) or usable
    order = asked_time(question).order
    best = _open_account(question, intent, usable, choice) or _outermost(order, usable, choice) or usable[0]
    usable = [best, *(evidence for evidence in usable if evidence is not best)]
    within, least = choice.many_within if plural else choice.second_within, choice.least
    if intent.sides and not plural:
        within, least = choice.sides_within, choice.sides_least
    most = choice.most_of_many if plural else choice.most
    chosen = [best]
    for evidence in _near(best, usable[1:], within, least):
        if len(chosen) < most and not any(_same(evidence, other) for other in chosen):
            chosen.append(evidence)
    if len(chosen) == 1 and intent.kind in _DISPUTED:
        chosen += _another_voice(best, usable[1 : 1 + _VOICES], choice)
    if best.open_actor and intent.agent:
        claim = _claim_beside(best, usable)
        if claim is not None:
            chosen = [best, claim, *(evidence for evidence in chosen[1:] if evidence is not claim)][:most]
    if intent.kind == "when":
        chosen = _with_day(chosen, usable, most)
    return _in_order(chosen) if plural else chosen


def _outermost(order: Order | None, usable: Sequence[EvidenceSentence], choice: Choice) -> EvidenceSentence | None:
    """Find, where the first or the last of something is asked for, the earliest or latest of the sentences that speak
    to it about as well; None where no two of them are dated.
    """
    if order is None:
        return None
    near = _near(usable[0], usable[: choice.most_of_many], choice.second_within)
    dated = [(day, evidence) for evidence in near if (day := _day(evidence)) is not None]
    if len(dated) < 2 or not all(evidence is not usable[0] for _, evidence in dated[1:]):
        return None
    days = _sortable([day for day, _ in dated])
    if not days:
        return None
    wanted = min(days) if order == "first" else max(days)
    return dated[days.index(wanted)][1]


def _with_day(chosen: list[EvidenceSentence], usable: Sequence[EvidenceSentence], most: int) -> list[EvidenceSentence]:
    """Cite, beside a sentence that only takes its day over ("on the same day"), the sentence that names it."""
    best = chosen[0].sentence
    short = chosen[0].spans[0] if chosen[0].spans else None
    if best.carried_from is None or not taken_over(chosen[0], short):
        return chosen
    naming = next(
        (e for e in usable if (e.sentence.document_id, e.sentence.number) == (best.document_id, best.carried_from)),
        None,
    )
    return chosen if naming is None or naming in chosen else [chosen[0], naming, *chosen[1 : most - 1]]


def _open_account(
    question: str, intent: Intent, usable: Sequence[EvidenceSentence], choice: Choice
) -> EvidenceSentence | None:
    """Find, for a question for an actor, the document's own account that leaves the actor open: it comes first, so
    that a claim is never taken for more than a claim. One that shares no word with the question must be about as
    relevant as the best, for there are other things that somebody did.
    """
    if not intent.agent:
        return None
    asked = {word.key for word in content_words(question)}
    near = [*_near(usable[0], usable[:3], choice.open_within, choice.sides_least)]
    nearest = [*_near(usable[0], near, choice.second_within)]
    return next(
        (
            evidence
            for evidence in near
            if evidence.open_actor
            and (evidence in nearest or any(word.key in asked for word in content_words(evidence.sentence.text)))
        ),
        None,
    )


def _claim_beside(best: EvidenceSentence, usable: Sequence[EvidenceSentence]) -> EvidenceSentence | None:
    """Find who is said to have done what the document itself leaves open.

    The nearest sourced sentence behind it that names whom it came from and does not name another day.
    """
    here = best.sentence
    days = here.days or here.carried
    near = [
        evidence
        for evidence in usable
        if evidence.attribution.certainty != "reported"
        and evidence.names_actor
        and evidence.sentence.document_id == here.document_id
        and 0 < evidence.sentence.number - here.number <= _CLAIM_NEAR
        and not (
            days and evidence.sentence.days and not any(d.matches(o) for d in days for o in evidence.sentence.days)
        )
    ]
    return min(near, key=lambda evidence: evidence.sentence.number, default=None)


def _another_voice(
    best: EvidenceSentence, others: Sequence[EvidenceSentence], choice: Choice
) -> list[EvidenceSentence]:
    """Find, beside a claim, what another source says of the matter: sources that disagree stand side by side."""
    if best.attribution.named is None:
        return []
    heard = (e for e in others if e.attribution.named is not None and e.attribution.named != best.attribution.named)
    near = _near(best, heard, choice.sides_within, choice.sides_least)
    return [evidence for evidence in near if not _same(evidence, best)][:1]


def _near(
    best: EvidenceSentence, others: Iterable[EvidenceSentence], within: float, least: float = 0.0
) -> Iterator[EvidenceSentence]:
    """Give those whose relevance is at least `least`, and in log odds at most `within` below the best one's."""
    bar = log_odds(best.relevance) - within
    return (e for e in others if e.relevance >= least and log_odds(e.relevance) >= bar)


def _same(one: EvidenceSentence, other: EvidenceSentence) -> bool:
    """Say whether two sentences use the same words."""
    left, right = ({word.key for word in content_words(each.sentence.text)} for each in (one, other))
    return len(left & right) >= _ALIKE * max(len(left | right), 1)


def _day(evidence: EvidenceSentence) -> Day | None:
    days = evidence.sentence.days or evidence.sentence.carried
    return days[0] if days else None


def _sortable(days: Sequence[Day]) -> list[tuple[int, int, int]]:
    """Give days as (year, month, day), those without a year in that of the others; none where these have several, for
    then nothing tells which year is meant.
    """
    years = {day.year for day in days if day.year is not None}
    if len(years) > 1 and any(day.year is None for day in days):
        return []
    return [(day.year or max(years, default=0), day.month, day.day) for day in days]


def _in_order(chosen: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Sort by days where every sentence has one, else as the documents tell it."""
    days = _sortable([day for evidence in chosen if (day := _day(evidence)) is not None])
    dated = len(days) == len(chosen)
    keys = [(days[place] if dated else (), e.sentence.document_id, e.sentence.start) for place, e in enumerate(chosen)]
    return [chosen[place] for place in sorted(range(len(chosen)), key=keys.__getitem__)]
