"""How alike two spellings of a name are: what a reader would take for one name, written by two hands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_CACHE: Final = 65_536
_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "ə": "a",
    }
)
"""Latin letters that no decomposition takes apart."""
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How German and Scandinavian write what their letters with signs stand for, where there are none."""
_APOSTROPHES: Final = re.compile(r"['’‘ʼʻʾʿ`´]")
_NOT_WORD: Final = re.compile(r"[\W_]+")

ARTICLES: Final = frozenset("al el ul il ash esh az ez ad ed ar er uz ud".split())
"""Arabic articles in their romanisations, with the consonant taken over from the next word. They come and go."""
_ARTICLE: Final = re.compile(r"\b(?:[aeiu][ldnrstz]|[ae]sh|[ae]th)-(?=[^\W\d_])")
"""The same, and some that are English words unless a hyphen follows."""

_ROMAN: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"tsch|tch|tsh|cz|(?<!s)ch", "C"),
        (r"sch|sh", "S"),
        (r"dzh|zh|dj|dg(?=[eiy])", "J"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"qu(?=[aeio])", "kv"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"tz|ts(?!$)", "s"),
        (r"z", "s"),
        (r"ou|oo", "u"),
        (r"(?<=[aeiou])w(?![aeiou])", "u"),
        (r"ee|ie|y", "i"),
        (r"w", "v"),
        (r"j", "J"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeiou])h$", ""),
    )
)
_VOWELS: Final = frozenset("aeiou")
_KINDRED: Final = "vf vb bp dt gk gh hk kJ gJ hJ iJ il sS SC CJ kC sC sJ SJ mn vu hS vw".split()
"""Letters that hands, scripts, scanners or countries put for each other."""
_SWAPS: Final = {one + two: 0.5 for pair in ("aeiou", *_KINDRED) for one in pair for two in pair}
"""What it costs that one letter stands for another, where that is less than 1."""
_TURNED: Final = 0.8
_RESPELT: Final = 0.25
"""What it costs that two neighbours are swapped, and that names are the same only by their sound."""
_CLASSES: Final = str.maketrans({"b": "p", "d": "t", "g": "k", "v": "f", "n": "n", "S": "s", "C": "s", "h": None})


@lru_cache(maxsize=_CACHE)
def folded(text: str) -> str:
    """Write a name as it is compared: small letters and digits without accents, its words parted by single spaces.

    Hyphens part words, apostrophes and the dots of "U.S." are left out, an Arabic article before a hyphen is "al".
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    letters = _APOSTROPHES.sub("", plain.casefold().translate(_LETTERS))
    if not letters.isascii():
        letters = "".join(char for char in letters if not unicodedata.combining(char))
    undotted = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found[0].replace(".", "") + " ", letters)
    return _NOT_WORD.sub(" ", _ARTICLE.sub("al ", undotted)).strip()


@lru_cache(maxsize=_CACHE)
def bare(text: str) -> str:
    """Write a name in one word, folded, without the articles that a romanisation may leave out or join."""
    parts = folded(text).split()
    kept = [part for part in parts if part not in ARTICLES and part != "the"]
    return "".join(kept or parts)


@lru_cache(maxsize=_CACHE)
def romanised(word: str) -> str:
    """Write a folded word with a letter for each sound, as far as the ways to romanise differ in them."""
    for pattern, put in _ROMAN:
        word = pattern.sub(put, word)
    return word


@lru_cache(maxsize=_CACHE)
def sound(text: str) -> str:
    """Give the consonants that a name is heard by, kindred ones alike; a vowel counts only where it begins the name."""
    roman = romanised(bare(text)).translate(_CLASSES)
    consonants = "".join(char for char in roman[1:] if char not in _VOWELS)
    first = "a" if roman[:1] in _VOWELS else roman[:1]
    return re.sub(r"(.)\1+", r"\1", first + consonants)


@lru_cache(maxsize=_CACHE)
def neighbours(text: str) -> frozenset[str]:
    """Give the keys under which a name and its likenesses meet: its sound, and its sound less any one consonant.

    Names of three consonants and fewer meet by their whole sound only; there are too many of them.
    """
    folds = {sound(text)}
    if "w" in text.casefold():  # German and Polish for v, English for a vowel
        folds.add(sound(text.casefold().replace("w", "v")))
    keys = set(folds)
    for heard in folds:
        if len(heard) >= 4:
            keys.update(heard[:place] + heard[place + 1 :] for place in range(len(heard)))
    return frozenset(keys)


@lru_cache(maxsize=_CACHE)
def likeness(left: str, right: str, least: float = 0.0) -> float:
    """Say how alike two names are spelt, from 0 to 1 (the same but for accents, hyphens and spaces).

    It is one less the weighted edit distance (Levenshtein, 1966) of the names or of their romanisations, as a share of
    the longer: what transcribers disagree on (vowels, doubled letters, kindred consonants) weighs less. A likeness
    below `least` may be given as 0, which is quicker.
    """
    found = _likeness(bare(left), bare(right), least)
    if found < 1.0 and not (left.isascii() and right.isascii()):
        wide = _spelt_out(left), _spelt_out(right)
        if wide != (left, right):
            pairs = ((one, two) for one in (left, wide[0]) for two in (right, wide[1]))
            found = max(found, *(_likeness(bare(one), bare(two), least) for one, two in pairs))
    return found


def _spelt_out(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS) if not text.isascii() else text


def _likeness(one: str, two: str, least: float) -> float:
    if one == two:
        return 1.0
    longest = max(len(one), len(two))
    if not one or not two or abs(len(one) - len(two)) > longest / 2:
        return 0.0
    most = (1.0 - least) * longest
    written = _distance(one, two, most)
    heard = _distance(romanised(one), romanised(two), min(most, written) - _RESPELT) + _RESPELT
    return max(0.0, 1.0 - min(heard, written) / longest)


def _distance(one: str, two: str, most: float) -> float:
    """Give the weighted edit distance, or infinity where it is more than `most`.

    A swap of neighbours counts as one edit (Damerau, 1964).
    """
    before: list[float] = []
    row = [0.0]
    losses = [_loss(char, two[j - 1] if j else "") for j, char in enumerate(two)]
    for loss in losses:
        row.append(row[-1] + loss)
    last = ""
    for i, char in enumerate(one):
        loss = _loss(char, last)
        now = [row[0] + loss]
        for j, other in enumerate(two):
            best = row[j] if char == other else row[j] + _SWAPS.get(char + other, 1.0)
            best = min(best, row[j + 1] + loss, now[j] + losses[j])
            if i and j and char == two[j - 1] and other == last and char != other:
                best = min(best, before[j - 1] + _TURNED)
            now.append(best)
        if min(now) > most + _TURNED:
            return float("inf")
        before, row, last = row, now, char
    return row[-1]


def _loss(char: str, before: str) -> float:
    """Say what it costs that a letter is missing, given the letter before it."""
    if char == before:
        return 0.3
    return 0.5 if char in _VOWELS or char == "h" else 1.0
