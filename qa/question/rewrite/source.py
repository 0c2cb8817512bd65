"""What the rewriter reads: the question as it was typed and what was said before, as words that it can copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TYPED, ASKED, ANSWERED, ASKED_BEFORE, ANSWERED_BEFORE = ROLES = range(5)
"""Whose words they are: of the question, of the one before it and its answer, and of those before that."""
UNTOLD: Final = "not told"
"""Stands for an answer that the documents do not tell."""
_EXCHANGES: Final = 3
_WORDS: Final = (48, 32, 44, 20, 12)
"""Words that are read of a text of each role, at most, and half as many as its pieces: the encoder has 512 places."""
_WORD: Final = re.compile(
    r"[^\W\d_]+(?:[-.][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*[^\W\d_]*|(?<=\w)['’](?:s|t|re|ve|ll|d|m)\b|\S", re.IGNORECASE
)
_ENDS: Final = frozenset('.!?:;"“”•')

_CLOSES: Final = frozenset(",.?!;:)%’'”/")
_OPENS: Final = frozenset("(“/$€£#")
_COMMON: Final = frozenset(
    "the a an this that these those his her their its he she it they we our in on at of by for from to with and or but"
    " as after before when while if since until during under over one two three some many all no not other both each"
    " who what which where why how".split()
)
"""Words that are no names, however they are written."""


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word that can be copied.

    place: the how-manieth word it is. piece: where its first piece stands. role: whose it is. gap: whether a space
    stands before it. opens: whether it begins a sentence, so that its capital says nothing.
    """

    text: str
    place: int
    piece: int
    role: int
    gap: bool
    opens: bool

    @property
    def key(self) -> str:
        """Give the word in lower case, by which words are the same."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Source:
    """The pieces that the model reads, with whose they are, and the words that they are of, in order."""

    ids: tuple[int, ...]
    roles: tuple[int, ...]
    words: tuple[SourceWord, ...]


def words_of(text: str) -> list[str]:
    """Cut a text into words and punctuation."""
    return _WORD.findall(text)


class SourceMaker:
    """Makes sources with a tokenizer of the BERT kind."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take the tokenizer."""
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._first, self._between = (tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))

    def source(self, typed: str, before: Sequence[tuple[str, str]]) -> Source:
        """Lay out a question and what was said before it.

        Args:
            typed: the question.
            before: the earlier questions, standing alone, each with its answer (`UNTOLD` for none), oldest first.
        """
        ids, roles, words = [self._first], [TYPED], list[SourceWord]()
        for role, text in _parts(typed, before):
            found = list(_WORD.finditer(text))[: _WORDS[role]]
            encoding = self._tokenizer.encode(
                [match[0] for match in found], is_pretokenized=True, add_special_tokens=False
            )
            ids_here, known = encoding.ids[: 2 * _WORDS[role]], -1
            for place, number in enumerate(encoding.word_ids[: len(ids_here)]):
                if number is None or number == known:
                    continue
                known, match = number, found[number]
                gap = match.start() > 0 and text[match.start() - 1].isspace()
                opens = number == 0 or found[number - 1][0] in _ENDS
                words.append(SourceWord(match[0], len(words), len(ids) + place, role, gap, opens))
            ids += [*ids_here, self._between]
            roles += [role] * (len(ids_here) + 1)
        return Source(tuple(ids), tuple(roles), tuple(words))


def _parts(typed: str, before: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    yield TYPED, typed
    for back, (asked, answered) in enumerate(reversed(before[-_EXCHANGES:])):
        yield (ASKED_BEFORE if back else ASKED), asked
        yield (ANSWERED_BEFORE if back else ANSWERED), answered


def written(words: Sequence[str | SourceWord]) -> str:
    """Write words as a question: those copied from one place as they stand there, the rest as is usual."""
    text = ""
    quoted = False
    last: SourceWord | None = None
    for word in words:
        copied = word if isinstance(word, SourceWord) else None
        plain = copied.text if copied else str(word)
        if copied and last and _follows(copied, last):
            space = copied.gap
        elif plain == '"':
            space = not quoted
        else:
            behind = text[-1:]
            space = not (plain[0] in _CLOSES or behind in _OPENS or (behind == '"' and quoted))
        quoted ^= plain == '"'
        if copied and copied.opens and copied.key in _COMMON:
            plain = plain.lower()
        text += f" {plain}" if text and space else plain
        last = copied
    text = text.rstrip(" ?.!,;:")
    return f"{text[:1].upper()}{text[1:]}?"


def _follows(word: SourceWord, last: SourceWord) -> bool:
    return word.role == last.role and word.place == last.place + 1
