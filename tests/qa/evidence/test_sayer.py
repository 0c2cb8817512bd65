from __future__ import annotations

from qa.evidence.decode import FoundSpan, PieceReading
from qa.evidence.sayer import heard_in


def piece(*spans: FoundSpan, items: tuple[FoundSpan, ...] = ()) -> PieceReading:
    return PieceReading(spans, 0.0, 0.0, items)


def test_nobody_is_named_in_a_sentence_without_a_span() -> None:
    heard = heard_in(piece())
    assert heard.names == ()
    assert heard.margin < -10


def test_the_best_span_names_who_says_it() -> None:
    heard = heard_in(piece(FoundSpan(20, 24, 3.0), FoundSpan(0, 4, 2.5)))
    assert (heard.margin, heard.names) == (3.0, ((20, 24),))


def test_several_are_named_where_each_is_part_of_the_answer_and_about_as_sure() -> None:
    army, union, lamp = FoundSpan(20, 24, 3.0), FoundSpan(0, 5, 2.5), FoundSpan(30, 34, -4.0)
    heard = heard_in(
        piece(army, union, lamp, items=(FoundSpan(20, 24, 2.0), FoundSpan(0, 5, 1.0), FoundSpan(30, 34, 1.0)))
    )
    assert heard.names == ((0, 5), (20, 24))
