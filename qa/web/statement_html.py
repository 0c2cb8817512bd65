"""An answer's blocks as HTML, its statements told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from qa.answer import Citation, Statement
from qa.web.markup import attributes, element, escape
from qa.web.rich_text import Atom, Block, parse, verbatim

Chip: TypeAlias = Callable[[Citation], str]
Tag: TypeAlias = Callable[[Statement], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands in the words of a block."""

    start: int
    end: int
    statement: Statement


def render_blocks(
    blocks: Sequence[Block], citations: Mapping[int, Citation], statements: Sequence[Statement], chip: Chip, tag: Tag
) -> str:
    """Write an answer's blocks as HTML.

    Args:
        blocks: the answer's text, or as much of it as there is.
        citations: by number, for the markers.
        statements: in the order of the text; those whose words are found in a block are wrapped.
        chip: writes a marker.
        tag: writes what stands after a statement and its markers (who says it, how sure); empty for nothing.
    """
    written: list[str] = []
    items: list[str] = []
    waiting = list(statements)
    for number, block in enumerate(blocks):
        inner = _render_block(block, citations, places(block.words, citations, waiting), chip, tag)
        if block.kind == "p":
            written.append(element("p", inner, dir="auto"))
            continue
        items.append(element("li", inner, dir="auto"))
        if number + 1 == len(blocks) or blocks[number + 1].kind != block.kind:
            written.append(element(block.kind, *items))
            items = []
    return "".join(written)


def places(words: str, citations: Mapping[int, Citation], waiting: list[Statement]) -> list[Place]:
    """Find statements in the words of a block, in order, white space aside; those found are taken from `waiting`."""
    found: list[Place] = []
    at = 0
    for statement in list(waiting):
        wanted = _words(statement, citations)
        match = re.compile(r"\s*".join(map(re.escape, wanted))).search(words, at) if wanted else None
        if match is not None:
            found.append(Place(match.start(), match.end(), statement))
            waiting.remove(statement)
            at = match.end()
    return found


def _words(statement: Statement, citations: Mapping[int, Citation]) -> list[str]:
    blocks = parse(statement.text, citations.keys(), verbatim(citations.values()))
    return [word for block in blocks for word in block.words.split()]


def _render_block(block: Block, citations: Mapping[int, Citation], found: Sequence[Place], chip: Chip, tag: Tag) -> str:
    """Write a block. A statement's wrapper closes where other words begin, so that its markers are inside."""
    written: list[str] = []
    inside: Place | None = None
    for place, atom, strong in _pieces(block, found):
        if atom.kind == "marker":
            written.append(chip(citations[int(atom.text)]))
            continue
        if place is not inside and (place is not None or atom.text.strip()):
            if inside is not None:
                written.append(tag(inside.statement) + "</span>")
            if place is not None:
                known = attributes({"class": "rq-statement", "data_certainty": place.statement.certainty})
                written.append(f"<span{known}>")
            inside = place
        words = escape(atom.text)
        written.append(element("strong", words) if strong else words)
    if inside is not None:
        written.append(tag(inside.statement) + "</span>")
    return "".join(written)


def _pieces(block: Block, found: Sequence[Place]) -> Iterator[tuple[Place | None, Atom, bool]]:
    """Cut the atoms of a block where statements begin and end; says of each the statement and whether it is strong."""
    cuts = sorted({cut for place in found for cut in (place.start, place.end)})
    at, strong = 0, False
    for atom in block.atoms:
        if atom.kind == "strong":
            strong = not strong
            continue
        if atom.kind == "marker":
            yield None, atom, False
            continue
        end = at + len(atom.text)
        edges = [at, *(cut for cut in cuts if at < cut < end), end]
        for left, right in pairwise(edges):
            place = next((place for place in found if place.start <= left < place.end), None)
            yield place, Atom("text", block.words[left:right]), strong
        at = end
