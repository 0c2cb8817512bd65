from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.eval.making import SENTENCES, TEXT, answer, citation, cite, outcome, question

SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: (min(ends), max(ends)))


def test_a_quote_counts_as_the_sentences_it_covers() -> None:
    judged = outcome(question(gold=[1]), answer()).judged([citation(0, 46)])
    assert list(judged.values()) == [False, True, False]


def test_a_sentence_cited_twice_counts_once() -> None:
    judged = outcome(question(gold=[0]), answer()).judged(cite(0, 1, 0))
    assert list(judged.values()) == [True, False]


def test_part_of_a_sentence_is_right_only_where_it_meets_the_gold_part() -> None:
    asked = question(gold=[0])
    gold = asked.gold[0].model_copy(update={"quote": "Ana", "start": 0, "end": 3})
    judged = outcome(asked.model_copy(update={"gold": (gold,)}), answer()).judged
    assert list(judged([citation(0, 6)]).values()) == [True]
    assert list(judged([citation(4, 14)]).values()) == [False]
    assert list(judged([citation(4, 14), citation(0, 3)]).values()) == [True]


def test_a_citation_of_another_document_is_not_gold() -> None:
    judged = outcome(question(gold=[0]), answer()).judged([citation(0, 14, document_id="other")])
    assert judged == {("other", 0): False}


def test_the_space_between_sentences_is_no_sentence() -> None:
    assert outcome(question(gold=[0]), answer()).judged([citation(14, 15)]) == {}


@given(SPANS)
def test_the_sentences_of_a_quote_are_those_that_share_a_character_with_it(span: tuple[int, int]) -> None:
    judged = outcome(question(gold=[0]), answer()).judged([citation(*span)])
    shared = [number for number, (start, end) in enumerate(SENTENCES) if max(start, span[0]) < min(end, span[1])]
    assert [number for _, number in judged] == shared


@given(st.sets(st.integers(0, 5)), SPANS)
def test_only_gold_sentences_are_judged_right(gold: set[int], span: tuple[int, int]) -> None:
    found = outcome(question(gold=sorted(gold)), answer())
    right = {place for place, good in found.judged([citation(*span)]).items() if good}
    assert right <= found.gold_sentences
    assert {number for _, number in found.gold_sentences} == gold
