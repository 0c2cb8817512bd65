"""Markdown files: their source is the text, their headings give the title and the sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.blocks import MARKDOWN, Block, paragraphs, trimmed
from index.document import Document
from index.load.text import decode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<body>.*?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(?P<title>\S.*?)[ \t]*\r?$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")


def load_markdown(path: Path, document_id: str, encoding: str | None = None) -> Document:
    """Load a Markdown file; its title is the one in its front matter, else its first heading, else its file name.

    Raises:
        LoadError: it is no text.
        OSError: it cannot be read.
    """
    text = decode(path.read_bytes(), path, encoding)
    return Document(document_id, markdown_title(text) or path.name, text, str(path), media_type=MARKDOWN)


def markdown_title(text: str) -> str | None:
    """Find the title that a Markdown text gives itself."""
    front = _FRONT_MATTER.match(text)
    if front and (named := _FRONT_TITLE.search(front["body"])):
        return named["title"].strip("\"'") or None
    return next((heading for _, _, heading in _outline(text) if heading), None)


def markdown_blocks(text: str) -> list[Block]:
    """Cut Markdown into blocks: headings, paragraphs, list items, table rows, lines of code.

    Markup stays in the blocks, since offsets count the source, and marks that stand alone (a rule, a fence) are blocks
    of their own or part of one beside them: every character that is not space is in exactly one block.
    """
    found: list[Block] = []
    section: str | None = None
    position = 0
    for start, end, heading in _outline(text):
        found += paragraphs(text, position, start, section)  # What the parser leaves out, link definitions for one.
        if heading is not None:
            section = heading or section
        first, last = trimmed(text, start, end)
        if first < last:
            found.append(Block(first, last, section))
        position = end
    return found + paragraphs(text, position, len(text), section)


def _outline(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Give (start, end, heading) of each leaf block in order; `heading` is None for all but headings."""
    front = _FRONT_MATTER.match(text)
    shift = front.end() if front else 0
    if front:
        yield 0, shift, None
    # The parser counts lines by "\n" after taking "\r\n" and "\r" for one, and replaces NUL by another character.
    body = text[shift:]
    starts = [0, *(match.end() for match in _LINE_END.finditer(body))]
    starts.append(len(body))
    done = 0
    for token, inline in _leaves(_parser().parse(body)):
        if token.map is None:
            continue
        first, last = max(token.map[0], done), token.map[1]
        if first >= last:
            continue
        heading = _plain(inline) if token.type == "heading_open" and inline is not None else None
        yield shift + starts[first], shift + starts[min(last, len(starts) - 1)], heading
        done = last


def _leaves(tokens: list[Token]) -> Iterator[tuple[Token, Token | None]]:
    for position, token in enumerate(tokens):
        if token.type in {"heading_open", "paragraph_open", "tr_open"}:
            yield token, tokens[position + 1] if position + 1 < len(tokens) else None


def _plain(inline: Token) -> str:
    """Give the words of a heading without its markup."""
    children = inline.children or []
    words = "".join(
        child.content if child.type in {"text", "code_inline", "image"} else " " if "break" in child.type else ""
        for child in children
    )
    return " ".join(words.split())


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")
