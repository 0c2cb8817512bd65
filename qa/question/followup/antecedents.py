"""What a pronoun stands for: the phrases of the last question and answer that fit it, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qa.question.followup.claims import unsaid
from qa.question.followup.gist import clean, parted, quoted, sentences, short
from qa.question.followup.phrases import Phrase, phrases
from qa.question.followup.said import Exchange
from qa.question.followup.signs import Family
from qa.words import words

_ASKS_FOR_WHOM: Final = re.compile(r"^\W*(?:(?:and|so|but)\s+)?(?:who|which|what\s+\w+s)\b", re.IGNORECASE)
_WHO_IS: Final = re.compile(r"^\W*(?:(?:and|so|but)\s+)?who(?:\s+(?:is|was)|['’]?s)\s+(?P<whom>[^,;:]{2,60})$", re.I)
_COORDINATE: Final = re.compile(r"[,\s]{1,3}(?:and|or|&)\s+", re.IGNORECASE)
_EMPTY: Final = frozenset(
    "name number date reason answer fault fuss question detail cours place thing idea fact sourc claim word".split()
)
"""Keys of nouns that ask for something and are nothing that could be asked about."""
_READ: Final = 3
"""Sentences of an answer that are looked at for what is meant."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a follow-up is built on: the last question, standing alone, and the exchange it was part of."""

    standalone: str
    exchange: Exchange

    @property
    def asked(self) -> tuple[Phrase, ...]:
        """Give what the question spoke of, what it has in brackets last."""
        main, added = parted(self.standalone)
        return (*phrases(main), *phrases(added))

    @property
    def asked_first(self) -> tuple[Phrase, ...]:
        """Give what the question itself spoke of, without what it has in brackets."""
        return phrases(parted(self.standalone)[0])

    @property
    def told(self) -> tuple[Phrase, ...]:
        """Give what the answer spoke of, short answers and sources first; of one that found nothing, nothing."""
        exchange = self.exchange
        if exchange.asks_back:
            return ()
        first = [phrase for text in (*exchange.spans, *exchange.sources) for phrase in phrases(text)]
        if exchange.silent:
            return tuple(first)
        return (*first, *(p for sentence in sentences(exchange.answer)[:_READ] for p in phrases(sentence)))


def likely(family: Family, base: Base) -> list[Phrase]:
    """Give what a pronoun surely or very likely stands for, the likeliest first; [] where that is a guess.

    What the question spoke of comes before what the answer told, but where the question asked for whom the pronoun
    means ("Who …?"), it is the answer that told.
    """
    asked = [phrase for phrase in base.asked_first if _fit(family, phrase) == 2]
    told = _once(phrase for phrase in base.told if _fit(family, phrase) == 2)
    if family == "it":
        return asked
    if family == "there":
        return asked or _place_named(base, told)
    persons = told if len(told) == 1 or family == "they" or base.exchange.spans else []
    named = _named_in(base) if family in ("he", "she") else None
    if named is not None and named.gender in (None, family):
        return [named]
    if _ASKS_FOR_WHOM.match(base.standalone):
        return told[:1] or asked
    return asked or persons[:1] or told[:1]


def _place_named(base: Base, told: Sequence[Phrase]) -> list[Phrase]:
    """Give the place that "there" means where the question itself tells none for one: the name it has, if the answer
    tells it for a place. A place in its brackets is an older one, and counts only where it has no name itself.
    """
    names = [phrase for phrase in base.asked_first if phrase.named and phrase.sort == "thing"]
    within = [phrase for phrase in base.asked if _fit("there", phrase) == 2]
    if not names or not within:
        return within or list(told[:1])
    return [phrase for phrase in told if any(phrase.keys == name.keys for name in names)]


def _named_in(base: Base) -> Phrase | None:
    """Give whom "Who is Ann Lee?" asks about; written small, as the answer writes it."""
    match = _WHO_IS.match(parted(base.standalone)[0])
    if match is None:
        return None
    keys = {word.key for word in words(match["whom"]) if not word.stop}
    whole = (
        phrase
        for phrase in (*base.asked_first, *base.told)
        if phrase.named and phrase.keys == keys and phrase.sort in ("person", "thing") and _is_name(phrase.written)
    )
    return next(whole, None)


def _is_name(written: str) -> bool:
    """Say whether each word of a phrase is large, as in a person's name."""
    return all(word[:1].isupper() for word in written.split())


def tied(family: Family, base: Base) -> tuple[Phrase, Phrase] | None:
    """Give the two persons that "he" or "she" may equally well stand for: the answer names both in one breath, and the
    question before it asked for neither.
    """
    if family not in ("he", "she") or base.exchange.asks_back:
        return None
    if any(_fit(family, phrase) == 2 for phrase in base.asked):
        return None
    for sentence in (*base.exchange.spans[:1], *sentences(base.exchange.answer)[:_READ]):
        persons = [phrase for phrase in phrases(sentence) if _fit(family, phrase) == 2]
        for one, other in pairwise(persons):
            if _COORDINATE.fullmatch(sentence[one.end : other.start]) and one.keys != other.keys and len(persons) == 2:
                return one, other
    return None


def gendered(family: Family, earlier: Sequence[Base]) -> bool:
    """Say whether anyone that "he" or "she" could stand for was ever spoken of."""
    return any(
        _fit(family, phrase) for base in earlier for phrase in (*base.asked, *phrases(base.exchange.answer))
    ) or any(_says(family, base) for base in earlier)


def claim_of(base: Base, *, bare: bool = False) -> str:
    """Give the sentence of the answer that answers, cut short, less "Yes." and the like; "" where there is none.

    bare: without who says it, too.
    """
    exchange = base.exchange
    if exchange.silent or exchange.asks_back:
        return ""
    text = "\n".join(quoted(exchange.answer)) if "“" in exchange.answer else exchange.answer
    told = [
        re.sub(
            r"^(?:yes|no|not yet|only (?:in part|partly)|that is \w+|it is \w+)(?:[,.;:!]|\s?[–—]|\s-)\s*",
            "",
            clean(s),
            flags=re.I,
        )
        for s in sentences(text)
    ]
    told = [sentence for sentence in told if len(sentence.split()) > 1]
    if not told:
        return ""
    wanted = {key for phrase in base.asked for key in phrase.keys}
    best = max(told[:4], key=lambda sentence: len(wanted & {key for p in phrases(sentence) for key in p.keys}))
    claim = re.sub(r"^according to [^,]{1,60}, ", "", best, flags=re.I)
    return short(unsaid(claim) if bare else claim)


def _says(family: Family, base: Base) -> bool:
    wanted = {"he": r"\b(?:he|him|his|mr|man)\b", "she": r"\b(?:she|her|hers|ms|mrs|woman)\b"}[family]
    return re.search(wanted, f"{base.standalone} {base.exchange.answer}", re.IGNORECASE) is not None


def _fit(family: Family, phrase: Phrase) -> int:
    """Say how well a phrase fits a pronoun: 2 well, 1 where nothing better is there, 0 not at all."""
    if phrase.sort == "time" or phrase.keys <= _EMPTY:
        return 0
    if family in ("he", "she"):
        if phrase.plural or phrase.gender not in (None, family) or phrase.sort in ("place", "people"):
            return 0
        return 2 if phrase.sort == "person" else int(phrase.named)
    if family == "they":
        if phrase.sort == "people" or (phrase.plural and phrase.sort == "person"):
            return 2
        return 1 if phrase.plural or (phrase.named and phrase.sort != "place") or phrase.sort == "person" else 0
    if family == "it":
        if phrase.plural or phrase.sort == "person":
            return 0
        return 2 if phrase.sort == "thing" and not phrase.named else 1
    if family == "there":
        return 2 if phrase.sort == "place" else 0
    return 0


def _once(found: Iterator[Phrase] | Sequence[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in found:
        if phrase.keys and not any(phrase.keys <= other.keys for other in kept):
            kept.append(phrase)
    return kept
