"""Whether the time in a question is that of the very event asked about, and not of something that it only mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.tense import past_word
from index.times import TimeMention

_LEFT: Final = 90
"""Characters before a time that are looked at for the word that leads to it."""
_WORDS: Final = 40
"""Words of a question beyond which it is not judged."""
_LEAD: Final = re.compile(
    r"\b(?:on|in|at|during|before|after|since|until|till|between|from|by|within|throughout)\s{1,4}"
    r"(?:(?:the|day|night|morning|afternoon|evening|early|late|end|start|beginning|year|month|of|on|and)\s{1,4}){0,5}\Z",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(
    r"\W{0,3}(?:and\s|but\s|so\s)?(?:(?P<why>why|how\s+come)|(?P<named>who|what|which)\s+(?:is|are|was|were|of|about)\s+"
    r"(?:the|this|that|these|those|an?|his|her|its|their|my|our|your)\b|who|whom|whose|what|which|where|when|how"
    r"|(?P<did>did)|(?P<was>was|were)|had|has|have)\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"[.!?;:(]|\b(?:who|whom|whose|which|that|where|when|while|because|although|whether|if|as|than|about|regarding|or"
    r"|following|according)\b",
    re.IGNORECASE,
)
"""What opens a clause of its own, or turns to something else that is only spoken of."""
_RELATES: Final = re.compile(r"\b(?:before|after|since|until)\b", re.IGNORECASE)
_EVENT: Final = re.compile(
    r"\b(?:the|this|that|these|those|an?|any|all|his|her|its|their|my|our|\w{1,30}['’]s?)\s{1,4}(?:[\w-]{1,30}\s{1,4}){0,2}"
    r"(?:\w{2,20}(?:tion|sion|ment|ing|ance|ence|ure|ery)|attack|raid|strike|airstrike|blast|fire|crash|collision|accident"
    r"|incident|clash|murder|robbery|theft|arrest|protest|riot|earthquake|quake|flood|landslide|avalanche|storm|breach"
    r"|collapse|outage|leak|spill|vote|launch|ambush|assault|search|rescue|march|trial|visit|speech|talk|letter|report"
    r"|note|article|interview|order|call|death|fight|battle|debate|event|rally|strike|escape|arrival|burial|verdict|war"
    r"|law|decree|treaty|pact|deal|truce|fall|loss|damage|bomb|list|entry|message|email|crime|case|match|game|show)"
    r"(?:e?s)?\s{1,4}\Z",
    re.IGNORECASE,
)
"""A thing that took place or is dated: the time behind it may be its own ("the attack on May 4")."""
_STRANDED: Final = re.compile(r"\b(?:to|by|with|from|for)\s{0,3}\Z", re.IGNORECASE)
"""What shows that "who was the house sold to" asks what was done, not who somebody is."""
_WORD: Final = re.compile(r"[^\W\d_]{1,40}")
_PARTICIPLES: Final = frozenset(
    """
    beaten bitten blown born borne broken chosen done drawn driven drunk eaten fallen flown forbidden forgotten frozen
    given gone grown hidden known lain mistaken ridden risen seen shaken shown slain spoken stolen sworn taken thrown
    torn woken worn woven written won let set cut cast burst become begun run rung sprung sung swum hung come overcome
    """.split()
)
_LASTS: Final = re.compile(
    r"\b(?:liv(?:e|ed)|work(?:ed)?|own(?:ed)?|serv(?:e|ed)|belong(?:ed)?|cost|weigh(?:ed)?|stay(?:ed)?|remain(?:ed)?"
    r"|exist(?:ed)?|last(?:ed)?|know|knew|known|hold|held|kept|used|need(?:ed)?|contain(?:ed)?"
    r"|stationed|based|situated|employed|married|(?:was|were)\s+(?:[^?]{0,80}\s)?(?:called|closed|locked|shut|blocked|occupied"
    r"|detained|imprisoned|jailed|banned|forbidden|allowed|lit|manned|guarded|interrupted|suspended))\b",
    re.IGNORECASE,
)
"""What holds on, so that an earlier time may tell it: "Who lived there in 2019?", "Was the gate locked at 23:00?"."""
_HELPERS: Final = frozenset("was were did had has have been be being is are do does".split())
_GOES_ON: Final = re.compile(r"(?:in|at|near|by|to|from|with|on|of|for|against|and|along|off)\s", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"\s{0,3},?\s{0,3}(?:who|whom|whose|what|which|where|when|how|did|was|were|had|has|have)\b", re.IGNORECASE
)


def times_the_event(question: str, mentions: Sequence[TimeMention]) -> bool:
    """Say whether it is sure that the times of a question are those of the very event that it asks about.

    "Where was the guard arrested on May 4?" asks what took place on May 4. "Who freed the man arrested on May 4?", "Who
    signed the letter of May 4?", "Why was he arrested on May 4?" may be answered by what took place on another day.
    """
    if not mentions or len(question.split()) > _WORDS:
        return False
    first, last = mentions[0], mentions[-1]
    lead = _LEAD.search(question[max(0, first.start - _LEFT) : first.start])
    if lead is None or any(re.match(r"['’]|[-–]\w", question[mention.end :]) for mention in mentions):
        return False
    before = question[: first.start][: -len(lead.group())]
    after = question[last.end :].strip(" ?!.,\t\n")
    if not before.strip(" ,"):
        front = _ASKS.match(question, last.end)
        before, after = (after, "") if front is not None else ("", "none is asked")
    opening = _OPENS.match(before)
    if opening is None or opening["why"] or (opening["named"] and _STRANDED.search(before) is None):
        return False
    rest = before[opening.end() :]
    if _LASTS.search(before) or _CLAUSE.search(rest) or _RELATES.search(rest) or _EVENT.search(rest):
        return False
    if after and (opening["was"] or not _GOES_ON.match(after) or _CLAUSE.search(after) or _verbs(after)):
        return False
    # What somebody "was" holds on, too: an event needs a verb.
    return _verbs(rest) == (0 if opening["did"] or re.search(r"\bdid\b", rest, re.IGNORECASE) else 1)


def _verbs(text: str) -> int:
    """Count what looks like a verb in the past, or a participle, helpers apart."""
    found = (match.group().casefold() for match in _WORD.finditer(text))
    return sum(word not in _HELPERS and (past_word(word) or word in _PARTICIPLES) for word in found)
