"""Headings and datelines among the sentences that were read: they head what is told, and tell nothing themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.times import find_times
from qa.evidence.reading import EvidenceSentence
from qa.words import words

_FEW: Final = 5
"""Words of a heading, at most."""
_SHORT: Final = 80
_ITEM: Final = re.compile(r"\s*(?:[-*+•–—·]|\(?\d{1,3}[.):]|\(?[a-zA-Z][.)])\s")
_ENDS: Final = re.compile(r"[.!?:;,…\"'”’)]\s*\Z")
_MARKS: Final = re.compile(r"[#*_=\s]+")


def without_headings(ranked: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Leave out headings and datelines. Short lines that stand together may be the items of a list, and are kept."""
    short = {_place(e): _kind(e.sentence.text) for e in ranked}

    def heads(evidence: EvidenceSentence) -> bool:
        document, number = _place(evidence)
        kind = short[document, number]
        around = [short.get((document, number + step)) for step in (-1, 1)]
        if kind == "dateline":
            return "dateline" not in around
        return kind == "heading" and not any(around) and (document, number + 1) in short

    return [evidence for evidence in ranked if not heads(evidence)]


def _place(evidence: EvidenceSentence) -> tuple[str, int]:
    return evidence.sentence.document_id, evidence.sentence.number


def _kind(text: str) -> str:
    """Say whether a line may be a "heading", or a "dateline" (a place and a date, or a date alone); else ""."""
    if len(text) > _SHORT or _ITEM.match(text) or _ENDS.search(text):
        return ""
    bare = _MARKS.sub(" ", text).strip()
    for mention in reversed(find_times(bare)):
        if mention.days:
            rest = (bare[: mention.start] + bare[mention.end :]).strip(" ,")
            named = rest[:1].isupper() and len(rest.split()) <= 3 and bare[: mention.start].rstrip().endswith(",")
            return "dateline" if not rest or named else ""
    told = words(bare)
    plain = bare[:1].isupper() and not any(character.isdigit() for character in bare)
    return "heading" if plain and 0 < len(told) <= _FEW else ""
