"""Words made comparable: tokens of a text with their offsets, stems and what kind of word they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,][0-9]+)*", re.UNICODE)
"""A dotted acronym, or a run of letters and digits with decimal parts. Hyphens and apostrophes part words."""

_STOP: Final = frozenset(
    """
    a an the this that these those there here it its he him his she her they them their theirs we us our you your i me
    my mine and or but nor so if then than as at by for from in into of off on onto out over to up with within without
    about above after again against all also am any are aren be because been before being below between both can could
    did didn do does doesn doing don down during each few had has hasn have having how is isn just ll may might more
    most much many must no not now o once one only other ought own re s same shall should some such t too under until
    upon ve very was wasn were weren what when where whether which while who whom whose why will won would yet per via
    please tell know give say says said according anyone anybody anything somebody someone something everyone
    et al etc one's let lets ok okay hi hello thanks thank exactly actually really ever still
    document documents text article report reports reported mention mentions mentioned
    kind sort type way happen happened happens happening
    el ad ed ez es as ash az ul
    """.split()
)
"""Words that carry no content of their own in a question; "the report" is what every question is about. The short
ones at the end are Arabic articles, which outside spellings of names have and others leave out."""

_OPENS_SENTENCE: Final = ".!?:\n\"'“‘(["
"""What a capital may follow that only begins a sentence or a quotation."""

_NUMBERS: Final = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "dozen": "12", "hundred": "100", "thousand": "1000"}


@dataclass(frozen=True, slots=True)
class Word:
    """A token: its `text` at ``[start:end]`` of its string, and the `key` by which it is compared.

    The key is the Porter2 stem of the lower-cased word; for a number its digits, for a dotted or capital acronym its
    capital letters. `name` says that it looks like a name where it stands: capitalised inside a sentence, or an
    acronym. `stop` says that it carries no content.
    """

    text: str
    start: int
    end: int
    key: str
    name: bool
    stop: bool

    @property
    def number(self) -> bool:
        """Say whether the word is a number, in digits or written out."""
        return self.key[:1].isdigit()


@lru_cache(maxsize=1)
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Give the Porter2 stem of a lower-case word (Porter, 2001, "Snowball")."""
    return str(_stemmer().stemWord(word))  # type: ignore[attr-defined]


def _key(token: str) -> tuple[str, bool]:
    """Give the key of a token and whether it is an acronym."""
    letters = token.replace(".", "")
    if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6:
        return letters, True
    lower = token.casefold()
    if lower in _NUMBERS and lower != "one":
        return _NUMBERS[lower], False
    if lower[:1].isdigit():
        return lower.replace(",", ""), False
    return stem(lower), False


@lru_cache(maxsize=8_192)
def words(text: str) -> tuple[Word, ...]:
    """Split a text into words, in order, with code-point offsets."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    shouting = text.isupper()
    for match in _TOKEN.finditer(text):
        token = match.group()
        key, acronym = _key(token)
        if shouting and acronym and token.casefold() in _STOP:
            key, acronym = stem(token.casefold()), False
        before = text[: match.start()].rstrip(" \t")
        inner = bool(before) and before[-1] not in _OPENS_SENTENCE
        name = acronym or (token[:1].isupper() and inner and not shouting)
        stop = not acronym and token.casefold() in _STOP
        yield Word(token, match.start(), match.end(), key, name and not stop, stop)


def content_words(text: str) -> tuple[Word, ...]:
    """Give the words of a text that carry content."""
    return tuple(word for word in words(text) if not word.stop)
