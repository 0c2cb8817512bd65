"""Dropout that draws from random numbers made once: on a CPU, making them anew takes a fifth of a training step."""

from __future__ import annotations

from typing import Final

import torch
from torch import nn

POOL: Final = 1 << 24
"""Numbers made once; what is left out begins at another place of them each time."""


class PooledDropout(nn.Module):
    """Leaves out a share `p` of its input while training, as `torch.nn.Dropout` does.

    Raises:
        ValueError: an input is as large as the pool.
    """

    def __init__(self, p: float, seed: int = 0) -> None:
        """Take the share, and the seed of the numbers."""
        super().__init__()
        self.p = p
        drawn = torch.rand(POOL, generator=torch.Generator().manual_seed(seed))
        kept = (drawn >= p).float() / (1 - p)
        self._pools = {kind: kept.to(kind) for kind in (torch.float32, torch.bfloat16)}

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give the values, some of them zero, the others larger for it."""
        if not self.training or self.p == 0:
            return values
        size = values.numel()
        if size >= POOL:
            raise ValueError(f"an input of {size} numbers is too large for a pool of {POOL}")
        begin = int(torch.randint(POOL - size, ()))  # of the state that a checkpoint keeps
        return values * self._pools[values.dtype][begin : begin + size].view_as(values)


def pool_dropouts(model: nn.Module, seed: int = 0) -> None:
    """Put one `PooledDropout` for each share in the place of a model's dropouts."""
    pooled: dict[float, PooledDropout] = {}
    for module in list(model.modules()):
        for name, part in module.named_children():
            if isinstance(part, nn.Dropout):
                setattr(module, name, pooled.setdefault(part.p, PooledDropout(part.p, seed)))
