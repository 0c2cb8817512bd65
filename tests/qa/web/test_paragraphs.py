from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.web.paragraphs import AROUND, LONGEST, MORE, WHOLE, paragraphs, window

TEXTS = st.text(alphabet=st.sampled_from("ab. \t\n\r\u2028\u2029é🙂#")) | st.lists(
    st.sampled_from(["a " * 30, "b" * 60, "short", "", "  ", "# Heading", "c" * 5_000])
).map("\n".join)


@given(TEXTS)
def test_every_visible_character_is_in_exactly_one_paragraph(text: str) -> None:
    covered = [0] * len(text)
    for paragraph in paragraphs(text):
        for place in range(paragraph.start, paragraph.end):
            covered[place] += 1
    assert all(count == 1 for count, letter in zip(covered, text, strict=True) if not letter.isspace())
    assert max(covered, default=0) <= 1


@given(TEXTS)
def test_paragraphs_come_in_order_and_none_is_endless(text: str) -> None:
    layout = paragraphs(text)
    assert all(a.end <= b.start for a, b in pairwise(layout))
    assert all(0 < p.end - p.start <= LONGEST for p in layout)


def test_lines_are_paragraphs() -> None:
    text = "One line.\nAnother line.\n\nAfter a blank line.\r\nLast."
    assert [text[p.start : p.end] for p in paragraphs(text)] == [
        "One line.",
        "Another line.",
        "After a blank line.",
        "Last.",
    ]


def test_lines_wrapped_at_a_column_are_one_flowing_paragraph() -> None:
    wrapped = "This paragraph was wrapped by an editor at some column or other,\nas mails and plain reports often are,"
    text = f"{wrapped.replace('are,', 'are, and it then goes on')}\nuntil it ends.\n\nA line."
    first, second = paragraphs(text)
    assert first.flowing
    assert text[first.start : first.end].endswith("until it ends.")
    assert not second.flowing


def test_a_short_line_list_is_not_taken_for_wrapping() -> None:
    assert len(paragraphs("milk\nbread\neggs")) == 3


def test_headings_are_known_in_markdown_only() -> None:
    assert [p.heading for p in paragraphs("# Title\ntext", True)] == [True, False]
    assert [p.heading for p in paragraphs("# Title\ntext", False)] == [False, False]


def test_a_short_document_is_shown_whole_whatever_is_asked_for() -> None:
    text = "a line\n" * 100
    assert window(len(text), paragraphs(text), 350, (10, 20)) == (0, len(text))


def test_a_long_document_is_shown_around_the_place() -> None:
    text = "a line of some words\n" * 20_000
    layout, place = paragraphs(text), 200_000
    first, last = window(len(text), layout, place, None)
    starts = {p.start for p in layout}
    assert first in starts
    assert last in starts
    assert place - AROUND - 100 < first <= place - AROUND
    assert place + AROUND < last < place + AROUND + 100


def test_more_of_a_long_document_on_demand_up_to_its_ends() -> None:
    text = "a line of some words\n" * 20_000
    layout = paragraphs(text)
    first, last = window(len(text), layout, 0, None)
    assert first == 0
    wider = window(len(text), layout, 0, (first, last + MORE))
    assert wider[0] == 0
    assert wider[1] > last + MORE - 100
    assert window(len(text), layout, 0, (len(text) - 10, len(text) + MORE))[1] == len(text)


def test_the_browser_cannot_ask_for_a_window_without_end() -> None:
    text = "a line of some words\n" * 40_000
    first, last = window(len(text), paragraphs(text), 0, (0, len(text)))
    assert last - first < 4 * WHOLE + 100


def test_a_wall_of_text_is_laid_out_quickly() -> None:
    start = time.perf_counter()
    layout = paragraphs("word " * 1_000_000)
    assert len(layout) > 1_000
    assert time.perf_counter() - start < 5
