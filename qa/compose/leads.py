"""The short words that stand above a quote: the short answer, the verdict, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.dates import spoken_days
from qa.answer import Span, Verdict
from qa.compose.markdown import escaped
from qa.compose.sources import answers_who_says, listed
from qa.compose.standing import is_denier, may_stand_first, opening, standing, teller_of
from qa.compose.taken_over import taken_over
from qa.evidence.actors import actor_places, open_words
from qa.evidence.attribution import Attribution
from qa.evidence.plans import told_as_plan
from qa.evidence.reading import EvidenceSentence
from qa.question.intent import Intent
from qa.words import content_words

_SHORT_KINDS: Final = frozenset({"who", "when", "where", "how-many", "which", "what"})
"""Kinds of questions that a few words can answer."""
_PRONOUN: Final = re.compile(r"\W*(?:he|she|it|they|we|i|him|her|them|us|this|that)\W*", re.IGNORECASE)
"""A short answer that tells nobody who it is."""


def leads_of(
    question: str, intent: Intent, verdict: Verdict | None, chosen: Sequence[EvidenceSentence], short_from: float
) -> list[str | None]:
    """Give what stands above each of the chosen sentences, the best of which is the first; None where the quote alone
    says it best.

    Above the further ones it is who is said to have done what the document leaves open, or, where sides are asked for,
    what each of them says. short_from: how likely a short answer is that may stand there.
    """
    best, further = chosen[0], chosen[1:]
    first = _lead(question, intent, verdict, best, _short(question, best, short_from))
    if intent.agent and best.open_actor:
        return [first, *(_claimed(question, each) for each in further)]
    if intent.sides and not intent.many and not intent.agent and verdict is None:
        return [first, *(_lead(question, intent, None, each, _short(question, each, short_from)) for each in further)]
    return [first, *(None for _ in further)]


def unnamed_source(evidence: EvidenceSentence) -> str:
    """Name before a quote who says it, where the quote itself does not ("he added"); "" where it does, or nobody is
    known.
    """
    source = evidence.attribution.named
    if source is None:
        return ""
    said = {word.key for word in content_words(evidence.sentence.text)}
    told = [word.key for word in content_words(source)]
    return "" if not told or any(key in said for key in told) else f"According to {listed(source)}: "


def _short(question: str, evidence: EvidenceSentence, short_from: float) -> Span | None:
    """Give a sentence's short answer, where it is likely enough to stand first, and the sentence asserts it, as no
    plan.
    """
    short = evidence.spans[0] if evidence.spans else None
    if short is None or (short.probability or 0.0) < short_from:
        return None
    said = evidence.sentence
    place = (short.start - said.start, short.end - said.start)
    planned = told_as_plan(said.text, question, place)
    return short if not planned and may_stand_first(question, evidence, short) else None


def _lead(
    question: str, intent: Intent, verdict: Verdict | None, best: EvidenceSentence, short: Span | None
) -> str | None:
    """Give the short answer that stands first, None where the quote alone says it best.

    What is only claimed is never said as if it were so: its source, or that it is uncertain, is told along.
    """
    if intent.agent and best.open_actor:
        place = open_words(best.sentence.text)
        words = "" if place is None else f" (“{escaped(best.sentence.text[slice(*place)])}”)"
        return f"**The document does not say who it was**{words}:"
    if verdict is not None:
        teller = teller_of(question, best, verdict)
        before, behind = standing(question, best, teller.named or "")
        return f"**{_spoken_verdict(verdict, teller, before, behind, known=intent.known)}:**"
    if short is None or intent.many or intent.kind not in _SHORT_KINDS or _PRONOUN.fullmatch(short.text):
        return None
    words = f"**{escaped(' '.join(short.text.split()))}**"
    days = taken_over(best, short) if intent.kind == "when" else ()
    if days:
        words += f" ({spoken_days(days)})"
    teller = best.short_attribution or best.attribution
    if is_denier(question, best, short):
        return words
    if teller.named is not None and answers_who_says(question, short.text, teller.named):
        return words
    if teller.named is not None:
        before, behind = opening(best, short, teller.named)
        return f"{before} {listed(teller.named)}{behind}: {words}"
    aside = {"reported": "", "attributed": " (so it is said there)", "uncertain": " (uncertain)"}[teller.certainty]
    return words + aside


def _spoken_verdict(verdict: Verdict, told: Attribution, before: str, behind: str, *, known: bool) -> str:
    """Say a verdict with what it rests on: the document's own account, or whose word. before, behind: the words around
    him whose word it is, or who denies it. known: it is on whether something is known, which a document that leaves it
    open is sure about.
    """
    if verdict == "unconfirmed":
        if told.named is None:
            return "Not confirmed"
        return f"Not confirmed; {before} {listed(told.named)}{behind}"
    if told.named is not None:
        return f"{verdict.capitalize()}, according to {listed(told.named)}"
    by = {
        "reported": "the document says so" if verdict == "yes" else "by what the document says",
        "attributed": "so it is said there",
        "uncertain": "by what the document says" if known else "though the document is not sure",
    }
    return f"{verdict.capitalize()}, {by[told.certainty]}"


def _claimed(question: str, evidence: EvidenceSentence) -> str | None:
    """Give who is said to have done it, in short: "According to the mayor: **two boys**"; None where the sentence has
    no short answer in the place of an actor.
    """
    source, begins = evidence.attribution.named, evidence.sentence.start
    places = [(begins + start, begins + end) for start, end in actor_places(evidence.sentence.text)]
    actor = next((s for s in evidence.spans if any(s.start < end and start < s.end for start, end in places)), None)
    if source is None or actor is None or not may_stand_first(question, evidence, actor):
        return None
    before, behind = opening(evidence, actor, source)
    return f"{before} {listed(source)}{behind}: **{escaped(' '.join(actor.text.split()))}**"
