"""Whom a sentence asks its reader to tell something: "if you hear from the consul, tell him that …".

Who is to be told a thing does not say it, though he stands beside a word of speech.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qa.evidence.speech.pronouns import PRONOUNS

_NAME: Final = (
    r"(?P<name>(?:(?:the|my|your|our|his|her|their)\s)?(?!(?:the|my|your|our|that|if|whether|about|for|to|why|how|what|when)\b)"
    r"[^\W\d_][\w'’-]*\b(?:\s(?:of\s)?(?-i:[A-Z])[\w'’-]*\b){0,3})(?!,?\s(?:who|whose|which)\b)"
)
_TELL: Final = r"(?:tell|inform|remind|ask|write to|notify|warn|advise|assure|beg|let|answer|reply to|say to)"
_ORDER: Final = re.compile(
    rf"(?:^\W{{0,3}}(?:(?:please|kindly|do|then|and|so)\s){{0,2}}|[,;:.!?]\s(?:(?:please|kindly|do|then|and|so)\s){{0,2}}"
    rf"|\b(?:please|kindly|and)\s)(?P<order>{_TELL})\s{_NAME}",
    re.IGNORECASE,
)
_HEARD_FROM: Final = re.compile(
    r"(?:\b(?:if|when|whenever|once|as soon as)\syou(?:\sshould)?|\bshould\syou)\s(?P<order>hear\sfrom|write\sto"
    rf"|speak\s(?:to|with)|talk\s(?:to|with)|see|meet|visit|call)\s{_NAME}",
    re.IGNORECASE,
)
_IN_CASE: Final = re.compile(r"\W{0,3}(?:if|should|when|whenever|once|as soon as)\s", re.IGNORECASE)
_WHOLE: Final = re.compile(
    r"\s{0,2}(?:[,;:.!?]|that\b|to\b|of\b|about\b|if\b|whether\b|know\b|w?h(?:ow|y|at|en|ere)\b|$)"
)
"""What shows that a naming ends."""
_LONGEST: Final = 1_000
"""Characters of a sentence that are looked at."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom the reader is to tell something. names: as the sentence names them, pronouns left out, and only where it is
    nothing but such an order; parts: as offsets, the parts of it in which nobody is named but them.
    """

    names: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()

    def holds(self, start: int) -> bool:
        """Say whether a naming that begins at an offset names one of them."""
        return any(first <= start < last for first, last in self.parts)


@lru_cache(maxsize=2_048)
def addressed_in(text: str) -> Addressed:
    """Find whom a sentence asks its reader to tell something."""
    text = text[:_LONGEST]
    orders = [match for match in _ORDER.finditer(text) if _is_order(text, match)]
    if not orders:
        return Addressed()
    found = [*_HEARD_FROM.finditer(text, 0, orders[0].start("order")), *orders]
    parts = [match.span("name") for match in found]
    in_case = _IN_CASE.match(text) is not None
    if in_case and _is_pronoun(orders[0]["name"]):
        parts.append((0, orders[0].start("order")))  # "If the consul comes, tell him …".
    if not in_case and _ORDER.match(text) is None:
        return Addressed((), tuple(parts))
    named = (each for each in found if not _is_pronoun(each["name"]) and _WHOLE.match(text, each.end("name")))
    return Addressed(tuple(each["name"] for each in named), tuple(parts))


def _is_order(text: str, match: re.Match[str]) -> bool:
    """Say whether a verb in its base form is an order: none that follows "and" behind a subject of its own ("the men
    came and tell her"), unless that is one itself or the sentence opens with a condition.
    """
    before = text[: match.start("order")].rstrip().casefold()
    if not before.endswith(" and"):
        return True
    return _IN_CASE.match(text) is not None or _ORDER.match(text) is not None


def _is_pronoun(name: str) -> bool:
    return name.casefold() in PRONOUNS
