"""Short answers: the pieces of a sentence that are of the kind a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qa.question.intent import Kind

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|"
    r"\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIME: Final = re.compile(
    rf"\b(?:from\s+(?:midnight|dawn|noon|"
    rf"morning)[\w\s]*?\s+on\s+{_MONTH}\s+\d{{1,2}}\s+to\s+[\w\s]*?{_MONTH}\s+\d{{1,2}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|"
    rf"th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|(?:(?:early|late|mid)[\s-])?{_MONTH}\s+\d{{4}}|{_WEEKDAY}(?:\s+(?:morning|afternoon|"
    rf"evening|night))?"
    r"|(?:at\s+)?(?:about\s+|around\s+|shortly\s+(?:before|after)\s+)?\d{1,2}[:.]\d\d(?:\s*(?:[ap]\.?m\.?|hours|"
    r"hrs|UTC|GMT))?|(?:at\s+)?\d{1,2}\s*[ap]\.?m\b\.?"
    r"|(?:\w+\s+(?:minutes|hours|days|weeks|months|years)\s+(?:later|earlier|before|after|ago))"
    r"|(?:the\s+)?(?:same|next|following|previous)\s+(?:day|morning|evening|night|week|month|year)"
    r"|(?:in|since|by|until|during|of)\s+(?:the\s+)?(?:(?:spring|summer|autumn|fall|"
    r"winter)\s+(?:of\s+)?)?(?:1[5-9]|20)\d\d|midnight|dawn|noon|dusk"
    r"|(?:this|last|yesterday|tomorrow|tonight)\s+(?:week|month|year|night|morning|evening|afternoon))\b",
    re.IGNORECASE,
)
_NUMBER_WORD: Final = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozens?|"
    r"several|many|few|half|third|quarter|no|none|nobody|single|both|hundreds|thousands|once|twice)"
)
_QUANTITY: Final = re.compile(
    rf"(?:[$€£]\s?\d[\d,.]*\d?(?:\s*(?:million|billion|thousand|m|bn|k)\b)?|\b\d[\d,.]*\s?(?:%|percent|per cent)"
    rf"|\b(?:about |around |some |nearly |almost |over |more than |at least |up to |roughly |approximately )?"
    rf"(?:\d[\d,]*(?:\.\d+)?|{_NUMBER_WORD}(?:[\s-]{_NUMBER_WORD})*)\b(?:\s+(?:million|billion|thousand|percent|"
    rf"per cent)\b)?)",
    re.IGNORECASE,
)
_NAME: Final = r"(?:(?:[A-Z]\.)+|[A-Z][\w'’\-]*|\d{1,3}(?:st|nd|rd|th))"
_NAMES: Final = re.compile(rf"\b{_NAME}(?:\s+(?:(?:of|for|the|de|al|and|el|bin|van|von)\s+){{0,2}}{_NAME})*")
_PLACE: Final = re.compile(
    rf"\b(?:in|at|near|on|from|to|into|around|outside|inside|towards?|off|across|along|between|over|north of|"
    rf"south of|east of|west of|via|through)\s+"
    rf"(?P<place>(?:the\s+)?(?:[a-z][\w\-]*\s+){{0,4}}?{_NAME}(?:[\s,]+(?:(?:of|for|the|de|al|and|"
    rf"el)\s+){{0,2}}{_NAME})*(?:\s+(?:province|governorate|region|district|area|city|river|desert|field|base|"
    rf"valley|road|street|square|airport|harbou?r|port))?)"
)
_COMMON_PLACE: Final = re.compile(
    r"\b(?:in|at|near|on|from|into|inside|outside|behind|beneath|under|beside|along|across)\s+(?P<place>(?:the|a|"
    r"an|its|their)\s+(?:[\w\-]+\s+){0,4}?"
    r"(?:bank|side|building|hall|room|house|yard|bridge|street|road|square|station|platform|harbou?r|port|dock|"
    r"pier|field|base|camp|village|town|city|area|region|"
    r"district|province|valley|river|coast|border|hospital|clinic|ward|school|office|warehouse|plant|factory|"
    r"kitchen|basement|roof|floor|tunnel|gate|entrance|store|laboratory|lab|site|zone|sector|desert|forest|hills?|"
    r"mountains?|north|south|east|west))\b"
)
_CAUSE: Final = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|in response to|in retaliation for|as a result of|after|following|"
    r"so that|in order to|"
    r"since|thanks to|caused by|prompted by|triggered by|blamed on|on the grounds that|for fear of|"
    r"to (?=[a-z]{3,}))\s*(?P<cause>[^.;]{3,160})",
    re.IGNORECASE,
)
_AGENT: Final = re.compile(
    rf"\bby\s+(?P<agent>(?:someone|unknown [\w\s]+?|unidentified [\w\s]+?|(?:(?:an?|the|two|three|several|"
    rf"armed)\s+)?(?:[\w\-]+\s+){{0,3}}?[\"“]?{_NAME}(?:\s+{_NAME})*[\"”]?(?:\s+[a-z]+s\b)?))(?=[\s,.;:)\"”]|$)"
)
_OPEN_ACTOR: Final = re.compile(
    r"\b(?:(?:by|from)\s+(?:someone|somebody|persons? unknown|unknown|unidentified|an unidentified|an unknown)|"
    r"of (?:unknown|unclear|undetermined) (?:affiliation|origin|ownership)|"
    r"(?:unknown|unidentified|unnamed) (?:\w+\s)?(?:assailants?|attackers?|persons?|people|individuals?|men|man|"
    r"gunmen|group|perpetrators?|vessel|vehicle|drone|party|parties|actors?|caller|intruders?|culprits?)|"
    r"(?:someone|somebody) (?:had |has )?\w+(?:ed|oke|ut|ole|ook|ft|ade)\b|not (?:yet )?(?:been )?(?:identified|"
    r"named|known)|no (?:one|group) (?:has |had )?claimed)",
    re.IGNORECASE,
)
_ACTOR: Final = re.compile(
    r"\b(?:by|from|behind|accus\w+|blam\w+)\s+(?:the\s+|an?\s+|two\s+|members of\s+|[\w-]+\s+)?"
    r"[\"“]?(?:[A-Z][\w-]+|boys|men|women|people|children|militants|rebels|soldiers|gunmen|workers|thieves|youths)\b"
)
_DEFINES: Final = re.compile(
    r"\b(?:is|are|was|were)\s+(?:an?|the|one of|positioned as|known as|called|described as|defined as|general term|"
    r"centered on|part of)\b|\brefers? to\b|\bmeans?\b|\bstands for\b|\bknown as\b|"
    r"\bdefined as\b|,\s+(?:an?|the)\s+[\w\-]+|\bled by\b|\(|\bconsists? of\b|\bi\.e\.|\bthat is\b|-based\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A piece of a sentence, by offsets within it, with how surely its form is of the kind asked for (0 to 1)."""

    start: int
    end: int
    fit: float


@lru_cache(maxsize=8_192)
def open_actor(sentence: str) -> bool:
    """Say whether a sentence leaves open who did it ("by someone", "of unknown affiliation")."""
    return _OPEN_ACTOR.search(sentence) is not None


def names_actor(sentence: str) -> bool:
    """Say whether a sentence names who something came from ("was carried out by X", "appears to be from X")."""
    return _ACTOR.search(sentence) is not None


def short_answers(kind: Kind, question: str, sentence: str) -> tuple[ShortAnswer, ...]:
    """Give the pieces of a sentence that could be the short answer, in order of place.

    Pieces that the question itself already says are left out: to "What happened on 3 May?", "3 May" is no answer.
    """
    asked = question.casefold()
    found: list[ShortAnswer] = []
    for start, end, fit in _pieces(kind, sentence):
        piece = sentence[start:end]
        core = re.sub(r"^(?:the|a|an|at|in|on|about|from|by)\s+", "", piece.strip(), flags=re.IGNORECASE).casefold()
        if (
            core
            and not re.search(rf"\b{re.escape(core)}\b", asked)
            and not any(a.start < end and start < a.end for a in found)
        ):
            found.append(ShortAnswer(start, end, fit))
    return tuple(found)


def _pieces(kind: Kind, sentence: str) -> Iterator[tuple[int, int, float]]:
    if kind == "when":
        yield from ((*match.span(), 0.9) for match in _TIME.finditer(sentence))
    elif kind == "how-many":
        dates = [match.span() for match in _TIME.finditer(sentence)]
        for match in _QUANTITY.finditer(sentence):
            if not any(start < match.end() and match.start() < end for start, end in dates):
                yield *match.span(), 0.9
    elif kind == "where":
        yield from ((*match.span("place"), 0.7) for match in _PLACE.finditer(sentence))
        yield from ((*match.span("place"), 0.6) for match in _COMMON_PLACE.finditer(sentence))
    elif kind == "who":
        yield from ((*match.span("agent"), 0.9) for match in _AGENT.finditer(sentence))
        yield from ((*match.span(), 0.4) for match in _NAMES.finditer(sentence) if not _TIME.fullmatch(match.group()))
    elif kind == "why":
        yield from ((*match.span("cause"), 0.6) for match in _CAUSE.finditer(sentence))
    elif kind == "which":
        yield from ((*match.span(), 0.4) for match in _NAMES.finditer(sentence))


def type_fit(kind: Kind, question: str, sentence: str) -> float:
    """Say how well a sentence can hold an answer of the kind asked for: near 1 it can, 0 it cannot, .5 no telling."""
    if kind == "definition":
        return 1.0 if _DEFINES.search(sentence) else 0.0
    if kind in ("when", "how-many", "where", "who", "why", "which"):
        return max((answer.fit for answer in short_answers(kind, question, sentence)), default=0.0)
    return 0.5
