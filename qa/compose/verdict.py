"""The verdict on a yes/no question, told cautiously from the best sentence found."""

from __future__ import annotations

import re
from typing import Final

from qa.answer import Verdict
from qa.evidence.denial import asks_for_denial, denied_part
from qa.evidence.plans import told_as_plan
from qa.evidence.reading import EvidenceSentence
from qa.question.intent import Intent
from qa.words import words

_NEGATION: Final = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|deny|refused|failed to|false|"
    r"untrue|unable|rejected|ruled out|dismissed|cancell?ed|called off|forbidden|banned|\w+n['’]t)\b",
    re.IGNORECASE,
)
_ASKED_NEGATED: Final = re.compile(r"\b(?:not|never|no|nobody|none|nothing|without|\w+n['’]t)\b", re.IGNORECASE)
_REFUTED: Final = re.compile(
    r"\b(?:is|are|was|were|as|be|proved|turned out)\s+(?:entirely |completely |simply )?"
    r"(?:untrue|false|a lie|lies|not true|a hoax|made up|invented|baseless|unfounded)\b",
    re.IGNORECASE,
)
_LEFT_OPEN: Final = re.compile(
    r"\bnot (?:yet )?(?:be(?:en)? )?(?:verified|confirmed|established|settled|decided|known|clear|proven|proved|"
    r"determined|explained|identified|stated|recorded|written (?:here|down))"
    r"\b"
    r"|\b(?:left|remains?|remained|still|stays?) (?:un)?(?:open|clear|known|resolved|settled|confirmed|disputed)\b"
    r"|\b(?:unclear|unknown|undecided|unresolved|unconfirmed|disputed|under (?:investigation|examination|review))\b"
    r"|\b(?:can(?:not|['’]t)|could(?: not|n['’]t)|did(?: not|n['’]t)|unable to|has(?: not|n['’]t)) (?:yet )?"
    r"(?:tell|say|establish\w*|confirm\w*|determine\w*|decide\w*|verif\w+|rule\w*|settle\w*)\b"
    r"|\bdeclined to (?:say|comment)\b|\bneither confirm\w* nor\b|\bno decision\b",
    re.IGNORECASE,
)
"""That a matter has not been found out, or not been decided."""
_ASKS_OF_SPEAKER: Final = re.compile(
    r"\b(?:say|said|says|admit\w*|agree\w*|accept\w*|den(?:y|ies|ied)|concede\w*|acknowledge\w*|recogni[sz]e\w*|"
    r"believe\w*|trust\w*|think|thinks|thought|claim\w*|confirm(?:s|ed)?|see|saw|hear\w*|know|knows|knew|vouch|"
    r"remember\w*|expect\w*|blame\w*|want\w*|stand by|dispute\w*|reject\w*|call(?:s|ed)?|report(?:s|ed)?)\b",
    re.IGNORECASE,
)


_SURE: Final = 0.5
"""Relevance from which a sentence is taken to be about the very thing asked; below it, rules give no verdict."""


def verdict_of(question: str, intent: Intent, evidence: EvidenceSentence) -> Verdict | None:
    """Tell what the best sentence makes of a yes/no question; None for another, unless it asks whether something is
    known that the sentence leaves open.

    A claim confirms nothing: what the reader model takes for a "yes" is "unconfirmed" then; a "no" may be somebody's
    word, and is told as theirs. What is uncertain, said to be open, or only planned is "unconfirmed", what is said to
    be false "no". But where somebody's own words are asked for ("does the mayor agree …"), what the mayor says decides.
    A reader model that does not tell verdicts is stood in for by rules.
    """
    said = evidence.sentence.text
    told = evidence.attribution
    open_still = leaves_open(said)
    if intent.known and open_still:
        return "no"
    if intent.kind != "yes-no":
        return None
    refuted = told.named is None and refutes(said)
    if evidence.open_actor:
        return "unconfirmed"
    if refuted:
        return "no"
    if open_still or (told_as_plan(said, question) and _NEGATION.search(said) is None):
        return "unconfirmed"
    asked_of = _asks_of(question, told.named)
    if asked_of and asks_for_denial(question) and denied_part(said) is not None:
        return "yes"
    claimed = told.certainty != "reported" and not asked_of
    if not evidence.verdict:
        return _by_rules(question, evidence, claimed=claimed)
    likeliest = max(evidence.verdict, key=lambda verdict: evidence.verdict[verdict])
    unsure = claimed and (likeliest == "yes" or told.certainty == "uncertain")
    return "unconfirmed" if unsure else likeliest


def leaves_open(said: str) -> bool:
    """Say whether a sentence says that something has not been found out, or not been decided."""
    return _LEFT_OPEN.search(said) is not None


def refutes(said: str) -> bool:
    """Say whether a sentence says that something is false."""
    return _REFUTED.search(said) is not None


def _by_rules(question: str, evidence: EvidenceSentence, *, claimed: bool) -> Verdict | None:
    """Tell it from the words alone: the document's account says "no" where it negates and the question does not (or
    the other way round), else "yes". Where it is not sure that the sentence is about the very thing asked, there is no
    verdict: the quote is shown and people judge.
    """
    if claimed:
        return "unconfirmed"
    if evidence.relevance < _SURE and not _asks_of(question, evidence.attribution.named):
        return None
    return _by_polarity(question, evidence.sentence.text)


def _asks_of(question: str, source: str | None) -> bool:
    """Say whether a question asks what a source itself says or thinks."""
    if source is None or _ASKS_OF_SPEAKER.search(question) is None:
        return False
    asked = {word.key for word in words(question) if not word.stop}
    return any(word.key in asked for word in words(source) if not word.stop)


def _by_polarity(question: str, said: str) -> Verdict:
    """Compare what is negated; a negation that both have ("did nobody …", "nobody …") is the same on both sides."""
    asked = {word.key for word in words(question)}
    negations = [{word.key for word in words(match.group())} for match in _NEGATION.finditer(said)]
    negated = any(not negation & asked for negation in negations)
    asked_negated = _ASKED_NEGATED.search(question) is not None and not any(each & asked for each in negations)
    return "no" if negated != asked_negated else "yes"
