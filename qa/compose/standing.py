"""How what is told stands: whose word it is, who denies it, and whether it may stand first as an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qa.answer import Span, Verdict
from qa.compose.markdown import escaped
from qa.evidence.attribution import Attribution
from qa.evidence.denial import Denial, asks_for_denial, denial_in, denied_by, denied_part
from qa.evidence.reading import EvidenceSentence
from qa.evidence.speech.account import Told
from qa.evidence.unasserted import named_only
from qa.words import content_words

_WHO_SAYS: Final = re.compile(
    r"\bwho(?: else| all)? (?:says?|said|claims?|claimed|alleges?|alleged|reports?|reported|maintains?|maintained|"
    r"insists?|insisted|asserts?|asserted|thinks?|believes?)\b|\baccording to who",
    re.IGNORECASE,
)


def may_stand_first(question: str, evidence: EvidenceSentence, short: Span) -> bool:
    """Say whether a short answer may stand before its quote: not what the sentence only names, what somebody denies
    who is not told, or words of two who disagree; and to "who says …" not who denies or doubts it.
    """
    text, begins = evidence.sentence.text, evidence.sentence.start
    start, end = short.start - begins, short.end - begins
    if _of_several(evidence.parts, text, start, end) or named_only(question, text, start, end):
        return False
    denial = denial_in(text)
    if _WHO_SAYS.search(question) is not None:
        return not _denies(denial, question, text, start, end) and _says_most(question, evidence.parts, text, start)
    part = denied_part(text)
    if denial is None or part is None or not part[0] <= start < part[1] or asks_for_denial(question):
        return True
    teller = (evidence.short_attribution or evidence.attribution).named
    return teller is not None and denied_by(text, teller)


def opening(evidence: EvidenceSentence, short: Span, source: str) -> tuple[str, str]:
    """Give the words before a source and behind it, by which a short answer is told as his word or as what he denies:
    ("According to", ""), ("Denied by", ""), ("According to", ", but denied by the mayor").
    """
    text, start = evidence.sentence.text, short.start - evidence.sentence.start
    denial, part = denial_in(text), denied_part(text)
    if denial is None or part is None:
        return "According to", ""
    if part[0] <= start < part[1] and denied_by(text, source):
        return f"{denial.how.capitalize()} by", ""
    return "According to", _but(denial, text, source) if denial.behind is not None and start < denial.behind else ""


def standing(question: str, evidence: EvidenceSentence, source: str) -> tuple[str, str]:
    """Give the words before and behind a source by which a matter is told as his word, or as what he denies."""
    text = evidence.sentence.text
    denial, part = denial_in(text), denied_part(text)
    if denial is None or part is None:
        return "according to", ""
    if denied_by(text, source):
        return (f"{denial.how} by", "") if _is_on(question, text, source, part) else ("according to", "")
    behind = denial.behind
    on = behind is not None and _is_on(question, text, source, (0, behind))
    return "according to", _but(denial, text, source) if on else ""


def _is_on(question: str, text: str, source: str, part: tuple[int, int]) -> bool:
    """Say whether a question is on a part of a sentence: at most half of its words, a source's aside, stand outside."""
    asked = {word.key for word in content_words(question)} - {word.key for word in content_words(source)}
    told = [word for word in content_words(text) if word.key in asked]
    inside = sum(part[0] <= word.start < part[1] for word in told)
    return 2 * inside >= len(told)


def _but(denial: Denial, text: str, source: str) -> str:
    """Tell who denies what another says, where the sentence says both."""
    if denial.behind is None or denied_by(text, source):
        return ""
    denier = denial.denier(text)
    return f", but {denial.how}" if denier is None else f", but {denial.how} by {escaped(denier)}"


def is_denier(question: str, evidence: EvidenceSentence, short: Span) -> bool:
    """Say whether a question asks who denies something, and a short answer is he: nobody's claim."""
    text, begins = evidence.sentence.text, evidence.sentence.start
    denial = denial_in(text)
    if denial is None or not asks_for_denial(question):
        return False
    return denial.who[0] <= short.start - begins and short.end - begins <= denial.who[1]


def teller_of(question: str, evidence: EvidenceSentence, verdict: Verdict) -> Attribution:
    """Give who says what a verdict rests on: where several say parts of a sentence, whoever says the part that has most
    words of the question, and all whose parts have as many. Who contradicts it need not use its words: a "no" is told
    as his who says the short answer's part.
    """
    told = evidence.attribution
    part = evidence.short_attribution
    most = _most(question, evidence.parts, evidence.sentence.text) if verdict != "no" else []
    if most and len({each.source for each in evidence.parts}) > 1:
        source, *others = dict.fromkeys(each.source for each in most if each.source is not None)
        return replace(told, source=source, others=tuple(others))
    return part if len(told.sources) > 1 and part is not None and part.named is not None else told


def _most(question: str, parts: Sequence[Told], text: str) -> list[Told]:
    """Find the parts that have most words of a question, names counting less than other words; none where no part has
    any but names, or nobody is named who says it.
    """
    asked = {word.key for word in content_words(question)}
    counts = []
    for part in parts:
        shared = {word.key: word.name for word in content_words(text[part.start : part.end]) if word.key in asked}
        counts.append((len(shared), sum(not name for name in shared.values())))
    best = max(counts, default=(0, 0))
    found = [part for part, count in zip(parts, counts, strict=True) if count == best]
    return found if best[1] and all(part.source is not None for part in found) else []


def _says_most(question: str, parts: Sequence[Told], text: str, start: int) -> bool:
    """Say whether what stands at an offset is in a part that has most words of a question, or in nobody's part."""
    most = _most(question, parts, text)
    here = [part for part in parts if part.start <= start < part.end]
    return not most or not here or any(part in most for part in here)


def _of_several(parts: Sequence[Told], text: str, start: int, end: int) -> bool:
    """Say whether words of a sentence reach from one's part of it into another's."""
    crossed = {part.source for part in parts if part.main and part.start < end and start < part.end}
    return len(crossed) > 1 or (bool(crossed) and ";" in text[start:end])


def _denies(denial: Denial | None, question: str, text: str, start: int, end: int) -> bool:
    """Say whether words of a sentence name who denies what a question is about."""
    part = denied_part(text)
    if denial is None or part is None or end <= denial.who[0] or denial.who[1] <= start:
        return False
    asked = {word.key for word in content_words(question)}
    return not any(word.key in asked and word.start >= part[1] for word in content_words(text))
