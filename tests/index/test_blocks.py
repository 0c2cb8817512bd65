from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.blocks import Block, paragraphs, trimmed


def texts_of(text: str) -> list[str]:
    return [text[block.start : block.end] for block in paragraphs(text)]


PROSE = (
    "The first sentence of this paragraph is long enough to be wrapped by an editor more than once, as people do. "
    "The second one follows it, and it does not begin where a line begins, unless by chance. Then a third comes."
)


@pytest.mark.parametrize("width", [50, 72, 79, 100])
def test_wrapped_lines_are_one_paragraph(width: int) -> None:
    text = "\n\n".join(textwrap.fill(PROSE, width) for _ in range(3))
    assert len(texts_of(text)) == 3


def test_a_line_is_a_paragraph_where_nothing_is_wrapped(report: str) -> None:
    assert texts_of(report) == [line.strip() for line in report.splitlines()]


@pytest.mark.parametrize(
    "text",
    [
        "One short line.\nAnother one, a little longer than that.\nA third line that is the longest of them all.",
        "- " + PROSE[:61] + "\n- " + PROSE[:61] + "\n- " + PROSE[:57],
        "Name: Umar\nPlace: the field\nDay: July 5",
    ],
)
def test_lists_and_short_lines_are_not_taken_for_wrapped(text: str) -> None:
    assert texts_of(text) == text.splitlines()


@given(st.text(alphabet="ab .\n\r\t\u2028", max_size=200))
def test_paragraphs_hold_all_but_space(text: str) -> None:
    blocks = paragraphs(text)
    assert "".join("".join(text[block.start : block.end].split()) for block in blocks) == "".join(text.split())
    assert all(first.end <= second.start for first, second in pairwise(blocks))


def test_a_part_of_a_text_is_cut_within_its_bounds() -> None:
    assert paragraphs("one\ntwo\nthree", 4, 7, "s") == [Block(4, 7, "s")]


def test_trimming_space_leaves_an_empty_span_at_its_start() -> None:
    assert trimmed(" a ", 0, 3) == (1, 2)
    assert trimmed("   ", 1, 3) == (1, 1)
