"""The text of an answer, a small Markdown, read into blocks.

Understood: paragraphs, bullets, numbered lines, ``**strong**``, backslash escapes and the markers ``[n]`` of
citations. Everything else (HTML, links, images, code) is words, and so is what an answer quotes from a document,
whatever signs it holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from qa.answer import Answer, Citation, Span

_INLINE = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<strong>\*\*)|\[(?P<marker>\d{1,4})\]")
_ITEM = re.compile(r"\s*(?:(?P<bullet>[-*•])|\d{1,3}[.)])\s+")
_SIGNS = re.compile(r"[\\*\[]")
_ONLY_MARKER = re.compile(r"\[\d{1,4}\]")

Kind: TypeAlias = Literal["text", "strong", "marker"]
BlockKind: TypeAlias = Literal["p", "ul", "ol"]
SHORTEST: Final = 2
"""Quotes shorter than this are not looked for."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of an answer's text: words, a ``**`` (without words), or a marker (whose text is its number)."""

    kind: Kind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or an item of a list, as atoms."""

    kind: BlockKind
    atoms: tuple[Atom, ...]

    @property
    def words(self) -> str:
        """The words alone, without markers and signs."""
        return "".join(atom.text for atom in self.atoms if atom.kind == "text")


def verbatim(citations: Iterable[Citation], spans: Iterable[Span] = ()) -> tuple[str, ...]:
    """Give the strings in an answer that are a document's own and hold signs that Markdown would take for its own."""
    texts = [text for citation in citations for text in (citation.quote, *citation.quote.splitlines())]
    texts += [span.text for span in spans]
    found = {" ".join(text.split()): None for text in texts} | {text.strip(): None for text in texts}
    return tuple(
        text for text in found if len(text) >= SHORTEST and _SIGNS.search(text) and not _ONLY_MARKER.fullmatch(text)
    )


def parse(text: str, numbers: Collection[int], literals: Sequence[str] = ()) -> list[Block]:
    """Read an answer's text into blocks.

    Args:
        text: the text.
        numbers: those of the citations; a marker with another number is words.
        literals: strings that are words wherever they stand, see `verbatim`.
    """
    return [_block(line, numbers, literals) for line in text.splitlines() if line.strip()]


def plain(answer: Answer) -> str:
    """Give the words of an answer alone: without markers and signs, each block on a line of its own."""
    numbers = {citation.number for citation in answer.citations}
    blocks = parse(answer.text, numbers, verbatim(answer.citations, answer.spans))
    return "\n".join(block.words.strip() for block in blocks)


def _block(line: str, numbers: Collection[int], literals: Sequence[str]) -> Block:
    item = _ITEM.match(line)
    kind: BlockKind = "p" if item is None else "ul" if item["bullet"] else "ol"
    body = line[item.end() :] if item else line.strip()
    return Block(kind, tuple(_atoms(body, numbers, literals)))


def _atoms(line: str, numbers: Collection[int], literals: Sequence[str]) -> Iterator[Atom]:
    signs = list(_signs(line, literals))
    unpaired = sum(bool(sign["strong"]) for sign in signs) % 2 == 1
    words, at = "", 0
    for sign in signs:
        words += line[at : sign.start()]
        at = sign.end()
        atom = None
        if sign["strong"] and not unpaired:
            atom = Atom("strong")
        elif sign["marker"] and int(sign["marker"]) in numbers:
            atom = Atom("marker", str(int(sign["marker"])))
        if atom is None:
            words += sign["escaped"] or sign[0]
            continue
        if words:
            yield Atom("text", words)
        yield atom
        words = ""
    if words + line[at:]:
        yield Atom("text", words + line[at:])


def _signs(line: str, literals: Sequence[str]) -> Iterator[re.Match[str]]:
    """Find the signs of Markdown, those inside a literal left out."""
    covered = [
        (at, at + len(literal))
        for literal in literals
        for at in (match.start() for match in re.finditer(re.escape(literal), line))
    ]
    for sign in _INLINE.finditer(line):
        if not any(start < sign.end() and sign.start() < end for start, end in covered):
            yield sign
