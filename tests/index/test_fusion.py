from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import reciprocal_rank_fusion

RANKINGS = st.lists(st.lists(st.integers(0, 20), unique=True), max_size=4)


def test_scores_are_the_sums_of_reciprocal_ranks() -> None:
    scores = reciprocal_rank_fusion([[7, 8], [8, 9]], rrf_k=60)
    assert scores == pytest.approx({7: 1 / 61, 8: 1 / 62 + 1 / 61, 9: 1 / 62})


@given(RANKINGS)
def test_what_all_rank_higher_scores_higher(rankings: list[list[int]]) -> None:
    scores = reciprocal_rank_fusion(rankings)
    assert set(scores) == {found for ranking in rankings for found in ranking}
    for first in scores:
        for second in scores:
            if all(
                first in ranking and (second not in ranking or ranking.index(first) < ranking.index(second))
                for ranking in rankings
            ):
                assert scores[first] > scores[second] or first == second


@given(RANKINGS)
def test_the_order_of_the_rankings_does_not_matter(rankings: list[list[int]]) -> None:
    assert reciprocal_rank_fusion(rankings) == pytest.approx(reciprocal_rank_fusion(rankings[::-1]))
