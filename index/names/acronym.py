"""Acronyms and what they stand for: explained in brackets, or by initials that only one name has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from index.names.gathered import Form, Gathered
from index.names.ordinary import CLOSED, CONNECTORS
from index.names.spelling import folded

_BRACKETED: Final = re.compile(r"\(\s*[\"“'‘]?([^()\n]{2,80}?)[\"”'’]?\s*[,;)]")
_ACRONYM: Final = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z0-9&/.-]{0,9}")
_WORDS: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEAR: Final = 300
"""Characters before the brackets in which what they explain must stand."""
_LEAST_UNEXPLAINED: Final = 3
"""Letters of an acronym that is linked to a name by initials alone; two letters fit too many."""


def is_acronym(text: str) -> bool:
    """Say whether a word is written as acronyms are: "WFP", "U.S.", "UNHCR"."""
    letters = [char for char in text if char.isalpha()]
    return 2 <= len(letters) <= 8 and sum(char.isupper() for char in letters) >= max(2, len(letters) - 1)


def explained(sentences: Iterable[str]) -> dict[str, Counter[str]]:
    """Find acronyms explained in brackets, "Long Name (LN)" or "LN (Long Name)" (Schwartz and Hearst, 2003).

    Returns:
        For each acronym, folded, what it stands for as it is written, counted.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for match in _BRACKETED.finditer(sentence):
            inside, before = match[1].strip(), sentence[: match.start()].rstrip(" \"”'’")
            if _ACRONYM.fullmatch(inside):
                name = _long_form(inside, before[-_NEAR:])
                if name:
                    found[folded(inside)][name] += 1
            else:
                last = before.rpartition(" ")[2].strip("\"“'‘")
                if _ACRONYM.fullmatch(last) and _long_form(last, inside) == inside:
                    found[folded(last)][inside] += 1
    return found


def _long_form(acronym: str, before: str) -> str | None:
    """Find the words at the end of a text that an acronym stands for: as few as have its letters in order."""
    letters = [char.casefold() for char in acronym if char.isalnum()]
    words = list(_WORDS.finditer(before))[-min(len(letters) + 5, 2 * len(letters)) :]
    if len(words) < 2:
        return None
    start = words[0].start()
    text = before[start:].casefold()
    place = len(text)
    for number in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and (
            text[place] != letters[number] or (number == 0 and place > 0 and text[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    name = before[start + place :].strip(" \"“”'‘’")
    held = _WORDS.findall(name)
    large = [word for word in held if word[:1].isupper()]
    if len(held) < 2 or not large or not name[:1].isupper() or len(name) <= len(acronym) + 2:
        return None
    if any(word.casefold() not in CLOSED | CONNECTORS and not word[:1].isupper() for word in held[:-1]) and len(
        large
    ) < len(letters):
        return None
    return name


def initials_of(key: str) -> list[str]:
    """Give the initials of a folded name of several words: without the small words in it, and with them."""
    words = key.split()
    kept = [word for word in words if word not in CONNECTORS and word not in CLOSED]
    if len(words) < 2:
        return []
    return list(dict.fromkeys("".join(word[0] for word in held) for held in (kept, words)))


def unexplained(gathered: Gathered) -> dict[str, set[str]]:
    """Give the names, folded, that have the initials of each acronym that could be: several words, standing alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in gathered.forms.values():
        if form.words >= 2 and form.whole:
            for letters in initials_of(form.key):
                if len(letters) >= _LEAST_UNEXPLAINED and letters.isalpha() and letters not in form.key.split():
                    found[letters].add(form.key)
    return found


def acronyms_in(gathered: Gathered) -> Iterator[Form]:
    """Give the words that the documents write as acronyms, those in headings and the like apart."""
    for form in gathered.forms.values():
        if form.words == 1 and (form.sure or form.bracketed) and all(map(is_acronym, form.written)):
            yield form
