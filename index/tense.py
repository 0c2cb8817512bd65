"""Whether a sentence tells of what was, as far as its verbs show it: no grammar, but enough to carry a date by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_PAST: Final = frozenset(
    """
    was were had did wasn weren hadn didn
    ate beat became began bent bit blew bore bought bound bred broke brought built burnt caught chose clung came cost
    crept cut dealt drank drew drove dug fed fell felt fled flew flung forbade forgot fought found froze gave got grew
    heard held hid hit hung hurt kept knelt knew laid lay leapt led left lent lit lost made meant met overtook paid put
    quit ran rang read rode rose said sang sank sat saw sent shook shone shot showed shut slept slid sold sought spent
    split spoke spread sprang stole stood struck stuck sunk swam swept swore swung taught tore threw told took
    understood went wept withdrew woke won wore wound wrote
    """.split()
)
_NOT_PAST: Final = frozenset(
    """
    need needed feed seed speed indeed exceed proceed succeed breed embed weed deed greed wed bed red shed hundred
    sacred naked wicked kindred hatred armed united unmanned limited supposed biased
    """.split()
)
_AFTER_THESE_NOT_PAST: Final = frozenset(
    """
    has have having 've 's is are am be been being isn aren hasn haven will would can could may might must shall should
    to get gets the a an
    """.split()
)
_BETWEEN: Final = frozenset("not never also already been since now still yet only just always being so far".split())
_ALWAYS_PAST: Final = frozenset("was were had did wasn weren hadn didn said told".split())
_OF_NOUN: Final = re.compile(r"\s{1,4}by\s{1,4}(?:the|an?|his|her|its|their|this|that|some|[A-Z\d])\b")
"""What follows a participle that belongs to a noun ("a roster made by the company")."""
_WORD: Final = re.compile(r"['\u2019]?[^\W\d_]{1,40}")
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|would(?! (?:have|not))|(?:is|are) (?:to|due|planned|expected|scheduled|fixed|set|booked|going)"
    r"|(?:was|were) (?:to(?! have)|due to|expected to|scheduled|planned for)|won['\u2019]t|due"
    r"|scheduled|next (?:report|bulletin|meeting|update|issue))\b|['\u2019]ll\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_024)
def tells_past(text: str) -> bool:
    """Say whether a sentence has a verb in the simple past ("was", "fired"; not "has fired", "is stationed")."""
    return any(True for _ in _past_verbs(text))


@lru_cache(maxsize=1_024)
def tells_future(text: str) -> bool:
    """Say whether a sentence speaks of what is to come ("will", "is fixed for", "due")."""
    return _FUTURE.search(text) is not None


def past_word(word: str) -> bool:
    """Say whether a single word looks like a verb in the simple past."""
    lower = word.casefold()
    return lower in _PAST or (
        lower.endswith("ed") and len(lower) > 3 and not lower.startswith("un") and lower not in _NOT_PAST
    )


def _past_verbs(text: str) -> Iterator[str]:
    helper = ""
    for match in _WORD.finditer(text):
        word = match.group().casefold().replace("\u2019", "'")
        if past_word(word) and (
            word in _ALWAYS_PAST or not (helper in _AFTER_THESE_NOT_PAST or _OF_NOUN.match(text, match.end()))
        ):
            yield word
        if word not in _BETWEEN and not word.endswith("ly"):
            helper = word
