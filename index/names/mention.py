"""Finding names in a text by how they are written: capitals inside sentences, and the small words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from index.names.ordinary import CLOSED, CONNECTORS, DATES, TITLES, is_ordinary
from index.names.spelling import folded

_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼʻʿ`-][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’][sS]$")
_PREFIXED: Final = re.compile(r"[^\W\d_]{1,4}['’‘ʼʻʿ`-](?=.)")
_OPENS: Final = frozenset(".!?:\n\"“”‘(['–—•*")
_MOST_BETWEEN: Final = 2
"""Small words in a row that a name may hold, as in "Front of the Red Ridge"."""
MOST_WORDS: Final = 8


class Token(NamedTuple):
    """A word of a text, ``text[start:end]``, without the ending of a possessive.

    `key` is the word folded. `large` says that it is written as names are, `opens` that it stands where every word is
    (after a full stop, in a line of capitals), so that this tells nothing.
    """

    text: str
    start: int
    end: int
    key: str
    large: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: its tokens, small words between them included, and the title before it."""

    tokens: tuple[Token, ...]
    title: str | None


def tokens(text: str) -> list[Token]:
    """Split a text into words."""
    shouting = _shouts(text)
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        word = match[0]
        start, end = match.span()
        between = text[last:start].rstrip(" \t")
        last = end
        if word[-1] in "sS" and _POSSESSIVE.search(word):
            word, end = word[:-2], end - 2
        if shouting:
            opens = True
        elif len(word) > 1 and word.isupper():
            opens = False  # an acronym, wherever it stands
        elif not found:
            opens = True
        else:
            opens = between[-1:] in _OPENS and not (between == "." and _abbreviated(found))
        found.append(Token(word, start, end, folded(word), _is_large(word), opens))
    return found


def mentions(text: str, words: list[Token] | None = None) -> Iterator[Mention]:
    """Find the names of a text; of a sentence's first word only what is no ordinary one."""
    run: list[Token] = []
    for token in tokens(text) if words is None else words:
        if run and not _joins(text, run, token):
            yield from _finished(run)
            run = []
        if run or _begins(token):
            run.append(token)
    yield from _finished(run)


def _finished(run: list[Token]) -> Iterator[Mention]:
    title = None
    while run and (run[0].key in TITLES or _only_opens(run)):
        title = run[0].key if run[0].key in TITLES else title
        run = run[1:]
        while run and not run[0].large:
            run = run[1:]
    while run and not run[-1].large:
        run = run[:-1]
    if run:
        yield Mention(tuple(run), title)


def _begins(token: Token) -> bool:
    return token.large and (token.key not in CLOSED or token.text.isupper()) and token.key not in DATES


def _only_opens(run: list[Token]) -> bool:
    """Say whether the first capital of a run may only open a sentence: an ordinary word, and no name goes on."""
    alone = len(run) == 1 or not run[1].large
    return alone and run[0].opens and all(is_ordinary(part) for part in run[0].key.split())


def _abbreviated(found: list[Token]) -> bool:
    """Say whether the full stop after the last word only shortens it, as in "Mr. Quill" and "A. Mollov"."""
    return bool(found) and (found[-1].key in TITLES or (len(found[-1].text) == 1 and found[-1].large))


def _joins(text: str, run: list[Token], token: Token) -> bool:
    """Say whether a token goes on with the name that the run before it began."""
    last = run[-1]
    between = text[last.end : token.start]
    if between not in {" ", "\n", "\xa0", "' ", "’ "}:
        dotted = between.rstrip() == "." and (
            len(last.text) == 1 or last.key in TITLES or last.key in {"st", "sq", "mt"}
        )
        if not dotted and not (between == "-" and last.end == token.start - 1):
            return False
    if token.large:
        return token.key not in DATES and (token.key not in CLOSED or token.text.isupper())
    small = 0
    for word in reversed(run):
        if word.large:
            break
        small += 1
    return token.key in CONNECTORS and small < _MOST_BETWEEN and len(run) < 2 * MOST_WORDS


def _is_large(word: str) -> bool:
    """Say whether a word is written as names are: "Bouake", "al-Hasa", "d'Ivoire", "WFP"."""
    if word[:1].isupper():
        return True
    if word.islower():
        return False
    prefix = _PREFIXED.match(word)
    return prefix is not None and word[prefix.end() : prefix.end() + 1].isupper()


def _shouts(text: str) -> bool:
    """Say whether a text is written in capitals throughout, as headings are."""
    large = sum(map(str.isupper, text))
    return large > 8 and large > 0.6 * sum(map(str.isalpha, text))
