"""Whether a question is to be answered with yes or no, told from its form."""

from __future__ import annotations

import re
from typing import Final

AUXILIARY: Final = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must)(?:n['’]?t)?"
)
FILLER: Final = r"(?:(?:so|and|but|then|please|ok|okay|hey|hi|hello|well|now|sorry|hm+)[\s,.]{1,3}){0,4}"
"""Words that open a question and ask nothing."""
_WH: Final = r"(?:who(?:m|se)?|wh?at|when|where|why|wh?ich|how)"
_ASKED: Final = re.compile(rf"\b{_WH}\b", re.IGNORECASE)
_ASKED_FIRST: Final = re.compile(
    r"\W{0,9}(?:(?:so|and|but|then|ok|okay|hey|by|from|to|on|in|at|for|with|of|since|until|up to)[\s,]{1,3}){0,3}"
    r"(?:(?:who(?:m|se)?|what|why|wh?ich|how)(?:['’]?s)?\b(?! (?:about|of)\b)"
    rf"|(?:when|where)(?:['’]?s)?\b(?=\W+{AUXILIARY}\b|,|\W*$))",
    re.IGNORECASE,
)
"""A question that opens with its question word."""
_TOLD_TO: Final = re.compile(
    rf"\W{{0,9}}{FILLER}(?:list|name|tell|give|show|describe|enumerate|explain)\b", re.IGNORECASE
)
_WHETHER: Final = re.compile(
    r"\bwhether\b|\b(?:tell (?:me|us)|know|say|see|check|wonder(?:ing)?|ask) if\b", re.IGNORECASE
)
_STOP: Final = r"(?:[:;?!–—]|(?<!\d)(?<!(?-i:\b[A-Z][a-z]))(?<!(?-i:\b[A-Z][a-z][a-z]))\.)"
"""What ends a clause; a full stop behind a number or a short title does not."""
_CLAUSE: Final = re.compile(rf"(?:^|{_STOP}|\s-)\W{{0,3}}{FILLER}(?!may \d)(?={AUXILIARY}\b)", re.IGNORECASE)
"""Where a clause that opens with an auxiliary begins, behind whatever stands before it: "For the file: was …". "May 4"
is a day.
"""
_YES_NO: Final = re.compile(
    r"\b(?:true|confirmed|correct|right|verified|certain) that\b|\bconfirm(?:ed)?\W{0,9}$"
    rf"|,\s{{0,3}}{AUXILIARY} (?:it|he|she|they|this|that|there|the|an?|any(?:one|body|thing)?|some(?:one|body)|its|"
    r"their|his|her|my|your|we|you|i)\b"
    r"|\byes or no\b|\bor not\W{0,9}$|\btrue or\b|[.,]\s{0,3}(?:true|correct|right|really|no)\W{0,3}\?\W{0,9}$",
    re.IGNORECASE,
)
_ASKS_TO_TELL: Final = re.compile(
    r"\W{0,9}(?:(?:can|could|would|will|may|might) (?:you|i|we|some(?:one|body)|any(?:one|body))"
    r"|do(?:es)? (?:you|we|they|it|the \w+|any(?:one|body)) (?:know|happen to know|have|say|tell|mention))\b.{0,200}"
    rf"\b(?:{_WH}|list|tell|give|name|find|show|explain|set out|ask)\b",
    re.IGNORECASE,
)
_REACH: Final = 300
"""Characters of a clause that are looked at."""
_MARKS: Final = " .,;:!?…)\"”'’"
_STATED: Final = re.compile(
    rf"\W{{0,9}}{FILLER}(?:(?:[\w'’.-]+,? ){{1,7}}?(?<!that )(?!may\b)(?-i:{AUXILIARY}) \w"
    r"|(?:he|she|it) \w+(?:s|ed)\b|they \w+|(?:he|she|it|they|that|this|there|we|you|i)['’](?:s|re|m|d|ve|ll)\b"
    r"|(?:[\w'’-]+,? ){2,6}\w{2,}s (?:it|this|that|them)$)",
    re.IGNORECASE,
)
_IN_SHORT: Final = re.compile(
    rf"\W{{0,9}}{FILLER}(?:(?:any(?:body|one|thing)?|nobody|no one|nothing|really)\b"
    r"|(?:all|none|some|most|both) of (?:them|us|you|these|those|it)\b|(?:still|both|all) \w+(?:ed|en|ing)$)",
    re.IGNORECASE,
)
_IN_SHORT_ENDING: Final = re.compile(r"\b(?:yet|too|either|as well|already)$", re.IGNORECASE)
_CONCLUDED: Final = re.compile(
    rf"\W{{0,9}}so (?:(?:it|that|this|there|he|she|they|we|i)(?:['’](?:s|re)\b| {AUXILIARY}\b))", re.IGNORECASE
)
_TELL_ME: Final = re.compile(
    r"\b(?:can|could|would|will|may|might) (?:you|i|we|some(?:one|body)|any(?:one|body)) (?:please |kindly )?"
    r"(?:tell|say|ask|know|explain)\b",
    re.IGNORECASE,
)
_FOUND_OUT: Final = re.compile(
    rf"\b{AUXILIARY} .{{0,60}}?(?<![-\w])(?:(?:know|knows|vouch|find out|found out)\b"
    r"|(?:tell|tells|say|says|said|explain|explains|explained|state|states|stated|prove|establish|determine|mention|"
    rf"mentions) (?:\w+ ){{0,3}}?(?:{_WH}|whether|if)\b"
    r"|(?:known|established|determined|identified|proved|proven|verified|settled|decided|ruled|chosen|clear|certain|"
    r"solved|discovered|confirmed|cleared up)"
    rf"(?=\W{{0,9}}$| (?:yet|by|already|now|so far|officially|as|for|in|on|{_WH}|whether|if)\b))",
    re.IGNORECASE,
)
_CONFIRMED_THAT: Final = re.compile(
    r"\b(?:true|confirmed|correct|right|verified|certain|clear|established|proven|proved) that\b", re.IGNORECASE
)


def asks_whether(text: str) -> bool:
    """Say whether a question surely is one for yes or no: a clause of it opens with an auxiliary, and no question word
    opens the whole.
    """
    if _ASKED_FIRST.match(text):
        return False
    if _WHETHER.search(text):
        return True
    if _TOLD_TO.match(text):
        return False
    clauses = [text[match.end() : match.end() + _REACH] for match in _CLAUSE.finditer(text)]
    if any(_ASKS_TO_TELL.match(clause) for clause in clauses):
        return False
    return bool(clauses) or _YES_NO.search(text) is not None


def states(text: str) -> bool:
    """Say whether a question that no word tells the kind of is put as a statement, so that yes or no answers it: "the
    mayor has agreed to it?".
    """
    if _is_other(text):
        return False
    plain = _plain(text)
    return bool((plain is not None and _STATED.match(plain)) or _CONCLUDED.match(text))


def asks_in_short(text: str) -> bool:
    """Say whether a question that nothing else tells the kind of asks in a few words whether something is so: "any of
    them hurt?", "the mayor too?".
    """
    plain = None if _is_other(text) else _plain(text)
    return plain is not None and bool(_IN_SHORT.match(plain) or _IN_SHORT_ENDING.search(plain[-40:]))


def _is_other(text: str) -> bool:
    return _ASKED.search(text) is not None or _TOLD_TO.match(text) is not None


def _plain(text: str) -> str | None:
    """Give a question without the marks behind it, None where none of them asks."""
    plain = text.rstrip(_MARKS)
    return plain if "?" in text[len(plain) :] else None


def asks_if_known(text: str) -> bool:
    """Say whether it is asked if something has been found out, told or decided, and not what it is: "do they know who
    did it?", "has the cause been established?". That something be so is another question ("is it proven that …").
    """
    asked = _TELL_ME.sub("", text[:_REACH])
    return _FOUND_OUT.search(asked) is not None and _CONFIRMED_THAT.search(asked) is None
