"""The names that documents have, with what else each is called there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from index.names.acronym import acronyms_in, explained, unexplained
from index.names.gathered import Form, Gathered, is_given, is_personal
from index.names.gazetteer import Gazetteer
from index.names.match import Kind
from index.names.ordinary import TITLES, is_word
from index.names.spelling import folded
from index.names.variants import links_of

_MOST_WORDS = 4
"""Words of a name whose spellings are combined."""
_TITLES_OF_WOMEN = frozenset("mrs ms miss mme mlle dame lady madame frau dona senora sra".split())
_TITLES_OF_MEN = frozenset("mr sir lord monsieur herr don senor sr".split())
_MOST_SPELLINGS = 3
"""Other spellings of each of them that are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the documents, folded, why it is the one that is meant, and how sure that is, from 0 to 1."""

    key: str
    kind: Kind
    sureness: float


class Known:
    """What names documents have; the links between them are found at once, all else when it is needed."""

    def __init__(self, gathered: Gathered) -> None:
        self.forms = gathered.forms
        self.small = gathered.small
        self.links = tuple(links_of(gathered))
        self.explained = explained(gathered.bracketed)
        self._initials = unexplained(gathered)
        self.acronyms = {form.key: form for form in acronyms_in(gathered)}
        self._others = self._joined()

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the documents, folded."""
        return frozenset(part for keys in (self.forms, self.small) for key in keys for part in key.split())

    def written(self, key: str) -> str:
        """Give a name as the documents write it most often, from its folded form."""
        form = self.forms.get(key)
        return key if form is None else form.spelling

    def count(self, key: str) -> int:
        """Count how often a name occurs."""
        form = self.forms.get(key)
        return 0 if form is None else form.count

    def stands_for(self, acronym: str) -> str | None:
        """Give what a folded acronym stands for, folded: None where that is nothing, or more than one thing."""
        names = {folded(name) for name in self.explained.get(acronym, ())}
        names = names or self._initials.get(acronym.replace(" ", ""), set())
        name = next(iter(names)) if len(names) == 1 else None
        return name if name in self.forms else None

    def others_of(self, key: str) -> list[Found]:
        """Give what else a name is called; one of several words also with other spellings of each."""
        found = dict(self._others.get(key, {}))
        words = key.split()
        if 1 < len(words) <= _MOST_WORDS:
            choices = [[word, *list(self._others.get(word, {}))[:_MOST_SPELLINGS]] for word in words]
            for other in product(*choices):
                joined = " ".join(other)
                if joined != key and joined in self.forms and joined not in found:
                    changed = [(word, put) for word, put in zip(words, other, strict=True) if word != put]
                    sure = min(self._others[word][put].sureness for word, put in changed)
                    found[joined] = Found(joined, "spelling", sure)
        return list(found.values())

    def people(self, gender: str, most: int) -> tuple[str, ...]:
        """Give the persons that are named most often, in full, as the documents write them: two or three words, the
        last of which stands alone elsewhere or has a title before it, as surnames do. "she" leaves out Mr, "he" Ms.
        """
        wrong = _TITLES_OF_WOMEN if gender == "he" else _TITLES_OF_MEN
        found: list[tuple[int, str, str]] = []
        for key, form in self.forms.items():
            parts = key.split()
            if not 2 <= form.words <= 3 or form.words != len(parts) or not form.whole or not is_given(parts[0]):
                continue
            surname = self.forms.get(parts[-1])
            if surname is None or is_word(parts[-1]):
                continue
            said = {word for part in (parts[0], parts[-1]) if part in self.forms for word in self.forms[part].before}
            if not said & wrong and (surname.whole or said & TITLES):
                found.append((surname.count, parts[-1], form.spelling))
        best: dict[str, str] = {}
        for _, last, spelling in sorted(found, key=lambda each: (-each[0], each[2])):
            best.setdefault(last, spelling)
        return tuple(best.values())[:most]

    def having(self, names: Iterable[str], *, alone: bool) -> Iterator[str]:
        """Give those of some folded names that the documents have, or their plurals, less what looks like a person's.

        `alone` leaves out those, too, that are only ever a part of longer names.
        """
        for name in names:
            for key in (name, f"{name}s"):
                form = self.forms.get(key)
                if form is not None and self._may_be_place(form, alone=alone):
                    yield key

    def _may_be_place(self, form: Form, *, alone: bool) -> bool:
        if len(form.key) <= 3 and form.key not in self.acronyms:
            return False
        if not form.sure and is_word(form.key):
            return False
        if alone and not form.whole:
            return False
        return (form.whole > 0 and not alone) or not any(is_personal(word) for word in (*form.before, *form.after))

    def _joined(self) -> dict[str, dict[str, Found]]:
        """Join the links: what is linked to the same spelling is one name."""
        found: dict[str, dict[str, Found]] = defaultdict(dict)
        direct = {(link.left, link.right): link.sureness for link in self.links}
        for group in _groups(direct):
            for left, right in product(group, group):
                if left != right:
                    sure = direct.get((left, right), direct.get((right, left), 0.85))
                    found[left][right] = Found(right, "spelling", sure)
        for acronym in self.acronyms:
            name = self.stands_for(acronym)
            if name is not None:
                sure = 0.98 if acronym in self.explained else 0.85
                found[acronym][name] = Found(name, "acronym", sure)
                found[name][acronym] = Found(acronym, "acronym", sure)
        for country in Gazetteer.open().countries:
            held = list(dict.fromkeys(self.having((*country.names, *country.demonyms), alone=False)))
            for left, right in product(held, held):
                if left != right:
                    found[left].setdefault(right, Found(right, "demonym", 0.9))
        return dict(found)


def _groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Join pairs that share a member into groups."""
    top: dict[str, str] = {}

    def root(key: str) -> str:
        while top.setdefault(key, key) != key:
            top[key] = top[top[key]]
            key = top[key]
        return key

    for left, right in pairs:
        top[root(left)] = root(right)
    found: dict[str, list[str]] = defaultdict(list)
    for key in list(top):
        found[root(key)].append(key)
    return list(found.values())
