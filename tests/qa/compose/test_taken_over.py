from __future__ import annotations

import pytest

from index import Day, Document
from index.segment import sentences_of
from qa.answer import Span
from qa.compose.taken_over import taken_over
from qa.evidence.attribution import attribution_of_text
from qa.evidence.reading import EvidenceSentence

BOARD = "On 3 May 2020 the board met. The next day it dismissed the director, who had joined in 2014."
MAY_4 = (Day(5, 4, 2020),)


def days(text: str, short: str | None) -> tuple[Day, ...]:
    sentence = sentences_of(Document("d", "t", text))[-1]
    evidence = EvidenceSentence(sentence, 0.9, attribution_of_text(sentence.text))
    if short is None:
        return taken_over(evidence, None)
    start = text.rindex(short)
    return taken_over(evidence, Span(short, "d", start, start + len(short)))


@pytest.mark.parametrize(
    ("text", "short", "expected"),
    [
        (BOARD, "2014", ()),
        (BOARD, "in 2014", ()),
        (BOARD, "The next day", MAY_4),
        (BOARD, "the director", MAY_4),
        (BOARD, None, MAY_4),
        ("On 3 May 2020 the board met. In May 2020 it had no head the next day.", "In May 2020", MAY_4),
        ("The board met on 3 May 2020.", "3 May 2020", ()),
        ("The board met.", "met", ()),
    ],
)
def test_a_day_that_contradicts_the_short_answer_is_not_told_with_it(
    text: str, short: str | None, expected: tuple[Day, ...]
) -> None:
    assert days(text, short) == expected
