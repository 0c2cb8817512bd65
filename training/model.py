"""The reader as a torch module: one small encoder, four heads on its tokens, two on its first."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from qa.evidence.model import VERDICTS

START, END, EVIDENCE, INSIDE = range(4)
"""The heads on each token: begins a short answer, ends one, belongs to a sentence that is evidence, is in an answer."""
LATER_HEAD = "verdict."
"""How the names of a head begin that weights of earlier trainings do not have."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length, padded, with what is to be learnt of them. Shapes (windows, tokens) unless said.

    piece: the sentence of each token, -1 for none. starts, ends: marks where gold spans begin and end; the first
    token (CLS) where the window answers nothing. inside: marks the tokens of gold spans. evidence: marks the tokens of
    gold sentences. answerable: (windows,). verdict: (windows, 3) which of `VERDICTS` are right, none where there is
    nothing to learn. The `learn_…` (windows,) tell which heads learn from a window.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    piece: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    inside: torch.Tensor
    evidence: torch.Tensor
    answerable: torch.Tensor
    verdict: torch.Tensor
    learn_span: torch.Tensor
    learn_evidence: torch.Tensor
    learn_answerable: torch.Tensor


class SpanReader(nn.Module):
    """The encoder of the packaged embedding model with the reader's heads."""

    def __init__(self, folder: str, dropout: float = 0.1) -> None:
        super().__init__()
        from transformers import AutoConfig, AutoModel

        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        config.hidden_dropout_prob = dropout
        config.attention_probs_dropout_prob = 0.0  # its random numbers cost a quarter of a step on a CPU
        self.encoder = AutoModel.from_pretrained(
            folder, config=config, attn_implementation="eager", local_files_only=True, add_pooling_layer=False
        )
        width = self.encoder.config.hidden_size
        self.token = nn.Linear(width, 4)
        self.whole = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.verdict = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(VERDICTS)))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give the token heads' logits (windows, tokens, 4), the window's answerability (windows,), and what it makes
        of a yes/no question (windows, 3).
        """
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state.float()
        first = hidden[:, 0]
        return self.token(hidden), self.whole(first).squeeze(-1), self.verdict(first)

    def start_from(self, weights: dict[str, torch.Tensor]) -> None:
        """Take trained weights; a head that they do not have stays as it is.

        Raises:
            RuntimeError: they are not this model's.
        """
        told = self.load_state_dict(weights, strict=False)
        if told.unexpected_keys or not all(name.startswith(LATER_HEAD) for name in told.missing_keys):
            raise RuntimeError(f"not a reader's weights: {told}")


def sentence_means(values: torch.Tensor, piece: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Average token values by sentence; gives (windows, sentences) and which of them exist."""
    most = int(piece.max()) + 1
    slot = torch.where(piece < 0, most, piece)
    zeros = values.new_zeros(values.shape[0], most + 1)
    total = zeros.scatter_add(1, slot, values)
    count = zeros.scatter_add(1, slot, torch.ones_like(values))
    return (total / count.clamp(min=1))[:, :most], (count > 0)[:, :most]


def loss_of(
    tokens: torch.Tensor, whole: torch.Tensor, verdict: torch.Tensor, batch: Batch, smoothing: float = 0.02
) -> torch.Tensor:
    """Add the losses of the heads.

    Spans: the log-likelihood that any gold position is chosen, the first token standing for "no answer here" (Devlin
    et al., 2019, for SQuAD 2.0; marginalised over positions as Clark and Gardner, 2018). Verdicts: that any right one
    is chosen, likewise. The rest: cross-entropy.
    """
    readable = batch.piece >= 0
    allowed = readable.clone()
    allowed[:, 0] = True
    span = tokens.new_zeros(())
    learn = batch.learn_span.float()
    for head, gold in ((START, batch.starts), (END, batch.ends)):
        logits = tokens[..., head].masked_fill(~allowed, -1e4)
        likely = torch.logsumexp(logits.masked_fill(~gold, -1e4), 1) - torch.logsumexp(logits, 1)
        span = span - (likely * learn).sum() / learn.sum().clamp(min=1)
    means, real = sentence_means(tokens[..., EVIDENCE], batch.piece)
    gold_sentences, _ = sentence_means(batch.evidence.float(), batch.piece)
    target = (gold_sentences > 0.5).float() * (1 - 2 * smoothing) + smoothing
    weight = real.float() * batch.learn_evidence[:, None].float()
    each = functional.binary_cross_entropy_with_logits(means, target, reduction="none")
    evidence = (each * weight).sum() / weight.sum().clamp(min=1)
    weight = readable.float() * learn[:, None]
    each = functional.binary_cross_entropy_with_logits(
        tokens[..., INSIDE], batch.inside.float(), reduction="none", pos_weight=tokens.new_tensor(2.0)
    )
    inside = (each * weight).sum() / weight.sum().clamp(min=1)
    target = batch.answerable.float() * (1 - 2 * smoothing) + smoothing
    each = functional.binary_cross_entropy_with_logits(whole, target, reduction="none")
    learn = batch.learn_answerable.float()
    answerable = (each * learn).sum() / learn.sum().clamp(min=1)
    learn = batch.verdict.any(1).float()
    likely = torch.logsumexp(verdict.masked_fill(~batch.verdict, -1e4), 1) - torch.logsumexp(verdict, 1)
    judged = -(likely * learn).sum() / learn.sum().clamp(min=1)
    return 0.5 * span + 2 * evidence + inside + answerable + 0.5 * judged
