from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

pytest.importorskip("torch")

import torch

from tests.training.test_windows import example
from training.model import Read, SpanReader
from training.reports import Read as Asked
from training.telling import figures


class Longing:
    """A reader that holds a window for the likelier to answer the more, or the less, words it has."""

    def __init__(self, sign: int) -> None:
        self.sign = sign

    def read(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> Read:
        nothing = torch.zeros(len(ids), 1)
        return Read(nothing, nothing, self.sign * mask.sum(1).float(), nothing)


@pytest.mark.slow
@pytest.mark.parametrize(("sign", "area", "first"), [(1, 1.0, 1.0), (-1, 0.5, 0.0)])
def test_it_tells_how_well_the_best_windows_part_the_answered_from_the_rest(
    sign: int, area: float, first: float
) -> None:
    whole = example(((1, 0, 8),), frozenset({1}), True)
    part = replace(whole, pieces=whole.pieces[:1], spans=(), gold=frozenset(), answerable=False)
    asked = [Asked((whole,), (part,)), Asked((), (part,))] * 3
    told = figures(cast("SpanReader", Longing(sign)), asked)
    assert told == {"questions": 6, "answered_auc": area, "best_window_holds_gold": first}


@pytest.mark.slow
def test_a_question_for_which_nothing_was_found_is_left_out() -> None:
    whole = example(((1, 0, 8),), frozenset({1}), True)
    part = replace(whole, spans=(), gold=frozenset(), answerable=False)
    asked = [Asked((whole,), ()), Asked((), (part,)), Asked((), ())]
    assert figures(cast("SpanReader", Longing(1)), asked)["questions"] == 2
