"""The names of documents, gathered: how each is written, how often, and in what company."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from index.document import Sentence
from index.names.mention import MOST_WORDS, Mention, Token, mentions, tokens
from index.names.ordinary import CONNECTORS, LOOSE, TITLES, is_word

Place = tuple[int, int]
"""The number of a document and of its sentence."""

_KEPT_PLACES: Final = 64
"""Places of a name that are kept, to see how near two names stand; a frequent name's first ones will do."""
_TELLS_OF_SPELLING: Final = re.compile(
    r"\b(?:also|elsewhere|earlier|sometimes|variously|in (?:annex|other places|the (?:map|protocol|copy|list)))\b"
    r"[^.]{0,30}(?:written|spel|called|known|named|[:(\"“'])|\bspel(?:t|led|ling)\b|\b(?:sic|alias|a\.k\.a\.|aka)\b"
    r"|\bannex \d+ [\"“']",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Form:
    """One spelling of a name, a word or several, told apart by `folded`.

    `written` counts how it is written letter for letter. `sure` counts where its capitals tell that it is a name, which
    they do not at the beginning of a sentence; `whole` where it is all of the name that stands there, `bracketed` where
    brackets hold it. `places` are the first ones only, `documents` all. `before` and `after` count the folded words of
    the same name beside it, titles before it included.
    """

    key: str
    words: int
    written: Counter[str] = field(default_factory=Counter)
    count: int = 0
    sure: int = 0
    whole: int = 0
    bracketed: int = 0
    places: list[Place] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)

    @property
    def spelling(self) -> str:
        """Give the commonest way to write it; in capitals throughout only where there is no other."""
        return max(self.written, key=lambda text: (not (text.isupper() and len(text) > 6), self.written[text]))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the names of documents were found to be.

    `forms` holds by its folded form every run of words of a name that begins and ends with a word written large.
    `small` are the words that occur in small letters, `bracketed` the sentences that may explain an acronym, `spelling`
    the places that speak of how something is spelt.
    """

    forms: dict[str, Form]
    small: frozenset[str]
    bracketed: tuple[str, ...]
    spelling: frozenset[Place]


def gather(documents: Iterable[Iterable[Sentence]]) -> Gathered:
    """Gather the names of documents from their sentences."""
    forms: dict[str, Form] = {}
    small: set[str] = set()
    bracketed: list[str] = []
    spelling: set[Place] = set()
    for number, sentences in enumerate(documents):
        for sentence in sentences:
            place = (number, sentence.number)
            words = tokens(sentence.text)
            small.update(word.key for word in words if not word.large)
            if "(" in sentence.text:
                bracketed.append(sentence.text)
            if _TELLS_OF_SPELLING.search(sentence.text):
                spelling.add(place)
            for mention in mentions(sentence.text, words):
                _count(forms, sentence.text, mention, place)
    return Gathered(forms, frozenset(small), tuple(bracketed), frozenset(spelling))


def is_given(word: str) -> bool:
    """Say whether a word beside a surname can be what its bearer is called by: no title, no office, no small word."""
    return word not in TITLES and word not in CONNECTORS and not is_word(word)


def is_personal(word: str) -> bool:
    """Say whether a word beside a name tells that it is a person's: a title, or another name."""
    return word in TITLES or is_given(word)


def _count(forms: dict[str, Form], text: str, mention: Mention, place: Place) -> None:
    words = mention.tokens
    for first, opener in enumerate(words):
        if not opener.large:
            continue
        key = ""
        for last in range(first, min(first + MOST_WORDS, len(words))):
            closer = words[last]
            key = f"{key} {closer.key}" if key else closer.key
            if not closer.large:
                continue
            form = forms.get(key)
            if form is None:
                form = forms[key] = Form(key, last - first + 1)
            form.count += 1
            form.sure += not opener.opens or (first < last and not closer.opens)
            form.whole += first == 0 and last == len(words) - 1
            form.written[text[opener.start : closer.end]] += 1
            form.bracketed += text[opener.start - 1 : opener.start] == "(" and text[closer.end : closer.end + 1] == ")"
            form.documents.add(place[0])
            if len(form.places) < _KEPT_PLACES:
                form.places.append(place)
            if first == last:
                before = _beside(words, range(first - 1, -1, -1)) or mention.title
                after = _beside(words, range(last + 1, len(words)))
                if before:
                    form.before[before] += 1
                if after:
                    form.after[after] += 1


def _beside(words: tuple[Token, ...], places: range) -> str | None:
    for place in places:
        if words[place].large:
            return words[place].key
        if words[place].key in LOOSE:
            break
    return None
