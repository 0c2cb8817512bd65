"""Understanding the names of a question: by a user's aliases, what the documents have, the gazetteer, and likeness."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from index.document import Sentence
from index.names.acronym import initials_of, is_acronym
from index.names.aliases import Aliases
from index.names.gathered import Gathered, gather
from index.names.gazetteer import Gazetteer
from index.names.known import Found, Known
from index.names.likely import Likely
from index.names.match import NameMatch
from index.names.mention import MOST_WORDS, tokens
from index.names.ordinary import CLOSED, DATES, TITLES, is_word
from index.names.span import Span, span_of
from index.names.spelling import folded
from index.names.variants import Link

_SHORT = 3
"""Letters of an acronym that initials alone tell, and of the shortest name that is looked up in small letters."""


class Names:
    """The names of some documents, with the links between their spellings; nothing changes it, so it is thread-safe.

    Example:
        ```python
        names = Names.of(index.sentences(document.id) for document in index.documents)
        for match in names.resolve("When was Kharkov shelled?"):
            print(match.asked, "→", match.found)
        ```
    """

    def __init__(self, gathered: Gathered, aliases: Aliases | None = None) -> None:
        self._known = Known(gathered)
        self._likely = Likely(self._known)
        self._aliases = aliases or Aliases()

    @classmethod
    def of(cls, documents: Iterable[Iterable[Sentence]], aliases: Aliases | None = None) -> Names:
        """Gather and link the names of documents, given the sentences of each."""
        return cls(gather(documents), aliases)

    @property
    def links(self) -> tuple[Link, ...]:
        """The spellings that are one name's, pair by pair."""
        return self._known.links

    @property
    def acronyms(self) -> dict[str, str]:
        """The acronyms of the documents, as they write them, with what each stands for there."""
        pairs = ((form.spelling, self._known.stands_for(key)) for key, form in self._known.acronyms.items())
        return {acronym: self._known.written(name) for acronym, name in pairs if name is not None}

    def people(self, gender: Literal["he", "she"], most: int) -> tuple[str, ...]:
        """Give the persons whom the documents name most often, in full ("Nelly Quispe"): those who may be "he" or "she"
        as far as titles tell.
        """
        return self._known.people(gender, most)

    def spellings(self, name: str) -> tuple[str, ...]:
        """Give the other spellings that the documents have of a name of theirs, the surest first; none for others."""
        others = sorted(self._known.others_of(folded(name)), key=lambda other: (-other.sureness, other.key))
        return tuple(self._known.written(other.key) for other in others if other.kind == "spelling")

    def resolve(self, question: str) -> tuple[NameMatch, ...]:
        """Find the names of a question that the documents write otherwise, or in further ways.

        Names that the documents have in the asked spelling alone need no match; those that nothing like is found of get
        none, since a wrong name would be worse. Any text will do. Offsets count code points.
        """
        words = tokens(question)
        found: list[NameMatch] = []
        place = 0
        while place < len(words):
            taken = 1
            for count in range(min(MOST_WORDS, len(words) - place), 0, -1):
                span = span_of(question, words, place, count)
                match = None if span is None else self._match(question, span)
                if match is not None:
                    found.append(match)
                    taken = count
                    break
            place += taken
        return tuple(found)

    def _match(self, question: str, span: Span) -> NameMatch | None:
        key = span.key
        if not key:
            return None
        found = self._by_alias(key)
        if found:
            return self._made(question, span, found)
        if span.single and (key in DATES or key in TITLES or (key in CLOSED and not is_acronym(span.words[0].text))):
            return None
        if self._has(span):
            found = self._known.others_of(key) or self._written_otherwise(question, span)
        else:
            found = self._by_acronym(span) or self._by_gazetteer(span) or self._likely.find(span)
        return self._made(question, span, found) if found else None

    def _made(self, question: str, span: Span, found: Sequence[Found]) -> NameMatch:
        best = max(found, key=lambda other: (other.sureness, self._known.count(other.key), other.key))
        further = [other.key for other in (*found, *self._known.others_of(best.key))]
        name = self._known.written(best.key)
        others = dict.fromkeys(self._known.written(key) for key in further if key not in {best.key, span.key})
        others.pop(name, None)
        start, end = span.words[0].start, span.words[-1].end
        known = best.key != span.key and span.key in self._known.forms
        return NameMatch(
            question[start:end], start, end, name, best.kind, round(best.sureness, 3), tuple(others), known
        )

    def _has(self, span: Span) -> bool:
        """Say whether the documents have a name, or a single word, as it is asked."""
        if span.single:
            return all(part in self._known.vocabulary for part in span.key.split())
        return span.key in self._known.forms

    def _written_otherwise(self, question: str, span: Span) -> list[Found]:
        """Give a name itself where the documents never write it as it is asked, but for capitals: with other accents,
        hyphens or articles.
        """
        form = self._known.forms.get(span.key)
        if form is None or span.key in self._known.small or not (span.single or span.named):
            return []
        asked = _plain(question[span.words[0].start : span.words[-1].end])
        same = any(_plain(written) == asked for written in form.written)
        return [] if same else [Found(form.key, "spelling", 0.99)]

    def _by_alias(self, key: str) -> list[Found]:
        keys = dict.fromkeys(folded(name) for name in self._aliases.same_as(key))
        return [Found(other, "alias", 1.0) for other in keys if other != key and other in self._known.forms]

    def _by_acronym(self, span: Span) -> list[Found]:
        if span.single:
            name = self._known.stands_for(span.key) if is_acronym(span.words[0].text) else None
            return [] if name is None else [Found(name, "acronym", 0.85)]
        if span.named:
            for letters in initials_of(span.key):
                if len(letters) >= _SHORT and letters in self._known.acronyms and letters not in self._known.explained:
                    return [Found(letters, "acronym", 0.8)]
        return []

    def _by_gazetteer(self, span: Span) -> list[Found]:
        key, word = span.key, span.words[0]
        shouted = word.text.isupper()
        if not span.named and (not span.single or is_word(key)):
            return []
        if span.single and ((word.opens and is_word(key)) or (len(key) < _SHORT and not shouted)):
            return []
        countries_only = span.single and (span.of_person or (len(key) <= _SHORT and not shouted))
        for asked in (key, key[:-1]) if span.single and key.endswith("s") and len(key) > _SHORT else (key,):
            groups = list(Gazetteer.open().groups(asked))
            people = any(asked in group.demonyms for group in groups)
            for group in groups:
                if countries_only and not group.demonyms:
                    continue
                alone = span.single and not group.demonyms
                found = [
                    *(self._told(key, other, people) for other in self._known.having(group.names, alone=alone)),
                    *(
                        self._told(key, other, True, people)
                        for other in self._known.having(group.demonyms, alone=alone)
                    ),
                ]
                if found:
                    return found
        return []

    @staticmethod
    def _told(asked: str, other: str, demonym: bool, both: bool = False) -> Found:
        if asked in initials_of(other) or other in initials_of(asked):
            return Found(other, "acronym", 0.95)
        return Found(other, "demonym" if demonym else "exonym", 0.9 if demonym and not both else 0.95)


def _plain(text: str) -> str:
    """Write a name in small letters, its accents and hyphens kept."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace(".", "").split())
