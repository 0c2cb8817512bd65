"""What a sentence tells only as a plan, a duty, an attempt or a deadline: that it came about is not said by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.tense import tells_past
from qa.question.followup.lexicon import base_form, is_past, is_verb
from qa.words import stem, words

_BE: Final = r"\b(?:is|are|was|were|be|been|being|had been)(?: \w{2,9}ly| also| now| still| then| first)?"
_NEXT: Final = r"(?: (?:also|again|soon|then|not|now|once more|\w{3,12}ly))?"
_VERB: Final = rf"{_NEXT} (?P<verb>(?:have )?(?:been )?(?:be )?[a-z]{{2,}})"
_THING: Final = r"(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|both|all|any|some|it|him|them)\b"
_TO: Final = rf"{_NEXT} to(?! {_THING}){_VERB}"
_WHOM: Final = r"(?: (?!to\b)[\w'’-]+){0,6}?"
"""Who is to do it: "ordered the men of the guard to …"."""
_CAME: Final = (
    r"(?:become|come|die|remain|prove|see|spend|win|last|lead|regret|find|learn|serve|live|stay|say|marry|know)\b"
)
"""Verbs that a tale puts behind "was to" and "would" for what did come about ("he was to die there")."""
_FRAMES: Final = tuple(
    re.compile(each)
    for each in (
        rf"\b(?:[Pp]lan(?:s|ned|ning)?|intend(?:s|ed|ing)?|intentions?|hop(?:es?|ed|ing)|wish(?:es|ed|ing)?|aim(?:s|ed|ing)?"
        rf"|tr(?:y|ies|ied|ying)|[Aa]ttempt(?:s|ed|ing)?|[Ee]fforts?|bids?|seek(?:s|ing)?|sought|promis(?:es?|ed|ing)"
        rf"|pledg(?:es?|ed|ing)|vow(?:s|ed|ing)?|offer(?:s|ed|ing)?|threaten(?:s|ed|ing)?|agree(?:s|d|ing)?"
        rf"|prepar(?:es?|ed|ing)|propos(?:es?|ed|ing|als?)|want(?:s|ed|ing)?|expect(?:s|ed|ing)?|ask(?:s|ed|ing)?"
        rf"|deadlines?){_TO}",
        rf"\b(?:want(?:s|ed)?|expect(?:s|ed)?|ask(?:s|ed|ing)?|tells?|told|order(?:s|ed|ing)?|urg(?:es?|ed|ing)"
        rf"|instruct(?:s|ed|ing)?|command(?:s|ed|ing)?|requir(?:es?|ed|ing)|oblig(?:es?|ed)|advis(?:es?|ed|ing)"
        rf"|invit(?:es?|ed|ing)|call(?:s|ed|ing)? (?:up)?on|promis(?:es?|ed)){_WHOM}{_TO}",
        rf"{_BE} (?:scheduled|slated|supposed|meant|booked|set|going|about){_TO}",
        rf"(?:{_BE}|,) due{_TO}",
        rf"\b(?:is|are){_TO}",
        rf"\b(?:was|were) to(?! be (?:an?|the)\b)(?! {_CAME})(?! the\b){_VERB}",
        rf"\b(?:has|have|had|given|gave|gives?)(?: [\w'’-]+){{0,3}}? (?:un)?till? [^;:.]{{1,40}}? to{_VERB}",
        rf"(?<!\bthe )(?<!\ba )(?<!\bhis )(?<!\bher )(?<!\bno )\b(?:will|shall|would|may|might|should|must)"
        rf"(?! (?:have|not|often|always|usually|sometimes|regularly|never|later|eventually|go on)\b)(?! {_CAME})"
        rf"{_VERB}",
    )
)
"""Words of a plan, each up to the verb that says what is planned. Those after which it mostly did come about ("was
forced to", "decided to", "began to") are none, nor is "would often".
"""
_CAUSES: Final = frozenset(
    "rain snow fog ice fire flood frost storm wind wear damage smoke heat cost fear illness strike neglect lack bad "
    "heavy high low poor strong".split()
)
"""What is a cause behind "due to", where a verb could stand as well."""
_DATED: Final = re.compile(
    r"\b(?:(?:planned|scheduled|slated|booked|fixed|intended)(?: only)? (?:for|on|in|at|by)"
    rf"|{_BE} (?:set|due|expected) (?:for|on|in|at|by)"
    r"|(?:postponed|adjourned|deferred|delayed|put off|rescheduled|brought forward)(?: (?:again|from [^,;]{1,30}?))?"
    r" (?:for|to|until|till)) "
)
"""Words behind which stands when something was to be."""
_ENDS: Final = re.compile(
    r"[;:]|\.\s|\s[-\u2013\u2014]\s|,?\s(?:but|while|whereas|although|though|which|because|yet|until|before|after)\s"
    r"|,\s(?:and|so|who|where|when|as|he|she|it|they)\s|\sand\s(?:he|she|it|they|we|then|the|was|were|had|has|did)\s"
)
_NEXT_WORD: Final = re.compile(r"(?:,|\s(?:and|or))\s(?P<word>[a-z]+)")
_DATE_ENDS: Final = re.compile(r",(?!\s\d{4})|[;:]|\s(?:but|and|while|was|were|is|has|had|did)\s")
_CAME_ABOUT: Final = re.compile(
    r"\b(?:and|which|who|what|as|so|he|she|they|it|both|all)\s(?:\w{2,9}\s)?(?:did|succeeded|complied|obeyed|managed)\b"
    r"|\b(?:successfully|duly)\b|\bas (?:planned|scheduled|ordered|expected|promised)\b"
)
_ASKS_FOR_PLAN: Final = re.compile(
    r"(?i:\b(?:plan|due\b|expect|schedul|slat|suppos|meant\b|order|ask|t(?:ell|old)\b|urg|instruct|command|requir|oblig"
    r"|advis|invit|inten[dt]|hop(?:e|ing)|want|wish|aim|try|tri(?:es|ed)\b|attempt|effort|bid\b|seek|sought|promis|pledg"
    r"|vow|offer|threat|agree|prepar|propos|book|deadline|until\b|till\b|postpon|adjourn|deferr|delay|put off|reschedul"
    r"|cancel|call(?:ed)? (?:up)?on|brought forward|set for|going to|about to|to (?:be|have)\b|will\b|would|shall\b"
    r"|should|might|must\b|can\b|could|won['’]t))|\bmay\b"
)
"""What a question has that asks for the plan itself."""
_DONE: Final = re.compile(r"\b(?:did|was|were|has|have|had)(?:n['’]t)?\b", re.IGNORECASE)
_DID: Final = re.compile(r"\bdid(?:n['’]t)?\b", re.IGNORECASE)
_NO_DEEDS: Final = frozenset("was were had did wasn weren hadn didn".split())
_MOST: Final = 2_000
"""Characters of a sentence that are looked at; a longer one is no sentence, but a table or a list."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Something planned: its verbs by their `keys`, and the part of the sentence that tells it, `start` to `end`."""

    keys: frozenset[str]
    start: int
    end: int


def told_as_plan(text: str, question: str, place: tuple[int, int] | None = None) -> bool:
    """Say whether a question asks if, when or by whom something was done that a sentence tells only as planned.

    The sentence must have the question's verb among what is planned, and nowhere else; a question that asks for the
    plan itself ("when is it due to open?") is none. place: a short answer in the sentence. Given one, it is enough that
    it stands where the plan is told, for a deed that the sentence tells as well, or behind "planned for".
    """
    if len(text) > _MOST or not _asks_for_deed(question) or _CAME_ABOUT.search(text) is not None:
        return False
    asked = {_key(word.text) for word in words(question)}
    told = [(word.start, _key(word.text)) for word in words(text)]
    plans = [plan for plan in plans_in(text) if plan.keys & asked]
    outside = [key for start, key in told if plans and not any(each.start <= start < each.end for each in plans)]
    for plan in plans:
        if (place is not None and plan.start <= place[0] < plan.end) or plan.keys.isdisjoint(outside):
            return True
    if place is None or not _names_deed(question):
        return False
    return any(start <= place[0] < end for start, end in _dates_planned(text))


@lru_cache(maxsize=2_048)
def plans_in(text: str) -> tuple[Plan, ...]:
    """Find what a sentence tells as a plan, a duty or an attempt."""
    return tuple(_plans_in(text))


def _plans_in(text: str) -> Iterator[Plan]:
    for frame in _FRAMES:
        for match in frame.finditer(text):
            verb = match["verb"].split()[-1]
            if verb in _CAUSES and " due " in match.group():
                continue
            end = _end(text, match.end())
            joined = re.finditer(r"\s(?:and|or)\s(?P<verb>[a-z]+)", text[match.end() : end])
            keys = frozenset(_key(each) for each in (verb, *(m["verb"] for m in joined if is_verb(m["verb"]))))
            yield Plan(keys, match.start("verb"), end)


def _end(text: str, start: int) -> int:
    """Find where a plan ends: at another clause, or at a verb of what was done ("asked him to stop and shot")."""
    ends = _ENDS.search(text, start)
    end = len(text) if ends is None else ends.start()
    return next((m.start() for m in _NEXT_WORD.finditer(text, start, end) if is_past(m["word"])), end)


def _dates_planned(text: str) -> Iterator[tuple[int, int]]:
    """Find where a sentence tells for when something was planned."""
    for match in _DATED.finditer(text):
        ends = _DATE_ENDS.search(text, match.end())
        yield match.end(), len(text) if ends is None else ends.start()


def _asks_for_deed(question: str) -> bool:
    """Say whether a question asks for what was done, and not for what is planned."""
    if _ASKS_FOR_PLAN.search(question) is not None:
        return False
    return _DONE.search(question) is not None or tells_past(question)


def _names_deed(question: str) -> bool:
    """Say whether a question has a verb that tells what was done; "when was the trial?" has none."""
    if _DID.search(question) is not None:
        return True
    return any(is_past(lower) and lower not in _NO_DEEDS for word in words(question) if (lower := word.text.lower()))


@lru_cache(maxsize=8_192)
def _key(word: str) -> str:
    """Give what a verb is compared by, whatever its form: "left" and "leaving" are "leav"."""
    return stem(base_form(word))
