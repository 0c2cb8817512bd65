"""When to ask back, and what to offer: only where nothing is there to lean on, or two persons fit alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from qa.question.followup.antecedents import Base, gendered, tied
from qa.question.followup.asking_back import WHAT, WHICH_OF_THESE, WHOM
from qa.question.followup.gist import unstopped
from qa.question.followup.phrases import Gender
from qa.question.followup.signs import Pronoun, signs_of
from qa.words import words

if TYPE_CHECKING:
    from index.names import Names

CHOICES: Final = 4
_COMPARES: Final = re.compile(
    r"\b(?:the other|the second|the first|the third|the latter|the former|which (?:one|of (?:them|those|these"
    r"|the two)))\b",
    re.I,
)
_FRAGMENT: Final = re.compile(r"^\W*(?:and|but|so|or|then)\b", re.IGNORECASE)


def without_history(question: str, names: Names | Callable[[], Names | None] | None) -> tuple[str, ...] | None:
    """Say whether a first question cannot be understood, and what may be meant; None where it can be."""
    signs = signs_of(question)
    persons = [p for p in signs.pronouns if p.family in ("he", "she")]
    weight = len(signs.content)
    if persons and weight <= 4:
        return _choices(question, persons[0], _people(names, persons[0]))
    if weight <= 1 and any(p.family == "they" for p in signs.pronouns) and not _generic(question):
        return ()
    if weight <= 1 and signs.other and _COMPARES.search(question):
        return ()
    if weight <= 1 and signs.goes_on and _FRAGMENT.match(question) and (signs.bare or signs.pronouns):
        return ()
    return None


def with_history(question: str, last: Base, earlier: Sequence[Base]) -> tuple[str, ...] | None:
    """Say whether a follow-up may mean two persons alike, or nobody spoken of; None where it can be told."""
    signs = signs_of(question)
    persons = [p for p in signs.pronouns if p.family in ("he", "she")]
    if not persons or len(signs.content) > 3 or signs.other:
        return None
    pair = tied(persons[0].family, last)
    if pair is not None:
        return _choices(question, persons[0], [phrase.written for phrase in pair])
    if not gendered(persons[0].family, (*earlier, last)):
        return ()
    return None


def asked_back(question: str, choices: Sequence[str]) -> str:
    """Ask back in one friendly sentence."""
    signs = signs_of(question)
    if choices:
        return WHICH_OF_THESE
    if any(p.family in ("he", "she", "they") for p in signs.pronouns):
        word = signs.pronouns[0].text.casefold()
        return WHOM.format(word=word)
    return WHAT


def _choices(question: str, pronoun: Pronoun, people: Sequence[str]) -> tuple[str, ...]:
    lead = signs_of(question).lead
    made: list[str] = []
    for name in people[:CHOICES]:
        said = name + ("'" if pronoun.possessive and name.endswith("s") else "'s" if pronoun.possessive else "")
        whole = unstopped(question[lead : pronoun.start] + said + question[pronoun.end :])
        made.append(f"{whole[:1].upper()}{whole[1:]}?")
    return tuple(dict.fromkeys(made)) if len(made) > 1 else ()


def _people(names: Names | Callable[[], Names | None] | None, pronoun: Pronoun) -> list[str]:
    names = names() if callable(names) else names
    gender: Gender = "she" if pronoun.family == "she" else "he"
    return [] if names is None else list(names.people(gender, CHOICES))


def _generic(question: str) -> bool:
    """Say whether "they" are the authors, or people at large: "why don't they know", "what do they call …"."""
    return (
        re.search(r"\bthey (?:know|call|mean|think|believe|want)\b", question, re.I) is not None
        and len(words(question)) > 4
    )
