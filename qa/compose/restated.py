"""The sentence that a question puts again as it stands: "is it confirmed that the bridge was closed?" after "The bridge
was closed.". It is judged by that sentence and by no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa.compose.verdict import leaves_open, refutes
from qa.evidence.denial import denied_part
from qa.evidence.reading import EvidenceSentence

_PUT: Final = re.compile(
    r"\W{0,3}is it (?:really )?(?:confirmed|true|certain) that (?P<claim>[^()]+)(?:\([^()]*\))?\W*$", re.IGNORECASE
)
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


def restated(question: str, ranked: Sequence[EvidenceSentence]) -> EvidenceSentence | None:
    """Give the sentence that a question puts again, where the document itself tells it and nothing read denies it or
    leaves it open; None for every other question.
    """
    put = _PUT.match(question)
    if put is None:
        return None
    claim = _words(put["claim"])
    found = next((evidence for evidence in ranked if _is_told(claim, evidence)), None)
    if found is None or any(_doubts(other, found) for other in ranked if other is not found):
        return None
    return found


def _is_told(claim: list[str], evidence: EvidenceSentence) -> bool:
    told = evidence.attribution
    if told.certainty != "reported" or told.named is not None or evidence.missing or evidence.open_actor:
        return False
    said = _words(evidence.sentence.text)
    if said == claim:
        return True
    cut = len(claim) >= _TELLS and said[: len(claim)] == claim
    return cut and _LIMITS.search(" ".join(said[len(claim) :])) is None


def _doubts(other: EvidenceSentence, found: EvidenceSentence) -> bool:
    """Say whether another sentence may deny the one that was found, or leave it open."""
    one, two = found.sentence, other.sentence
    near = one.document_id == two.document_id and 0 < two.number - one.number <= _NEAR
    if not near and other.relevance < _SPEAKS_TO_IT:
        return False
    return denied_part(two.text) is not None or refutes(two.text) or leaves_open(two.text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
