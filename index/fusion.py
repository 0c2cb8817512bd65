"""Joining rankings."""

from __future__ import annotations

from collections.abc import Sequence


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], rrf_k: int = 60) -> dict[int, float]:
    """Score what several searches found by their ranks alone, since their scores cannot be compared.

    Each gets the sum of ``1 / (rrf_k + rank)`` over the rankings that hold it (Cormack, Clarke, Büttcher, "Reciprocal
    Rank Fusion outperforms Condorcet and individual Rank Learning Methods", SIGIR 2009).

    Args:
        rankings: ids, best first.
        rrf_k: how little the first ranks differ.

    Returns:
        The score of each id, higher is better, at most ``len(rankings) / (rrf_k + 1)``.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, found in enumerate(ranking, start=1):
            scores[found] = scores.get(found, 0.0) + 1 / (rrf_k + rank)
    return scores
