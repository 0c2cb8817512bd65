"""The things that a text speaks of, as it names them: names, persons by their office, noun phrases, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from index.names.gathered import is_given
from index.names.mention import Mention, mentions
from index.times import find_times
from qa.question.followup.lexicon import (
    FEMALE,
    MALE,
    MISSPELT,
    PEOPLE,
    PLACE_HEADS,
    is_guard_force,
    is_plural,
    is_role,
    is_verb,
    is_verb_too,
)
from qa.words import Word, words

Sort: TypeAlias = Literal["person", "people", "place", "thing", "time"]
Gender: TypeAlias = Literal["he", "she"]

_OPENERS: Final = frozenset("the a an this that these those its his her their our your my no any some both all".split())
_OPENERS_OUT: Final = frozenset("its his her their our your my no any some".split())
_IN_PLACE: Final = re.compile(r"\b(?:in|at|near|to|from|around|outside|inside|of)\s+(?:the\s+)?$", re.IGNORECASE)
_ADVERBS: Final = frozenset(
    "back twice already yet later earlier ago soon almost together away quite thereby whose".split()
)
_BEFORE_VERBS: Final = frozenset("who which that it he she what and".split())
_AND_NAME: Final = re.compile(r"(?:,\s+(?:and\s+)?|\s+and\s+)(?=[^\W\d_a-z])")
"""What leads to another name of a row: "two guards, Tom Hale and Ben Cross"."""
_MOST: Final = 5
"""Content words of a noun phrase, beside those after "of"."""
_NEITHER: Final = frozenset(
    "day date night morning evening afternoon time way thing case part end one ones lot".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that a text speaks of, ``text[start:end]``; `written` is how it may be said elsewhere.

    sort: "people" may be taken up by "they", be it several or a body; a name of unknown sort is a "thing".
    plural: it is several by its form. named: it is or holds a name. gender: where a title or the noun tells it.
    """

    written: str
    start: int
    end: int
    sort: Sort
    plural: bool = False
    named: bool = False
    gender: Gender | None = None

    @property
    def keys(self) -> frozenset[str]:
        """Give the keys of its content words."""
        return frozenset(word.key for word in words(self.written) if not word.stop)

    @property
    def head(self) -> str:
        """Give the key of the noun that it is built on: that of "gate" in "the north gate of the park"."""
        return next((word.key for word in reversed(words(self.written.partition(" of ")[0])) if not word.stop), "")


@lru_cache(maxsize=2_048)
def phrases(text: str) -> tuple[Phrase, ...]:
    """Find the things that a text speaks of, in order; a person told by office and name is one of them."""
    times = [
        Phrase(text[mention.start : mention.end].rstrip(" ."), mention.start, mention.end, "time")
        for mention in find_times(text)
        if mention.intervals
    ]
    taken = [(time.start, time.end) for time in times]
    nouns = [noun for noun in _noun_phrases(text) if not _meets(noun, taken)]
    named = [_named(text, mention) for mention in mentions(text)]
    named = list(_untitled(text, [name for name in named if not _meets(name, taken)]))
    found: list[Phrase] = list(times)
    for name in named:
        holder = next((noun for noun in nouns if noun.start <= name.start and name.end <= noun.end), None)
        if holder is None:
            found.append(name)
    for noun in nouns:
        inside = [name for name in named if noun.start <= name.start and name.end <= noun.end]
        found.append(replace(noun, named=True) if inside else noun)
    return tuple(_joined(text, sorted(found, key=lambda phrase: (phrase.start, -phrase.end))))


def _untitled(text: str, named: list[Phrase]) -> Iterator[Phrase]:
    """Take a shortened title that the names do not know off what it stands before: "Sra. Nelly Quispe"."""
    title: Phrase | None = None
    for name in named:
        if title is not None:
            if text[title.end : name.start] == ". ":
                gender = name.gender or _gender_of(title.written)
                sort: Sort = "person" if name.sort == "thing" else name.sort
                name = replace(name, sort=sort, gender=gender)
            else:
                yield title
        short = len(name.written) <= 5 and text[name.end : name.end + 2] == ". "
        title = name if short else None
        if not short:
            yield name
    if title is not None:
        yield title


def _meets(phrase: Phrase, taken: list[tuple[int, int]]) -> bool:
    return any(start < phrase.end and phrase.start < end for start, end in taken)


def _joined(text: str, found: list[Phrase]) -> Iterator[Phrase]:
    """Make an office and the name beside it one: "the storekeeper, Sra. Nelly Quispe"."""
    held: Phrase | None = None
    for phrase in found:
        if held is not None and phrase.start < held.end:
            continue
        if held is not None and held.sort in ("person", "people") and not held.named and phrase.named:
            between = text[held.end : phrase.start]
            first_of_many = held.plural and _AND_NAME.match(text, phrase.end) is not None
            joins = re.fullmatch(r",?\s+(?:[A-Z][a-zé]{1,6}\.?\s+){0,2}", between) and not first_of_many
            if joins and phrase.sort in ("person", "thing"):
                comma = ", " if "," in between else " "
                gender = held.gender or phrase.gender or _gender_of(between)
                written = f"{held.written}{comma}{phrase.written}"
                held = Phrase(written, held.start, phrase.end, held.sort, held.plural, True, gender)
                continue
        if held is not None:
            yield held
        held = phrase
    if held is not None:
        yield held


def _named(text: str, mention: Mention) -> Phrase:
    tokens = mention.tokens
    start, end = tokens[0].start, tokens[-1].end
    office = len(tokens) > 1 and is_role(tokens[0].key) and is_given(tokens[1].key)
    known = mention.title is not None or (
        1 < len(tokens) - office <= 4 and is_given(tokens[office].key) and all(t.large for t in (tokens[0], tokens[-1]))
    )
    known = known or (office and len(tokens) == 2 and tokens[1].large)
    place = _IN_PLACE.search(text[max(0, start - 24) : start]) is not None
    head = tokens[-1].key
    sort: Sort = "thing"
    if head in PEOPLE:
        sort = "people"
    elif (place or head in PLACE_HEADS) and mention.title is None:
        sort = "place"
    elif known:
        sort = "person"
    gender = _gender_of(mention.title or "")
    if gender is None and known:
        gender = _gender_of(text[max(0, start - 12) : start]) or (_gender_of(tokens[0].text) if office else None)
    return Phrase(text[start:end], start, end, sort, named=True, gender=gender)


def _gender_of(text: str) -> Gender | None:
    said = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    if said & FEMALE:
        return "she"
    return "he" if said & MALE else None


def _noun_phrases(text: str) -> Iterator[Phrase]:
    every = words(text)
    place = 0
    while place < len(every):
        opener = every[place].text.casefold()
        counted = every[place].number and place + 1 < len(every)
        if opener in _OPENERS or counted:
            first = place + 1
            while first < len(every) and every[first].text.casefold() in ("the", "these", "those", "few", "other"):
                first += 1
        elif (
            not every[place].stop
            and not every[place].name
            and is_plural(opener)
            and opener not in MISSPELT
            and not is_verb(opener)
            and not (place and every[place - 1].text.casefold() in _BEFORE_VERBS)
            and not (place and is_verb_too(opener) and _opens(every, place + 1))
        ):
            first = place
        else:
            place += 1
            continue
        last = _run(text, every, first)
        if last == first:
            place += 1
            continue
        end = _of(text, every, last)
        head = every[last - 1].text.casefold()
        if head not in _NEITHER:
            yield _noun(text, every, place, first, end, head)
        place = end


def _opens(every: tuple[Word, ...], place: int) -> bool:
    return place < len(every) and every[place].text.casefold() in _OPENERS


def _run(text: str, every: tuple[Word, ...], first: int) -> int:
    """Give where the content words that begin at `first` end."""
    last = first
    while last < len(every) and last - first < _MOST:
        word = every[last]
        lower = word.text.casefold()
        if lower == "s" and last > first and text[word.start - 1] in "'’" and last + 1 < len(every):
            last += 1
            continue
        if word.stop or (last > first and text[every[last - 1].end : word.start].strip(" -‐‑'’s")):
            break
        counts = lower.endswith("ed") and last + 1 < len(every) and every[last + 1].number
        if (counts or (is_verb(lower) and not word.name)) and last > first:
            break
        if not word.name and ((last == first and lower.endswith("s") and is_verb(lower)) or lower in _ADVERBS):
            break
        last += 1
    while last > first and (_verbal(every[last - 1]) or every[last - 1].stop):
        last -= 1
    return last


def _verbal(word: Word) -> bool:
    return not word.name and word.text.casefold().endswith(("ed", "ing", "ly"))


def _of(text: str, every: tuple[Word, ...], last: int) -> int:
    """Take in what follows with "of": "the alarm of the cold room"."""
    if (
        last + 1 < len(every)
        and every[last].text.casefold() == "of"
        and not text[every[last - 1].end : every[last].start].strip()
    ):
        first = last + 1
        while first < len(every) and every[first].text.casefold() in ("the", "a", "an", "its", "their"):
            first += 1
        end = _run(text, every, first)
        if end > first:
            return end
    return last


def _noun(text: str, every: tuple[Word, ...], place: int, first: int, end: int, head: str) -> Phrase:
    opener = every[place].text.casefold()
    counted = every[place].number and every[place].key not in ("1",)
    plural = is_plural(head) or counted or opener in ("these", "those", "both", "all")
    singular = head[:-1] if head.endswith("s") else head
    if is_guard_force([word.text.casefold() for word in every[first:end]], head):
        sort: Sort = "people"
    elif is_role(singular) or is_role(head) or head in ("men", "women", "children", "people"):
        sort = "people" if plural else "person"
    elif head in PEOPLE:
        sort = "people"
    elif head in PLACE_HEADS:
        sort = "place"
    else:
        sort = "thing"
    started = (
        every[first].start
        if opener in _OPENERS_OUT or opener in ("this", "that", "these", "those", "a", "an")
        else every[place].start
    )
    body = text[started : every[end - 1].end]
    body = body[0].lower() + body[1:] if started == every[place].start and not every[place].name else body
    if started != every[place].start and not (counted and opener not in _OPENERS):
        body = f"the {body}"
    gender = _gender_of(text[every[place].start : every[end - 1].end]) if sort == "person" else None
    return Phrase(body, every[place].start, every[end - 1].end, sort, plural, False, gender)
