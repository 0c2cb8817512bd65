"""Does the search find more with a follow-up that was made to stand alone, and as much as with a person's rewrite?

Over follow-ups with a human rewrite and gold sentences. See `eval.rewrites` for the searches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eval.measures.measure import Measure
from eval.measures.outcome import Offsets, Outcome

_SOURCE: Final = "passage recall by kind of rewrite: Anantha et al. 2021 (QReCC), arXiv 2010.04898"


def typed(outcome: Outcome) -> float | None:
    """Give the share of gold sentences in the five best passages for the question as it was typed."""
    return None if outcome.searches is None else _share(outcome, outcome.searches.typed)


def ours(outcome: Outcome) -> float | None:
    """Give the share of gold sentences in the five best passages for the assistant's standalone question."""
    return None if outcome.searches is None else _share(outcome, outcome.searches.ours)


def human(outcome: Outcome) -> float | None:
    """Give the share of gold sentences in the five best passages for the set's standalone question."""
    return None if outcome.searches is None else _share(outcome, outcome.searches.human)


def _share(outcome: Outcome, passages: Sequence[Offsets]) -> float | None:
    gold = [outcome.sentences[number] for _, number in outcome.gold_sentences]
    if not gold:
        return None
    return sum(any(low < end and start < high for low, high in passages) for start, end in gold) / len(gold)


REWRITE_RECALL_TYPED: Final = Measure(
    name="rewrite_recall_typed",
    label="recall@5 typed",
    definition="share of a follow-up's gold sentences in the 5 best passages for it as typed, mean over follow-ups",
    source=_SOURCE,
    value=typed,
    interval="bootstrap",
    headline=False,
    conversational=True,
)

REWRITE_RECALL_OURS: Final = Measure(
    name="rewrite_recall_ours",
    label="recall@5 ours",
    definition="as `rewrite_recall_typed`, searched with the assistant's standalone question",
    source=_SOURCE,
    value=ours,
    interval="bootstrap",
    headline=False,
    conversational=True,
)

REWRITE_RECALL_HUMAN: Final = Measure(
    name="rewrite_recall_human",
    label="recall@5 human",
    definition="as `rewrite_recall_typed`, searched with the set's standalone question, which a person wrote",
    source=_SOURCE,
    value=human,
    interval="bootstrap",
    headline=False,
    conversational=True,
)
