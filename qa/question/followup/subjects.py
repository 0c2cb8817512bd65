"""The subject that a question asks for, and the short answer put in its place: "Who was hurt?", "Where were two …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa.question.followup.phrases import Phrase, phrases
from qa.words import words

_WHO: Final = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?who\s+(?P<auxiliary>is|are|was|were|do|does|did|has|have|had|can|could|will|would"
    r"|should)(?:n['’]?t)?\s+",
    re.IGNORECASE,
)
_HELPER: Final = re.compile(r"^(?P<helper>is|are|was|were|has|have|had|can|could|will|would|should)\s+", re.IGNORECASE)
_PRONOUN: Final = re.compile(
    r"^(?:i|you|he|she|it|we|they|this|that|these|those|everyone|everybody|anyone|anybody|someone|somebody|nobody"
    r"|each|police)\b",
    re.IGNORECASE,
)
_PLURAL: Final = {"is": "are", "was": "were", "has": "have"}
_MOST: Final = 8
"""Words of a short answer that is put into a question."""


def asks_for_subject(main: str) -> bool:
    """Say whether "who" is the subject of a question ("Who was hurt?"), and nobody else is ("Who did he hit?")."""
    match = _WHO.match(main)
    if match is None or match["auxiliary"].casefold() in ("do", "does", "did"):
        return False
    rest = main[match.end() :]
    first = next(iter(words(rest)), None)
    named = first is not None and first.name
    return not (named or _PRONOUN.match(rest) or any(phrase.start == 0 for phrase in phrases(rest)))


def with_answer(clause: str, spans: Sequence[str]) -> str | None:
    """Put the short answer into a clause that lacks its subject: "was hurt" → "were the two guards hurt"."""
    helper = _HELPER.match(clause)
    if helper is None or not spans or len(spans[0].split()) > _MOST:
        return None
    found = phrases(spans[0])
    people = [phrase for phrase in found if phrase.sort in ("person", "people") or phrase.named]
    if not people or people[0] is not found[0] or found[0].start:
        return None
    said = _written(found[0]) + spans[0][found[0].end :].rstrip(" .,;")
    verb = helper["helper"].casefold()
    several = found[0].plural or (len(found) > 1 and re.search(r"\band\b", said) is not None)
    return f"{_PLURAL.get(verb, verb) if several else verb} {said} {clause[helper.end() :]}"


def _written(phrase: Phrase) -> str:
    """Write somebody as known by now: "two guards" → "the two guards"."""
    counted = phrase.plural and not phrase.named and re.match(r"(?:\d+|[a-z]+)\s", phrase.written) is not None
    opened = re.match(r"(?:the|a|an|this|that|these|those|his|her|its|their|all|both)\s", phrase.written, re.I)
    return f"the {phrase.written}" if counted and not opened else phrase.written
