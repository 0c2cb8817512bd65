"""Who says it, and how sure it is, told from the words of one sentence.

General cues of English reporting only. What needs more than the sentence (a source named before, two accounts of one
event) is left undetermined rather than guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qa.answer import Certainty


@dataclass(frozen=True, slots=True)
class Attribution:
    """`source` is who says the sentence, None for the document itself; `certainty` how sure it is said to be."""

    source: str | None
    certainty: Certainty


_VERBS: Final = (
    r"(?:said|says|stated|states|told|tells|claimed|claims|reported|reports|announced|announces|declared|declares|"
    r"alleged|alleges|asserted|asserts|argued|argues|insisted|insists|maintained|maintains|denied|denies|"
    r"confirmed|confirms|warned|warns|added|adds|noted|notes|explained|explains|wrote|writes|estimated|estimates|"
    r"believes?|believed|suggested|suggests|accused|accuses|blamed|blames|testified|acknowledged|admitted|recalled|"
    r"described|disputed|disputes|complained|replied|responded|commented)"
)
_DETERMINED: Final = (
    r"(?:the|a|an|his|her|their|its|our|one|two|three|several|some|other|another|local|residents|witnesses|"
    r"officials?|police)"
)
_NAME: Final = r"[A-Z0-9][\w.'’\-]*"
_SUBJECT: Final = re.compile(
    rf"(?:^|[,;:—–]\s+|\b(?:but|and|while|as|that|whom|because|although|though|when)\s+|[\"”]\s*,?\s*)"
    rf"(?P<source>(?:(?i:{_DETERMINED})\s+)?(?:{_NAME}|(?i:[a-z][\w\-]*))(?:\s+(?:{_NAME}|\([^)]*\)|of|for|the|and|"
    rf"in|at|[a-z][\w'’\-]*)){{0,9}}?)"
    rf"(?P<apposition>,\s[^,]{{2,80}}(?=,))?,?\s+(?:(?:has|have|had|also|later|then|since|again|itself|themselves|publicly|"
    rf"officially|repeatedly|initially)\s+){{0,2}}"
    rf"(?P<verb>{_VERBS})\b(?!\s+(?:by|to\s+be\s+(?:at|in)))",
)
_PASSIVE_AFTER: Final = re.compile(r"\b(?:is|are|was|were|been|being|be|get|got)\s+(?:\w+ly\s+)?$")
_ACCORDING: Final = re.compile(
    r"\b(?:according to|in the words of|as reported by|as told by|as stated by|in the view of|in the opinion of|"
    r"quoting|citing)\s+"
    r"(?P<source>[^,;.()\"“”]+(?:\([^)]*\))?(?:\.(?=\w)[^,;.()]*)*)",
    re.IGNORECASE,
)
_TELLING: Final = re.compile(
    r"\b(?P<source>(?:[A-Z][\w.'’\-]*\s+)+(?:(?:statement|report|spokes\w+)\s+)?)(?:in a statement|"
    r"issued a (?:\w+\s)?statement|stating that|claiming that|saying that)\b"
)
_UNCERTAIN: Final = re.compile(
    r"\b(?:appear(?:s|ed)? to|seem(?:s|ed)? (?:to|that|as)|suspected|suspect(?:s)?|suspicion|unclear|uncertain|"
    r"not (?:yet )?(?:been )?(?:clear|confirmed|"
    r"established|verified|known|certain|determined|independently)|could not be (?:\w+ )?(?:confirmed|verified|"
    r"established|reached|determined)|unconfirmed|"
    r"allegedly|alleged|reportedly|purported(?:ly)?|rumou?r(?:s|ed)?|possibly|perhaps|probabl[ye]|presum(?:ed|"
    r"ably)|apparently|thought to|believed to|"
    r"likely|may (?:have|be|well)|might (?:have|be)|could have|said to (?:be|have)|under investigation|unverified|"
    r"remains? (?:open|disputed|to be)|"
    r"no one knows|nobody knows|unable to (?:confirm|verify|say)|doubt(?:s|ful|ed)?|disputed|speculat\w+|"
    r"assum(?:ed|ption)|hypothes\w+|preliminary)\b",
    re.IGNORECASE,
)
_NO_SPEAKER: Final = frozenset({"a", "an", "the", "no", "one", "some", "and", "or", "nobody", "all", "not"})
_IMPERSONAL: Final = frozenset("it he she they we i this that which who there one what".split())


@lru_cache(maxsize=8_192)
def attribution_of(sentence: str) -> Attribution:
    """Tell who says a sentence and how sure it is.

    "According to X", "X said that …" and kindred forms give a source; "appears to", "suspected", "unclear" and
    kindred words make it uncertain. Both may hold. A pronoun as the speaker is no source that a reader could check:
    the certainty is then "attributed" and the source None.
    """
    source, said = _source(sentence)
    if _UNCERTAIN.search(sentence):
        return Attribution(source, "uncertain")
    return Attribution(source, "attributed" if said else "reported")


def _source(sentence: str) -> tuple[str | None, bool]:
    found = _ACCORDING.search(sentence)
    if found:
        return _clean(found["source"]), True
    for match in _SUBJECT.finditer(sentence):
        source = _clean(match["source"] + (match["apposition"] or ""))
        if source is not None and (source.casefold() in _NO_SPEAKER or source[0].isdigit()):
            continue
        if _PASSIVE_AFTER.search(sentence[: match.start("verb")]) or source is None:
            continue
        if source.split()[-1].casefold() in _IMPERSONAL or source.casefold() in _IMPERSONAL:
            return None, True
        return source, True
    found = _TELLING.search(sentence)
    return (_clean(found["source"]), True) if found else (None, False)


def _clean(source: str) -> str | None:
    text = re.sub(r"\s+", " ", source).strip(" ,;:'\"“”")
    text = re.sub(r"^(?:but|and|while|as|that|also|the|a|an)\s+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+(?:has|have|had|also|later|itself|themselves)$", "", text, flags=re.IGNORECASE)
    return text or None
