"""How well a word of a question is met by a word of a text: 1.0 for the same word, less for a kindred one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa.words import Word

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

_CACHE_SIZE: Final = 20_000
_SAME_SOUND: Final = 0.85
_NEAR_SPELLING: Final = 0.9
_RELATED_FROM: Final = 0.38
"""Cosine of two single words under which they count as unrelated: unrelated English words lie around .2 to .35
with sentence encoders of the MiniLM kind."""
_RELATED_TO: Final = 0.75


class WordMatcher:
    """Compares words by spelling, sound, initials and meaning. Word vectors are kept, so it warms up."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._vectors: dict[str, NDArray[np.float16]] = {}
        self._lock = Lock()

    def matrix(self, asked: Sequence[Word], found: Sequence[Word]) -> Vectors:
        """Give the match of each asked word (rows) with each found word (columns), from 0 to 1."""
        result: Vectors = np.zeros((len(asked), len(found)), dtype=np.float32)
        if not asked or not found:
            return result
        cosine = self._vectors_of(asked) @ self._vectors_of(found).T
        related = (cosine - _RELATED_FROM) / (_RELATED_TO - _RELATED_FROM)
        result = np.clip(related, 0.0, 1.0).astype(np.float32) * np.float32(0.9)
        for row, question_word in enumerate(asked):
            for column, text_word in enumerate(found):
                form = form_match(question_word, text_word)
                if form is not None:
                    result[row, column] = form if form == 0.0 else max(form, float(result[row, column]))
        return result

    def _vectors_of(self, words: Sequence[Word]) -> Vectors:
        texts = [word.text.casefold() for word in words]
        with self._lock:
            missing = sorted({text for text in texts if text not in self._vectors})
        if missing:
            made = self._embed(missing).astype(np.float16)
            with self._lock:
                if len(self._vectors) + len(missing) > _CACHE_SIZE:
                    self._vectors.clear()
                self._vectors.update(zip(missing, made, strict=True))
                return np.stack(
                    [self._vectors[text] if text in self._vectors else made[missing.index(text)] for text in texts]
                ).astype(np.float32)
        with self._lock:
            known = [self._vectors.get(text) for text in texts]
        if any(vector is None for vector in known):  # another thread cleared the cache in between
            return self._vectors_of(words)
        return np.stack([vector for vector in known if vector is not None]).astype(np.float32)


def form_match(asked: Word, found: Word) -> float | None:
    """Compare two words by form alone. None: the form says nothing, meaning may; 0.0: they cannot match."""
    import jellyfish

    if asked.key == found.key:
        return 1.0
    if asked.number or found.number:
        return 0.0
    left, right = asked.text.casefold(), found.text.casefold()
    if len(left) >= 5 and len(right) >= 5 and left[0] == right[0]:
        distance = jellyfish.damerau_levenshtein_distance(left, right)
        if distance <= (2 if len(left) >= 8 else 1):
            return _NEAR_SPELLING
    if found.name and len(left) >= 3 and len(right) >= 3 and not asked.key.isupper() and not found.key.isupper():
        near = jellyfish.jaro_winkler_similarity(left, right)
        if near >= 0.9 or (_sound(left) == _sound(right) and near >= 0.6):
            return _SAME_SOUND
    return None


@lru_cache(maxsize=_CACHE_SIZE)
def _sound(word: str) -> str:
    """Give the Metaphone code (Philips, 1990) with any vowel at the beginning counted alike: Anna sounds as Enna."""
    import jellyfish

    code = jellyfish.metaphone(word)
    return "A" + code[1:] if code[:1] in "AEIOU" else str(code)


def initials_of(words: Sequence[Word]) -> dict[str, tuple[int, int]]:
    """Find the initials that runs of names spell, with the run's place in `words`: "World Health Organization" gives
    WHO. Small words inside a run may be left out of the initials, as in "Bureau of Land Management" (BLM).
    """
    found: dict[str, tuple[int, int]] = {}
    for start, first in enumerate(words):
        if not first.text[:1].isupper():
            continue
        letters = ""
        for end in range(start, min(start + 8, len(words))):
            word = words[end]
            if word.text[:1].isupper():
                letters += word.text[0]
                if len(letters) >= 2:
                    found.setdefault(letters, (start, end + 1))
            elif not word.stop:
                break
    return found
