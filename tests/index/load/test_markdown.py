from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.load.markdown import load_markdown, markdown_blocks, markdown_title

SOURCE = """---
title: "From the front"
---
# Heading *with* `code`

A paragraph that goes on over
several lines.

- item one
- item two is
  continued

| a | b |
|---|---|
| 1 | 2 |

Setext
======

```py
code one

code two
```

> quote
> goes on

[ref]: http://x
***
"""


def test_blocks_are_the_leaves_of_the_document() -> None:
    blocks = [(SOURCE[block.start : block.end], block.section) for block in markdown_blocks(SOURCE)]
    heading = "Heading with code"
    assert blocks == [
        ('---\ntitle: "From the front"\n---', None),
        ("# Heading *with* `code`", heading),
        ("A paragraph that goes on over\nseveral lines.", heading),
        ("- item one", heading),
        ("- item two is\n  continued", heading),
        ("| a | b |", heading),
        ("|---|---|", heading),
        ("| 1 | 2 |", heading),
        ("Setext\n======", "Setext"),
        ("```py", "Setext"),
        ("code one", "Setext"),
        ("code two", "Setext"),
        ("```", "Setext"),
        ("> quote\n> goes on", "Setext"),
        ("[ref]: http://x", "Setext"),
        ("***", "Setext"),
    ]


@given(st.text(alphabet="#-=>|`[]()*_ .ab1\n\r\t\\<&", max_size=120))
def test_no_visible_character_is_lost_or_doubled(text: str) -> None:
    blocks = markdown_blocks(text)
    assert all(first.end <= second.start for first, second in pairwise(blocks))
    assert "".join("".join(text[block.start : block.end].split()) for block in blocks) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (SOURCE, "From the front"),
        ("---\ntitle: Bare\r\n---\n# Other", "Bare"),
        ("Intro.\n\n## The *first* heading\n\n# Second", "The first heading"),
        ("Setext\n---\n", "Setext"),
        ("#\n# Real", "Real"),
        ("no heading", None),
        ("```\n# not a heading\n```", None),
        ("", None),
    ],
)
def test_the_title_is_the_front_matter_s_or_the_first_heading(text: str, title: str | None) -> None:
    assert markdown_title(text) == title


def test_a_file_without_a_heading_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("\ufeffJust text.", encoding="utf-8")
    document = load_markdown(path, "id")
    assert (document.title, document.text, document.media_type) == ("notes.md", "Just text.", "text/markdown")
