"""What somebody denies: the part of a sentence that its speaker says is not so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from qa.words import content_words

_SAID: Final = (
    r"(?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|rumou?rs?|versions?|stor(?:y|ies)|accounts?"
    r"|statements?|assertions?|idea|notion|figures?|it|this|that|these|them)\b"
)
_DENIES: Final = re.compile(
    r"(?P<negated>(?:\bnot|\bnever|\bnor|n['’]t)\s+(?:\w{1,12}\s+)?)?"
    r"\b(?:(?:den(?:y|ies|ied|ying)|refut(?:e[sd]?|ing)|repudiat(?:e[sd]?|ing))\b"
    r"(?!\s+(?:(?:him|her|it|us|them|me|the|an?)\s+)?(?:access|entry|permission|bail|visas?|aid|leave|care|service)\b)"
    rf"|(?:reject(?:s|ed|ing)?|disput(?:e[sd]?|ing)|dismiss(?:es|ed|ing)?)\s+(?:\w+\s+){{0,4}}?{_SAID})",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r";|,?\s(?:but|while|whereas|although)\s|,\s(?:and|saying|adding|who|which)\s"
    r"|\sand\s(?:has|have|had|said|says|spoke|put|points?|accuse[sd]?|blame[sd]?|inform(?:s|ed)|call(?:s|ed)|count(?:s|ed)"
    r"|insist(?:s|ed))\s",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(r"\b(?:he|she|they|it|who|which)\b", re.IGNORECASE)
_PASSIVE: Final = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w{1,12}\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=8_192)
def denied_part(text: str) -> tuple[int, int] | None:
    """Find in a sentence what its speaker denies, as offsets: what stands behind "denied" or "rejected the claim".

    None where nobody denies anything, or "does not deny", or where the denial stands behind what is denied.
    """
    match = _denial(text)
    if match is None:
        return None
    end = _ENDS.search(text, match.end())
    return match.end(), len(text) if end is None else end.start()


def denied_by(text: str, source: str) -> bool:
    """Say whether it is a source of a sentence that denies something there: its name, or a pronoun, stands before the
    denial in the same clause. "The union counts three, which the army denied" is no denial of the union's.
    """
    match = _denial(text)
    if match is None or ";" in source:
        return False
    begins = max((end.end() for end in _ENDS.finditer(text, 0, match.start())), default=0)
    clause = text[begins : match.start()]
    named = {word.key for word in content_words(source)}
    return any(word.key in named for word in content_words(clause)) or _PRONOUN.search(clause) is not None


def _denial(text: str) -> re.Match[str] | None:
    return next(
        (
            match
            for match in _DENIES.finditer(text)
            if match["negated"] is None and _PASSIVE.search(text, 0, match.start()) is None
        ),
        None,
    )


def asks_for_denial(question: str) -> bool:
    """Say whether a question asks whether somebody denies something: "did the mayor reject the claim?"."""
    return _DENIES.search(question) is not None
