"""How who says a thing is written within a sentence: "according to the mayor and local sources"."""

from __future__ import annotations

import re
from typing import Final

from qa.compose.markdown import escaped
from qa.evidence.speech.lexicon import BODIES, PEOPLE
from qa.words import content_words

_BEGINS_SMALL: Final = re.compile(
    r"^(?:The|An?|His|Her|Its|Their|Our|One|Two|Three|Four|Five|Six|Some|Several|Many|Other|Both|Most|All|Few|Those)\b"
)
"""Words that open the name of a source and are written small within a sentence."""
_KINDS: Final = frozenset(
    """
    local medical military official diplomatic judicial legal senior former foreign unnamed unidentified anonymous
    independent informed reliable security intelligence hospital government opposition police industry church family
    state media press news court prison human humanitarian neighbouring nearby elderly young
    """.split()
)
"""What tells of a source of what kind it is, and is no name of it."""
_SEVERAL: Final = frozenset(
    """
    police media sources staff locals authorities eyewitnesses people men women children rebels activists rescuers
    relatives parents families fishermen policemen firefighters monitors critics supporters opponents militants
    """.split()
)
_OWNED: Final = re.compile(
    r"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:[a-z][\w'’-]*,?\s){1,5}(?P<name>[A-Z][\w'’.-]*(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w'’.-]*)+)"
)
"""Somebody told as another's ("its chairman, Ana Ruiz"), which within an answer would stand for nobody."""
_WHO_SAYS: Final = re.compile(
    r"\b(?:who|which|what|whose)\s(?:(?!(?:is|are|was|were|been|being|be|did|do|does)\s)[\w'’-]+\s){0,3}?"
    r"(?:says?|said|saying|claim(?:s|ed)?|alleg(?:es?|ed)|den(?:y|ies|ied)|accus(?:es?|ed)|insist(?:s|ed)?|reports?|reported"
    r"|confirm(?:s|ed)?|believ(?:es?|ed)|thinks?|thought|stat(?:es?|ed)|argu(?:es?|ed)|maintain(?:s|ed)?"
    r"|testif(?:y|ies|ied)|admit(?:s|ted)?|announc(?:es?|ed)|warn(?:s|ed)?|doubt(?:s|ed)?|reject(?:s|ed)?"
    r"|disput(?:es?|ed)|contradict(?:s|ed)?|tells?|told|swears?|swore|complain(?:s|ed)?|assert(?:s|ed)?"
    r"|explain(?:s|ed)?|suspect(?:s|ed)?|blam(?:es?|ed))\b",
    re.IGNORECASE,
)


def listed(source: str) -> str:
    """Write one source or several ("the mayor; the guard") within a sentence."""
    return " and ".join(escaped(_within(each)) for each in source.split("; "))


def answers_who_says(question: str, short: str, source: str) -> bool:
    """Say whether a question asks who says something, and its short answer is the very source: to name this before it
    as well would say nothing.
    """
    if _WHO_SAYS.search(question) is None:
        return False
    told, named = ({word.key for word in content_words(each)} for each in (short, source))
    return bool(told and named) and (told <= named or named <= told)


def _within(source: str) -> str:
    """Write a source as it stands in the middle of a sentence: small where it is no name, and without "its"."""
    owned = _OWNED.fullmatch(source)
    if owned is not None:
        return owned["name"]
    first, _, rest = source.partition(" ")
    if _is_common(first.rstrip(","), rest):
        return first.lower() + source[len(first) :]
    return _BEGINS_SMALL.sub(lambda match: match.group().lower(), source)


def _is_common(first: str, rest: str) -> bool:
    """Say whether the first word of a source is capital only for beginning a sentence: "Local sources", "Police"."""
    if not first.istitle() or rest[:1].isupper():
        return False
    lower = first.lower()
    if rest and lower in _KINDS:
        return True
    several = lower in _SEVERAL or (lower.endswith("s") and lower[:-1] in PEOPLE | BODIES)
    return several and not re.match(r"(?:of|for|and)\s(?:the\s)?[A-Z]", rest)
