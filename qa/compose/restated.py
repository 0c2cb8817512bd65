"""The sentence that a question puts again as it stands: "is it confirmed that the bridge was closed?" after "The bridge
was closed." or "The mayor said that the bridge was closed.". It is judged by that sentence and by no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from qa.answer import Verdict
from qa.compose.verdict import leaves_open, refutes
from qa.evidence.denial import denied_part
from qa.evidence.reading import EvidenceSentence

_PUT: Final = re.compile(
    r"\W{0,3}is it (?:really )?(?:confirmed|true|certain) that (?P<claim>[^()]+)(?:\([^()]*\)\W*)?$", re.IGNORECASE
)
_SAID: Final = re.compile(r"\W{0,3}who says that (?P<claim>[^()]+)(?:\([^()]*\)\W*)?$", re.IGNORECASE)
_CLAIM: Final = 4
"""Words of a claim that are enough to tell it by where all that its source says is put again."""
_TAKES_BACK: Final = re.compile(r"\b(?:not|never|no|nobody|none|neither|nor|t|if|whether|question\w*|doubt\w*)\b")
"""What stands before a claim that the source does not make."""
_TELLS: Final = 11
"""Words of the beginning of a sentence that are enough to tell it; what is put again may have been cut short."""
_LIMITS: Final = re.compile(
    r"\b(?:if|unless|provided|until|but|however|although|though|according|said|says|claim\w*|allege\w*|reported\w*)\b",
    re.IGNORECASE,
)
"""What makes less of a beginning than it says alone."""
_NEAR: Final = 3
"""Sentences behind it in which a denial is taken to mean it."""
_SPEAKS_TO_IT: Final = 0.08


def restated(question: str, ranked: Sequence[EvidenceSentence]) -> tuple[EvidenceSentence, Verdict | None] | None:
    """Give the sentence that a question puts again, with what it makes of it: "yes" where the document itself tells it,
    "unconfirmed" where a source says so, None where it is asked who. Where anything read denies it or leaves it open,
    and for every other question, there is none.
    """
    put, said = _PUT.match(question), _SAID.match(question)
    if said is not None:
        claim = _words(said["claim"])
        source = next((evidence for evidence in ranked if _is_said(claim, evidence)), None)
        return None if source is None else (source, None)
    if put is None:
        return None
    claim = _words(put["claim"])
    for is_it, verdict in _JUDGED:
        found = next((evidence for evidence in ranked if is_it(claim, evidence)), None)
        if found is not None:
            return None if any(_doubts(other, found) for other in ranked if other is not found) else (found, verdict)
    return None


def _is_told(claim: list[str], evidence: EvidenceSentence) -> bool:
    told = evidence.attribution
    if told.certainty != "reported" or told.named is not None or evidence.missing or evidence.open_actor:
        return False
    said = _words(evidence.sentence.text)
    if said == claim:
        return True
    cut = len(claim) >= _TELLS and said[: len(claim)] == claim
    return cut and _LIMITS.search(" ".join(said[len(claim) :])) is None


def _is_said(claim: list[str], evidence: EvidenceSentence) -> bool:
    """Say whether a source says just this in a sentence: all that stands before or behind who says it, or so much of it
    that it can be nothing else.
    """
    told, said = evidence.attribution, _words(evidence.sentence.text)
    if told.named is None or told.certainty == "reported" or evidence.missing or not _CLAIM <= len(claim) < len(said):
        return False
    last = len(said) - len(claim)
    places = range(last + 1) if len(claim) >= _TELLS else (0, last)
    place = next((place for place in places if said[place : place + len(claim)] == claim), None)
    if place is None or denied_part(evidence.sentence.text) is not None:
        return False
    return _TAKES_BACK.search(" ".join(said[:place])) is None


_JUDGED: Final[tuple[tuple[Callable[[list[str], EvidenceSentence], bool], Verdict], ...]] = (
    (_is_told, "yes"),
    (_is_said, "unconfirmed"),
)


def _doubts(other: EvidenceSentence, found: EvidenceSentence) -> bool:
    """Say whether another sentence may deny the one that was found, or leave it open."""
    one, two = found.sentence, other.sentence
    near = one.document_id == two.document_id and 0 < two.number - one.number <= _NEAR
    if not near and other.relevance < _SPEAKS_TO_IT:
        return False
    return denied_part(two.text) is not None or refutes(two.text) or leaves_open(two.text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
