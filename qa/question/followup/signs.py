"""What in a question leans on what was said before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from qa.question.followup._sign_words import (
    DEFINES,
    GOES_ON,
    IDLE,
    LEAD,
    OTHER,
    SET_OFF,
    THAT_CLAUSE,
    WHOLE,
)
from qa.question.followup.lexicon import MISSPELT, is_verb
from qa.question.followup.phrases import Phrase, phrases
from qa.words import Word, content_words, words

Family: TypeAlias = Literal["he", "she", "they", "it", "that", "there", "one", "other"]

_FAMILIES: Final[dict[str, Family]] = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her", "hers"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "they"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("this", "that", "these", "those"), "that"),
    "there": "there",
}
_ROOM: Final[dict[Family, int]] = {"he": 4, "she": 4, "they": 3, "it": 4, "that": 3, "there": 2, "one": 4, "other": 4}
"""Content words up to which a question with an unexplained pronoun is taken to lean on history; with more it says
itself what it is about, and "they" are whoever it concerns."""
_LATTER: Final = re.compile(r"\bthe (?:latter|former)\b(?!['’-])", re.IGNORECASE)
_JOINED: Final = re.compile(
    r",?\s+and\s+(?=(?:by |from |to )?(?:who|whom|what|when|where|why|how|which|did|does|do|was|were|is|are|has"
    r"|have)\b)",
    re.IGNORECASE,
)
"""What joins a second question to a first one."""
_FOR_WHOM: Final = re.compile(r"^\W*(?:(?:and|so|but|ok)\b[\s,]*)*(?:by |from |to )?who(?:m|se)?\b", re.IGNORECASE)
POSSESSIVE: Final = frozenset("his her their its hers theirs".split())


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun that has nothing to stand for in its own question; `possessive` ones come before a noun."""

    text: str
    start: int
    end: int
    family: Family
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What leans on history in a question.

    lead: where the question proper begins, after "and", "ok" and the like. goes_on: it begins with "and" or "so".
    pronouns: those that its own words do not explain. other: it speaks of another one, the second, the rest. bare: it
    has too few words of its own to be about anything. content: its words that carry content. set_off: it names what is
    known already before it asks of it ("the boat, whose is it?").
    """

    lead: int
    goes_on: bool
    pronouns: tuple[Pronoun, ...]
    other: bool
    bare: bool
    content: tuple[Word, ...]
    set_off: bool = False

    @property
    def leans(self) -> bool:
        """Say whether the question cannot be understood alone."""
        weight = len(self.content)
        pointing = any(weight <= _ROOM[pronoun.family] for pronoun in self.pronouns)
        if self.set_off and weight <= 3:
            return True
        return pointing or (self.other and weight <= 4) or self.bare or (self.goes_on and weight <= 3)


@lru_cache(maxsize=2_048)
def signs_of(question: str) -> Signs:
    """Find what leans on history in a question."""
    match = LEAD.match(question)
    lead = match.end() if match else 0
    if lead >= len(question.rstrip(" ?!.")):
        lead = 0
    content = tuple(
        word for word in content_words(question) if word.start >= lead and word.text.casefold() not in MISSPELT
    )
    named = any(word.name for word in content)
    other = (OTHER.search(question) is not None or _latter(question)) and not (named and len(content) >= 5)
    pronouns = tuple(_pronouns(question))
    return Signs(
        lead,
        GOES_ON.match(question) is not None,
        pronouns,
        other,
        _is_bare(question, lead, content),
        content,
        SET_OFF.match(question, lead) is not None,
    )


def _latter(question: str) -> bool:
    """Say whether a question speaks of the former or the latter of two, and of no former mayor."""
    match = _LATTER.search(question)
    following = next((word for word in words(question[match.end() :])), None) if match is not None else None
    return match is not None and (following is None or following.stop or is_verb(following.text.casefold()))


def _is_bare(question: str, lead: int, content: tuple[Word, ...]) -> bool:
    """Say whether a question names nothing that it could be about."""
    rest = question[lead:]
    if (
        any(word.name or word.number for word in content)
        or WHOLE.search(rest)
        or any(w.text[:1].isupper() and w.start > lead for w in content)
    ):
        return False
    if not content:
        return bool(words(rest)) and not DEFINES.match(rest)
    if len(content) == 1:
        own = any(p.start >= lead for p in phrases(question)) or DEFINES.match(rest) is not None
        return not own or not _asks(rest)
    return len(content) == 2 and not _asks(rest) and len(words(rest)) <= 4


def _asks(text: str) -> bool:
    """Say whether a text has the form of a question, and not of a fragment."""
    return (
        re.search(
            r"\b(?:who|whom|whose|what|when|where|why|how|which|wich|is|are|was|were|do|does|did|has|have|had|can"
            r"|could|will|"
            r"would|should|define|explain|list|name|give|tell|summari[sz]e|describe|show|find)(?:['’]?s|n['’]?t)?\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _pronouns(question: str) -> list[Pronoun]:
    idle = [match.span() for match in IDLE.finditer(question)]
    own = phrases(question)
    found: list[Pronoun] = []
    every = words(question)
    for number, word in enumerate(every):
        family = _FAMILIES.get(word.text.casefold())
        if family is None or any(start <= word.start < end for start, end in idle):
            continue
        following = every[number + 1] if number + 1 < len(every) else None
        adjoins = following is not None and question[word.end : following.start] == " "
        if family == "that" and not _points(question, word, following if adjoins else None, own):
            continue
        if family == "there" and number == 0 and adjoins:
            continue
        possessive = word.text.casefold() in POSSESSIVE and adjoins and following is not None and not following.stop
        if not _explained(question, word, family, own):
            found.append(Pronoun(word.text, word.start, word.end, family, possessive))
    return found


def _points(question: str, word: Word, following: Word | None, own: tuple[Phrase, ...]) -> bool:
    """Say whether "this" or "that" points at something said before, and does not open a clause."""
    lower = word.text.casefold()
    before = question[: word.start]
    if following is None:
        return True
    held = any(phrase.start == word.start for phrase in own)
    if lower in ("these", "those"):
        return following.text.casefold() not in (
            "who",
            "that",
            "which",
            "of",
            "in",
            "with",
            "killed",
            "hurt",
            "injured",
        )
    if lower == "this":
        return True
    if THAT_CLAUSE.search(before) or following.text.casefold() in (
        "the",
        "a",
        "an",
        "he",
        "she",
        "they",
        "it",
        "there",
        "no",
        "any",
        "some",
        "all",
        "this",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
    ):
        return False
    last = next((phrase for phrase in reversed(own) if phrase.end <= word.start), None)
    if last is not None and not question[last.end : word.start].strip():
        return False  # "the men that came": a relative clause
    return held or following.stop or not following.name


def _explained(question: str, word: Word, family: Family, own: tuple[Phrase, ...]) -> bool:
    """Say whether what a pronoun stands for is named in the same question, before it or set off after it."""
    opening = re.match(r"[^,:;–—?]{2,60}?(?:[,:;?]| [–—-] )", question)
    if family in ("it", "that", "they") and opening is not None and opening.end() <= word.start:
        held = phrases(opening[0]) or [w for w in content_words(opening[0]) if w.text.casefold() not in MISSPELT]
        if held and not LEAD.fullmatch(opening[0]) and not _asks(opening[0]):
            return True
    joined = _JOINED.search(question)
    if joined is not None and joined.end() <= word.start:
        # "Who sold it, and when did she leave?": whoever that was; "Will it open, and who said that?": what was asked.
        asked = question[: joined.start()]
        if family in ("he", "she", "they") and _FOR_WHOM.match(asked):
            return True
        if family == "that" and _asks(asked) and len(content_words(asked)) >= 2:
            return True
    if family == "there":
        return any(p.end <= word.start and (p.sort == "place" or p.named) for p in own)
    possessive = word.text.casefold() in POSSESSIVE
    before = [w for w in content_words(question) if w.end <= word.start]
    if possessive and len(before) >= 2:
        return True
    near = [p for p in own if p.end <= word.start or _set_off(question, p)]
    for phrase in near:
        if phrase.sort == "time" or not (possessive or _governs(question, phrase, word)):
            continue
        person = phrase.sort == "person" or (phrase.sort == "thing" and phrase.named)
        if family in ("he", "she") and person and phrase.gender in (None, family):
            return True
        if family == "they" and (phrase.plural or phrase.sort in ("people", "person") or phrase.named):
            return True
        if family == "it" and phrase.sort in ("thing", "place", "people") and not phrase.plural:
            return True
    return False


def _set_off(question: str, phrase: Phrase) -> bool:
    """Say whether a phrase is set off at the end: "why did she do it, the dispatcher?"."""
    return question[: phrase.start].rstrip().endswith(",") and not question[phrase.end :].strip(" ?!.")


def _governs(question: str, phrase: Phrase, word: Word) -> bool:
    """Say whether "it" can stand for a phrase: not within one clause, as in "how much water was lost through it"."""
    between = question[phrase.end : word.start]
    return bool(
        re.search(
            r"[,:;–—-]|\b(?:and|but|or|when|while|after|before|because|since|that|if|as|until|where|who|did|does|do)\b",
            between,
        )
    ) or _set_off(question, phrase)
