from __future__ import annotations

import pytest

pytest.importorskip("torch")

import torch
from torch import nn

from training import dropout
from training.dropout import PooledDropout, pool_dropouts


@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16])
def test_a_share_is_left_out_and_the_rest_made_up_for(kind: torch.dtype) -> None:
    drop = PooledDropout(0.25)
    given = torch.ones(400, 500, dtype=kind, requires_grad=True)
    left = drop(given)
    left.float().sum().backward()
    assert left.dtype == kind
    assert float((left == 0).float().mean()) == pytest.approx(0.25, abs=0.01)
    assert float(left.detach().float().mean()) == pytest.approx(1, abs=0.02)
    assert given.grad is not None
    assert torch.equal(given.grad == 0, left == 0)
    assert not torch.equal(left == 0, drop(given) == 0)


def test_nothing_is_left_out_when_not_training_and_the_state_of_chance_tells_what_is() -> None:
    drop = PooledDropout(0.5)
    given = torch.ones(1000)
    torch.manual_seed(3)
    first = drop(given)
    torch.manual_seed(3)
    assert torch.equal(first, drop(given))
    assert torch.equal(drop.eval()(given), given)
    assert torch.equal(PooledDropout(0.0)(given), given)


def test_what_is_larger_than_the_pool_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropout, "POOL", 64)
    with pytest.raises(ValueError, match="64 numbers is too large for a pool of 64"):
        PooledDropout(0.5)(torch.ones(8, 8))


def test_a_models_dropouts_are_replaced_and_its_weights_keep_their_names() -> None:
    model = nn.Sequential(nn.Linear(4, 4), nn.Sequential(nn.Dropout(0.1), nn.Linear(4, 4), nn.Dropout(0.2)))
    names = list(model.state_dict())
    pool_dropouts(model)
    assert [type(part) for part in model[1].children()] == [PooledDropout, nn.Linear, PooledDropout]
    assert [part.p for part in model.modules() if isinstance(part, PooledDropout)] == [0.1, 0.2]
    assert list(model.state_dict()) == names
