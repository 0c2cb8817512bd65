"""Finding the name of the documents that an unknown spelling most likely means, if any."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Final

from index.names.acronym import is_acronym
from index.names.gathered import Form, is_given
from index.names.known import Found, Known
from index.names.mention import MOST_WORDS
from index.names.ordinary import CLOSED, CONNECTORS, is_ordinary, is_word
from index.names.span import Span
from index.names.spelling import ARTICLES, bare, likeness, neighbours, sound
from index.names.variants import in_conflict, peoples

NEEDED: Final = 0.87
"""How alike an asked word must be to a name of the documents, where nothing else speaks for it or against it."""
NEEDED_SHORT: Final = ((4, 0.92), (5, 0.9))
"""The same for words of at most so many letters."""
NEEDED_APART: Final = 0.93
"""The same where they begin otherwise, or either may be no name."""
NEEDED_PHRASE: Final = 0.8
NEEDED_WORD: Final = 0.6
"""How alike a name of several words must be that sounds the same, and each of its words."""
COMPANY: Final = 0.1
"""How much less alike a word must be beside the same first name or the like."""
RIVAL: Final = 0.03
"""How much more alike it must be than to any other name."""

_SLIP: Final = 6
_TWO_SLIPS: Final = 10
"""Letters that words must have to differ by a slip of a finger, or by two."""
_MANY: Final = 2_000
"""Single names of documents from which on those words must be longer by two: more names are alike by chance."""
_SMALL: Final = 5
"""Letters that a word in small letters must have, to be taken for a misspelt name."""


class Likely:
    """Finds names of the documents by likeness."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def find(self, span: Span) -> list[Found]:
        """Find the one name that an unknown one is like; none where there is no such or more than one."""
        if span.single and " " not in span.key:
            return self._word(span) or self._phrase(span)
        return self._phrase(span) or (self._word(span) if span.single else [])

    def _phrase(self, span: Span) -> list[Found]:
        """Find a name that sounds the same, though it may be parted into other words."""
        first, last, key = span.words[0], span.words[-1], span.key
        if not any(word.large or not is_word(word.key) for word in span.words) or len(sound(key)) < 3:
            return []
        if any(word.key in CLOSED or (word.key in CONNECTORS and not word.large) for word in (first, last)):
            return []
        only_parted = all(part in self._known.vocabulary for part in key.split())
        best = max(
            (
                (alike, form.key)
                for form in self._by_sound.get(sound(key), ())
                if (" " in key or " " in form.key) and (not only_parted or bare(key) == bare(form.key))
                if (alike := likeness(key, form.key, NEEDED_PHRASE)) >= NEEDED_PHRASE and _aligned(key, form.key)
            ),
            default=None,
        )
        return [] if best is None else [Found(best[1], "spelling", min(0.97, best[0]))]

    def _word(self, span: Span) -> list[Found]:
        """Find the one name that is spelt like a word."""
        word, key = span.words[0], span.key
        if any(char.isdigit() for char in key) or (is_acronym(word.text) and len(word.text) < _SMALL):
            return []
        if is_ordinary(key) or (is_word(key) and (word.opens or not word.large)):
            return []
        if not word.large and len(key) < _SMALL:
            return []
        forms = {form.key: form for near in _keys(key) for form in self._by_key.get(near, ())}
        scored = [judged for form in forms.values() if (judged := self._judged(span, form)) is not None]
        if not scored:
            return []
        first, best = max(scored, key=lambda judged: (judged[0], self._known.count(judged[1].key), judged[1].key))
        same = {best.key, *(other.key for other in self._known.others_of(best.key))}
        if any(first - score < RIVAL and found.key not in same for score, found in scored):
            return []
        return [best]

    def _judged(self, span: Span, form: Form) -> tuple[float, Found] | None:
        """Judge whether a word means a name of the documents, from its spelling and the words beside it.

        Returns:
            A score to compare it by with others, and what would be found.
        """
        word, key = span.words[0], span.key
        before = [span.before.key] if span.before is not None and span.before.large else []
        after = [span.after.key] if span.after is not None and span.after.large else []
        forms = [form, *(self._known.forms[other.key] for other in self._known.others_of(form.key))]
        if in_conflict(before, [word for one in forms for word in one.before]) or in_conflict(after, form.after):
            return None
        shared = {*(form.before.keys() & set(before)), *(form.after.keys() & set(after))}
        company = any(is_given(name) for name in shared)
        if is_ordinary(form.key) and not company:
            return None
        alike = likeness(word.text, form.spelling)
        if key in {f"{form.key}s", f"{form.key}es"}:
            return alike + 0.1, Found(form.key, "spelling", 0.9)
        if peoples(key, form.key):
            return (alike, Found(form.key, "demonym", 0.85)) if alike >= 0.7 and word.large else None
        letters = min(len(bare(key)), len(bare(form.key)))
        needed = next((bound for most, bound in NEEDED_SHORT if letters <= most), NEEDED)
        if sound(key)[:1] != sound(form.key)[:1] or is_word(key) or not form.sure:
            needed = NEEDED_APART
        needed += (0.0 if word.large else 0.02) - (COMPANY if company else 0.0)
        if alike < needed - 1e-9:
            slip = form.sure and not is_word(key) and _slip(bare(key), bare(form.key), len(self._words) >= _MANY)
            return (alike, Found(form.key, "spelling", 0.75)) if slip else None
        sure = min(0.97, 0.78 + 1.2 * (alike - needed) + 0.05 * (sound(key) == sound(form.key)))
        return alike + 0.05 * company, Found(form.key, "spelling", sure)

    @cached_property
    def _by_sound(self) -> dict[str, list[Form]]:
        """The names by their sound."""
        found: dict[str, list[Form]] = defaultdict(list)
        for form in self._known.forms.values():
            if form.words < MOST_WORDS and form.sure and (form.words > 1 or not is_ordinary(form.key)):
                found[sound(form.key)].append(form)
        return dict(found)

    @cached_property
    def _by_key(self) -> dict[str, list[Form]]:
        """The names of one word by what they sound like, and by their letters less any one."""
        found: dict[str, list[Form]] = defaultdict(list)
        for form in self._words:
            for near in _keys(form.key):
                found[near].append(form)
        return dict(found)

    @cached_property
    def _words(self) -> list[Form]:
        return [
            form
            for form in self._known.forms.values()
            if form.words == 1 and len(bare(form.key)) >= 3 and not any(char.isdigit() for char in form.key)
            if form.sure or not is_ordinary(form.key)
        ]


def _keys(key: str) -> set[str]:
    """Give the keys under which an asked word meets the names that it may mean."""
    letters = bare(key)
    places = range(len(letters) if len(letters) >= _SMALL else 0)
    return {*neighbours(key), f"-{letters}", *(f"-{letters[:place]}{letters[place + 1 :]}" for place in places)}


def _slip(one: str, two: str, many: bool) -> bool:
    """Say whether two words differ by a slip of a finger (Damerau, 1964), or by two in long ones."""
    import jellyfish

    letters = min(len(one), len(two)) - 2 * many
    most = 0 if letters < _SLIP else 1 if letters < _TWO_SLIPS else 2
    return one[:1] == two[:1] and 0 < jellyfish.damerau_levenshtein_distance(one, two) <= most


def _aligned(left: str, right: str) -> bool:
    """Say whether two names are alike word by word, articles apart, or parted into other words."""
    one, two = ([part for part in key.split() if part not in ARTICLES] for key in (left, right))
    if len(one) != len(two):
        return bare(left) == bare(right) or likeness(left, right) >= NEEDED_APART
    return all(likeness(a, b) >= NEEDED_WORD for a, b in zip(one, two, strict=True))
