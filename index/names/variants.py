"""Linking the spellings that one name has inside the documents: by letters, by sound and by the company it keeps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from index.names.gathered import Form, Gathered, is_given
from index.names.ordinary import is_ordinary
from index.names.spelling import bare, likeness, neighbours, romanised, sound

NEEDED: Final = 0.87
"""How alike two words must be spelt that are one name, where nothing else speaks for it or against it."""
NEEDED_SHORT: Final = ((4, 0.92), (5, 0.905))
"""The same for words of at most so many letters: few letters are soon alike."""
NEEDED_APART: Final = 0.93
"""The same for words that one sentence has both of, or that begin otherwise."""
NEEDED_ACROSS: Final = 0.955
LETTERS_ACROSS: Final = 7
"""How alike, and how long, words must be of which each document has one only, where they keep other company: every
document has its own Thomas or Tomasz.
"""
NEEDED_PHRASE: Final = 0.93
"""The same for names of several words."""
COMPANY: Final = 0.1
"""How much less alike they must be where they stand beside the same first name or the like."""
EXPLAINED: Final = 0.08
"""How much less where the sentence that has both speaks of spelling."""

_LEAST: Final = 0.7
_FARTHEST: Final = 0.4
"""How alike two words must be, and what share of their letters may differ, to be looked at at all."""
_CROWD: Final = 60
"""Names that meet under one key and are compared each with each; of more, only neighbours in the alphabet."""
_SHORTEST: Final = 3
_NUMBER: Final = re.compile(r"\d+")
_ENDINGS: Final = frozenset("s es a n an ian y i st sts ist ists er ers ish ic in o".split())
_PEOPLES: Final = frozenset("ian ians an ans ese ish ic ist ists i is".split())


@dataclass(frozen=True, slots=True)
class Link:
    """Two spellings, folded, that mean one name, and how sure that is, from 0 to 1."""

    left: str
    right: str
    sureness: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two words being one name, and what against it.

    `alike` is their `likeness`, `same_sound` and `same_start` say that they
    sound the same, or begin so; `letters` counts those of the shorter.
    `company` says that the same first name, or another word that is no ordinary one, stands beside both; `conflict`
    that different first names do. `together` says that one sentence has both, `explained` that it speaks of spelling,
    `same_document` that one document has both. `ordinary` says that one of them is an ordinary word, `ending` that they
    differ by an ending that means something, as those of peoples, plurals and women's names do.
    """

    alike: float
    same_sound: bool
    same_start: bool
    letters: int
    company: bool
    conflict: bool
    together: bool
    explained: bool
    same_document: bool
    rare: bool
    ordinary: bool
    ending: bool


def links_of(gathered: Gathered) -> list[Link]:
    """Link the spellings of each name."""
    found: list[Link] = []
    linked: dict[str, set[str]] = defaultdict(set)
    for left, right, told in candidates(gathered):
        sure = sureness(told)
        if sure is not None:
            found.append(Link(left.key, right.key, sure))
            linked[left.key].add(right.key)
            linked[right.key].add(left.key)
    found.extend(_phrases(gathered, linked))
    return found


def candidates(gathered: Gathered) -> Iterator[tuple[Form, Form, Evidence]]:
    """Find the pairs of single words that may be one name, with the evidence for each."""
    buckets: dict[str, list[Form]] = defaultdict(list)
    for form in gathered.forms.values():
        if _may_vary(form, gathered):
            for key in neighbours(form.key):
                buckets[key].append(form)
    for left, right in _pairs(buckets.values()):
        if _near(bare(left.key), bare(right.key)):
            told = evidence(left, right, gathered)
            if told is not None:
                yield left, right, told


def evidence(left: Form, right: Form, gathered: Gathered) -> Evidence | None:
    """Gather what speaks for and against two words being one name; None where they are not alike enough by far."""
    same_document = not left.documents.isdisjoint(right.documents)
    alike = likeness(left.spelling, right.spelling, _LEAST if same_document else NEEDED_APART - COMPANY)
    if not alike:
        return None
    shared = (left.before.keys() & right.before.keys()) | (left.after.keys() & right.after.keys())
    places, others = set(left.places), set(right.places)
    return Evidence(
        alike=alike,
        same_sound=sound(left.key) == sound(right.key),
        same_start=sound(left.key)[:1] == sound(right.key)[:1],
        letters=min(len(bare(left.key)), len(bare(right.key))),
        company=any(is_given(word) for word in shared),
        conflict=in_conflict(left.before, right.before),
        together=bool(places & others),
        explained=bool(places & others & gathered.spelling),
        same_document=same_document,
        rare=min(left.count, right.count) == 1,
        ordinary=any(is_ordinary(form.key) or form.key in gathered.small for form in (left, right)),
        ending=_differ_by_ending(left.key, right.key),
    )


def in_conflict(left: Iterable[str], right: Iterable[str]) -> bool:
    """Say whether two words have different first names before them."""
    one, two = ([word for word in words if is_given(word)] for words in (left, right))
    return bool(one) and bool(two) and not any(_same_given(a, b) for a in one for b in two)


def sureness(told: Evidence) -> float | None:
    """Judge the evidence: how sure it is that two words are one name, None where that should not be said.

    The bounds were set on the noisy reports of corpus/train; benchmarks/names.py measures them on corpus/dev.
    """
    if told.conflict or told.ending or (told.ordinary and not told.company):
        return None
    needed = next((bound for letters, bound in NEEDED_SHORT if told.letters <= letters), NEEDED)
    if not told.explained and (told.together or not told.same_start):
        needed = NEEDED_APART
    if not told.same_document:
        needed = NEEDED_APART if told.company else NEEDED_ACROSS
        if not told.company and told.letters < LETTERS_ACROSS:
            return None
    if told.company:
        needed -= COMPANY
    if told.explained:
        needed -= EXPLAINED
    if told.alike < needed - 1e-9:
        return None
    return min(0.99, 0.85 + 0.8 * (told.alike - needed) + 0.04 * told.same_sound + 0.04 * told.rare)


def peoples(left: str, right: str) -> bool:
    """Say whether of two words one is a place and the other its people, by their endings: Ostrane and Ostranian."""
    short, long = sorted((left, right), key=len)
    if short == long:
        return False
    if short[-1:] in "aeiou" and long.removeprefix(short) in {"n", "ns"}:
        return True
    stem = short.rstrip("aeiou")
    return len(stem) >= 3 and long.startswith(stem) and long[len(stem) :] in _PEOPLES


def _phrases(gathered: Gathered, linked: dict[str, set[str]]) -> Iterator[Link]:
    """Link names of which at least one has several words: what one hand joins and another parts, and what differs in
    ordinary words.
    """
    buckets: dict[str, list[Form]] = defaultdict(list)
    for form in gathered.forms.values():
        if form.words > 3 or not form.sure or len(bare(form.key)) < 6 or any(char.isdigit() for char in form.key):
            continue
        if form.words > 1 or _may_vary(form, gathered):
            buckets[sound(form.key)].append(form)
    for left, right in _pairs(buckets.values()):
        if left.words == right.words == 1:
            continue
        if left.words == right.words and not _differ_oddly(left.key, right.key, linked):
            continue
        alike = likeness(left.key, right.key, NEEDED_PHRASE)
        together = bool(set(left.places) & set(right.places))
        ending = _differ_by_ending(bare(left.key), bare(right.key))
        if ending or together or alike < NEEDED_PHRASE:
            continue
        if left.words == right.words and min(left.count, right.count) > 1:
            continue
        same = not left.documents.isdisjoint(right.documents)
        if same or (alike == 1.0 and len(bare(left.key)) >= LETTERS_ACROSS):
            yield Link(left.key, right.key, min(0.97, 0.85 + (alike - NEEDED_PHRASE)))


def _differ_oddly(left: str, right: str, linked: dict[str, set[str]]) -> bool:
    """Say whether two names of as many words differ in what no link of their words explains, and not too much."""
    one, two = left.split(), right.split()
    if len(one) != len(two):
        return True
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b and b not in linked.get(a, ())]
    return bool(differing) and all(likeness(a, b) >= 0.85 and not _differ_by_ending(a, b) for a, b in differing)


def _pairs(buckets: Iterable[list[Form]]) -> Iterator[tuple[Form, Form]]:
    """Give each pair that some bucket holds once."""
    seen: set[tuple[str, str]] = set()
    for bucket in buckets:
        if len(bucket) < 2:
            continue
        if len(bucket) > _CROWD:
            bucket = sorted(bucket, key=lambda form: form.key)
        for left, right in pairwise(bucket) if len(bucket) > _CROWD else combinations(bucket, 2):
            pair = (left.key, right.key) if left.key < right.key else (right.key, left.key)
            if pair not in seen:
                seen.add(pair)
                yield left, right


def _may_vary(form: Form, gathered: Gathered) -> bool:
    """Say whether a single word may be a name with several spellings: no acronym, no number, no ordinary word."""
    if form.words > 1 or sum(char.isalpha() for char in form.key) < _SHORTEST:
        return False
    if len(form.key) <= 6 and all(written.isupper() for written in form.written):
        return False
    return form.sure > 0 or not (is_ordinary(form.key) or form.key in gathered.small)


def _near(one: str, two: str) -> bool:
    """Say cheaply whether two words are worth comparing; different numbers are different things."""
    from jellyfish import damerau_levenshtein_distance as distance

    most = int(_FARTHEST * max(len(one), len(two)))
    if abs(len(one) - len(two)) > 4:
        return False
    if distance(one, two) > most and distance(romanised(one), romanised(two)) > most:
        return False
    return (one.isalpha() and two.isalpha()) or _NUMBER.findall(one) == _NUMBER.findall(two)


def _same_given(one: str, two: str) -> bool:
    return one[0] == two[0] if min(len(one), len(two)) == 1 else likeness(one, two) >= 0.8


def _differ_by_ending(left: str, right: str) -> bool:
    """Say whether two words differ by an ending that means something: Velmora and Velmoran, Nikolov and Nikolova."""
    short, long = sorted((left, right), key=len)
    rest = long.removeprefix(short)
    if rest != long and rest and rest != short[-1:]:
        return rest in _ENDINGS
    if len(short) == len(long) and short[:-1] == long[:-1]:
        return {short[-1], long[-1]} == {"a", "o"}
    return peoples(left, right)
