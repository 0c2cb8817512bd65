"""What a small reader learns from a large one that has read the same windows (Hinton et al., 2015, "Distilling the
Knowledge in a Neural Network"): how sure it is of each place, and how it sees each token (Sanh et al., 2019,
"DistilBERT").
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from training.model import END, EVIDENCE, INSIDE, START, Batch, Read, allowed, sentence_means


class Likeness(nn.Module):
    """Measures how unlike a small reader's output is to a large one's on the same windows."""

    def __init__(self, width: int, teachers: int, states: float = 1.0) -> None:
        """Take the widths of both encoders, and how much their states count beside what the heads say."""
        super().__init__()
        self.bridge = nn.Linear(width, teachers)
        self._states = states

    def forward(self, read: Read, taught: Read, batch: Batch) -> torch.Tensor:
        """Add the divergences of the heads, each from what the teacher holds for likely, and of the states."""
        places = allowed(batch)
        span = read.tokens.new_zeros(())
        for head in (START, END):
            logits, wanted = (side.tokens[..., head].masked_fill(~places, -1e4) for side in (read, taught))
            span = span + _divergence(logits, wanted)
        means, real = sentence_means(read.tokens[..., EVIDENCE], batch.piece)
        wanted, _ = sentence_means(taught.tokens[..., EVIDENCE], batch.piece)
        evidence = _crossed(means, wanted, real)
        inside = _crossed(read.tokens[..., INSIDE], taught.tokens[..., INSIDE], batch.piece >= 0)
        answerable = _crossed(read.whole, taught.whole, torch.ones_like(read.whole, dtype=torch.bool))
        judged = _divergence(read.verdict, taught.verdict)
        heads = 0.5 * span + 2 * evidence + inside + 2 * answerable + 0.25 * judged
        if not self._states:
            return heads
        near = functional.cosine_similarity(self.bridge(read.states), taught.states, dim=-1)
        return heads + self._states * ((1 - near) * batch.mask).sum() / batch.mask.sum()


def _divergence(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Give the mean divergence of distributions over the last axis (Kullback and Leibler)."""
    return functional.kl_div(
        functional.log_softmax(logits, 1), functional.log_softmax(wanted, 1), reduction="batchmean", log_target=True
    )


def _crossed(logits: torch.Tensor, wanted: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """Give the mean divergence of yes-or-no judgements, where they are real."""
    wanted = torch.sigmoid(wanted)
    own = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    least = functional.binary_cross_entropy(wanted, wanted, reduction="none")
    return ((own - least) * real).sum() / real.sum().clamp(min=1)
