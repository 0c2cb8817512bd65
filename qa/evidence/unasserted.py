"""What a sentence names without saying that it is so: what nobody holds, what is left open, what is only supposed.

Where somebody denies a thing, see `denial`. General cues of English only; what no words tell is taken for asserted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.tense import tells_past
from qa.evidence.denial import end_of_clause, ends_of_clause
from qa.words import content_words, words

_NOT: Final = r"(?:\s(?:not|never)|n['’]t)"
_THAT: Final = r"(?:that|whether|if)\b"
_ADVERB: Final = r"(?:\s(?:yet|really|actually|ever|even|currently|necessarily|at this point))?"
_DOES: Final = rf"\b(?:do|does|did|would|could|can|will|has|have|had){_NOT}{_ADVERB}"
_CANNOT: Final = rf"(?:{_DOES}|\bcannot{_ADVERB}|\bnever)"
_GROUNDS: Final = r"(?:evidence|proof|signs?|indications?|hints?|traces?|reason to (?:believe|think|suspect|assume))\b"
_DUBIOUS: Final = (
    r"(?:unlikely|improbable|impossible|inconceivable|doubtful|untrue|false|unclear|unknown|uncertain|undecided|"
    r"unconfirmed|disputed)"
)
_SETTLED: Final = r"(?:clear|certain|sure|known|proven|proved|established|confirmed|verified|true|decided)"

_BEHIND: Final = re.compile(
    # Nobody has grounds for it, or holds it.
    rf"\b(?:no|(?:not|n['’]t) (?:a|any)|without(?: any)?|little|lack of|insufficient) (?:\w+ ){{0,2}}?{_GROUNDS}"
    r"(?: (?:\w+ ){0,3}?that\b| of\b)?"
    r"|\b(?:nobody|no one|no-one|none|hardly any(?:one|body)) (?:\w+ ){0,4}?"
    r"(?:believe[sd]?|thinks?|thought|claim(?:s|ed)?|says?|said|suggest(?:s|ed)?|confirm(?:s|ed)?) that\b"
    rf"|{_CANNOT} (?:believed?|think|thought|say|said|claim(?:ed)?|alleged?|suggest(?:ed)?|suspect(?:ed)?|assumed?|"
    r"accept(?:ed)?|agreed?|mean|imply|proved?|proven|shown?|establish(?:ed)?|find|found|concluded?) that\b"
    r"|\b(?:do|does|did)(?: not|n['’]t) (?:believe|think) (?!that\b|of\b|about\b|in\b|so\b|much\b|twice\b)"
    # It is left open.
    rf"|\bneither confirm\w* (?:nor|or) (?:den\w+|rul\w+ out)(?: {_THAT})?"
    rf"|(?:{_CANNOT}|\b(?:declin|refus)(?:ed|es|ing)? to|\bunable to|\bnor) (?:confirm(?:ed)?|verif(?:y|ied)|"
    r"ruled? out|excluded?|establish(?:ed)?|determined?|comment(?:ed)? on (?:the |any )?(?:reports?|claims?|"
    rf"allegations?|rumou?rs?))\b(?: {_THAT})?"
    r"|\bwhether\b(?! or not\b)"
    rf"|\b(?:not|n['’]t)(?: yet)?(?: been)? {_SETTLED} {_THAT}"
    rf"|\bit (?:is|was|seems|remains) (?:(?:highly|very|most|still) )?{_DUBIOUS} {_THAT}"
    # It is wrong, or was found so.
    r"|\b(?:wrongly|falsely|wrongfully|mistakenly|erroneously) (?:reported|believed|claimed|thought|assumed|said) "
    r"that\b",
    re.IGNORECASE,
)
"""Cues behind which stands what is not asserted, up to the end of the clause."""
_AROUND: Final = re.compile(
    r"\b(?:wrongly|falsely|wrongfully|unjustly|mistakenly|erroneously) (?:accused|charged|blamed|convicted|suspected|"
    r"identified|named)\b"
    r"|\b(?:acquitted|exonerated|absolved) of\b"
    r"|\bcleared of (?:(?:all |any |the )?(?:charges?|suspicion|wrongdoing|blame|guilt)\b|(?=\w{2,}ing\b))"
    r"|\b(?:is|are|was|were|seems?|appears?) (?:(?:highly|very|most) )?unlikely to\b",
    re.IGNORECASE,
)
"""Cues in a clause of which nothing is asserted: their subject stands before them."""
_NOT_HE: Final = re.compile(
    rf"\bit (?:is|was)(?: not|n['’]t) (?!only\b|just\b|until\b|merely\b|simply\b|for\b|the (?:first|last)\b|(?:yet )?"
    rf"(?:been )?{_SETTLED}\b)(?P<who>[^,;:.]{{1,60}}?)(?: but [^,;:.]{{1,60}}?)? (?:who|that|which)\b",
    re.IGNORECASE,
)
"""Somebody of whom it is said that it was not he: "it was not the cook who …"."""
_IF: Final = re.compile(
    r"(?<!what )(?<!only )\bif\b(?! (?:not|so|any|only|possible|necessary|needed|ever)\b)", re.IGNORECASE
)
_HAD: Final = re.compile(r"(?:^|(?<=[.;:“\"] ))[“\"]?Had (?=[^,]{3,200}, [^.;]{0,100}?\b(?:would|could|might)\b)")
_OPENS: Final = re.compile(
    r"[\s\"“]{0,4}(?:without|whether|with (?:no|little)|(?:even )?though|although|while|because|since|as|after)\b",
    re.IGNORECASE,
)
_REFUTES: Final = re.compile(r"\bit was not\b|\b(?:wrong|false|untrue|mistaken|erroneous|unjust)", re.IGNORECASE)
_CONDITION: Final = 300
"""Characters of a condition at most."""
_NEGATED: Final = re.compile(r"\b(?:no|not|never|nobody|none|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
_OF_NOW: Final = re.compile(
    r"\b(?:is|are|do|does|must|should|can|could|may|might|will|would|shall|have to|has to|need|if|case)\b"
    r"|^\W*(?:who|what|which)(?: \w+)? \w{2,}s\b",
    re.IGNORECASE,
)
"""A question for a rule rather than for what happened: a rule's conditions are part of what it says."""


@dataclass(frozen=True, slots=True)
class Unasserted:
    """A part of a sentence that is named there and not said to be so. Offsets are characters of the sentence.

    start, end: the part. reach: where what is told of it ends. cue: the words that tell it. supposed: it is the
    condition of something else.
    """

    start: int
    end: int
    reach: int
    cue: str
    supposed: bool = False

    @property
    def refuted(self) -> bool:
        """Say whether it is told to be wrong, and not only left open."""
        return _REFUTES.search(self.cue) is not None


@lru_cache(maxsize=8_192)
def unasserted_in(text: str) -> tuple[Unasserted, ...]:
    """Find the parts of a sentence that it does not assert, in no order."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Unasserted]:
    for match in _BEHIND.finditer(text):
        end = _end(text, match.start(), match.end())
        yield Unasserted(match.end(), end, end, match.group())
    for match in _AROUND.finditer(text):
        begins, end = _begin(text, match.start()), _end(text, match.start(), match.end())
        yield Unasserted(begins, end, end, match.group())
    for match in _NOT_HE.finditer(text):
        yield Unasserted(match.start("who"), match.end("who"), _end(text, match.start(), match.end()), "it was not")
    for match in (*_IF.finditer(text), *_HAD.finditer(text)):
        end = min(_end(text, match.start(), match.end()), match.end() + _CONDITION)
        comma = text.find(",", match.end(), end)
        end = end if comma < 0 else comma
        if tells_past(text[match.start() : end]):
            yield Unasserted(match.end(), end, end, match.group(), supposed=True)


def _begin(text: str, place: int) -> int:
    ends = ends_of_clause(text)
    before = bisect_right(ends, place, key=lambda each: each[1])
    return ends[before - 1][1] if before else 0


def _end(text: str, start: int, end: int) -> int:
    """Give where a clause ends that has its cue at `start` to `end`: one that stands first and is not
    the main one at a comma.
    """
    if _OPENS.match(text) is not None and "," not in text[:start]:
        comma = text.find(",", end)
        return len(text) if comma < 0 else comma
    return end_of_clause(text, start, end)


def named_only(question: str, text: str, start: int, end: int) -> bool:
    """Say whether what stands at offsets of a sentence is named there and not said to be so, and the question asks
    what is so: a question for the doubt itself ("who was wrongly accused?"), or for what stands around it, is not
    meant.
    """
    parts = [each for each in unasserted_in(text) if each.start <= start and end <= each.end]
    return any(
        not _asks_for(question, each) and (_has_cue(question, each) or not _asks_around(question, text, each))
        for each in parts
    )


def asked_unasserted(question: str, text: str) -> Unasserted | None:
    """Find the part that a sentence does not assert in which all stands that a question has in common with it, None
    where there is none; somebody's belief, or the evidence for it, is another question.
    """
    common = _common(question, text)
    parts = unasserted_in(text) if common else ()
    return next(
        (
            each
            for each in parts
            if not _asks_for(question, each) and all(each.start <= start and end <= each.reach for start, end in common)
        ),
        None,
    )


def _common(question: str, text: str) -> list[tuple[int, int]]:
    asked = {word.key for word in content_words(question)}
    return [(word.start, word.end) for word in content_words(text) if word.key in asked]


def _asks_around(question: str, text: str, part: Unasserted) -> bool:
    common = _common(question, text)
    inside = sum(part.start <= start and end <= part.reach for start, end in common)
    return 2 * inside < len(common)


def _asks_for(question: str, part: Unasserted) -> bool:
    if part.supposed and _OF_NOW.search(question) is not None:
        return True
    if _NEGATED.search(part.cue) is not None:
        return _NEGATED.search(question) is not None
    return _has_cue(question, part)


def _has_cue(question: str, part: Unasserted) -> bool:
    """Say whether a question has the words by which a part is told not to be asserted."""
    asked = {word.key for word in words(question)}
    return any(word.key in asked for word in words(part.cue) if not word.stop or word.key in ("if", "whether"))
