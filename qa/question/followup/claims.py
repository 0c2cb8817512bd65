"""What an answer claims, without who says it: who asks "who says so?" or "is it sure?" means the claim alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from qa.question.followup.lexicon import is_past, is_verb
from qa.words import words

_SAYING: Final = (
    r"(?:said|says?|stated|states?|reported|reports?|claimed|claims?|announced|added|noted|insisted|insists?|believes?"
    r"|believed|told [^,.;“”]{1,40}?|warned|wrote|maintains?|maintained)"
)
_SAID_FIRST: Final = re.compile(
    rf"(?P<who>[^.;:?!“”\"]{{2,140}}?)\b{_SAYING}(?: (?:in|on|to|at) [^,.;“”]{{1,50}}?)?,? that\s+(?P<claim>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SAID_BARE: Final = re.compile(
    r"(?P<who>[^.;:?!“”\"]{2,90}?)\b(?:said|says?)(?: on [^,.;“”]{1,20}?)?\s+"
    r"(?P<claim>(?:the|an?|its?|his|her|their|they|he|she|there|all|no|some|(?-i:[A-Z])\w*)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SAID_LAST: Final = re.compile(
    r"(?P<claim>[^;“”\"]{12,400}?),\s+(?:(?:said|says)\s+(?P<who>[^“”\";]{2,90})|according to [^“”\";]{2,90})$",
    re.IGNORECASE | re.DOTALL,
)
_TAKES_BACK: Final = re.compile(
    r"\b(?:not|never|nobody|no|none|neither|nor|if|whether|after|before|because|when|while|as|since|although|though"
    r"|until|but|where|which|so|that)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What stands before "said that" where it is not the sentence's own claim, or nobody says it."""
BEING: Final = frozenset("is are was were be been has have had does did do can could will would may might must".split())


def unsaid(sentence: str) -> str:
    """Give a sentence without who says it, before the claim or behind it; as it is where that cannot be told surely."""
    first = _SAID_FIRST.match(sentence)
    if first is not None and not _TAKES_BACK.search(first["who"]) and tells(first["claim"]):
        return first["claim"]
    bare = _SAID_BARE.match(sentence)
    if bare is not None and not _TAKES_BACK.search(bare["who"]) and not tells(bare["who"]) and tells(bare["claim"]):
        return bare["claim"]
    last = _SAID_LAST.match(sentence)
    if last is not None and tells(last["claim"]) and not tells(last["who"] or ""):
        return last["claim"]
    return sentence


def tells(text: str) -> bool:
    """Say whether a text has a verb, and so can be a claim."""
    every = words(text)
    if any(is_verb(word.text.casefold()) or word.text.casefold() in BEING for word in every):
        return True
    # "The county closed the bridge", but not "two armed men".
    return any(
        is_past(word.text.casefold()) and not word.name and not before.stop and not before.number
        for before, word in pairwise(every[:-1])
    )
