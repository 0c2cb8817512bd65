"""The reader as a torch module: one small encoder, four heads on its tokens, two on its first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import torch
from torch import nn
from torch.nn import functional

from qa.evidence.model import VERDICTS

START, END, EVIDENCE, INSIDE = range(4)
"""The heads on each token: begins a short answer, ends one, belongs to a sentence that is evidence, is in an answer."""
SENTENCES: Final = 64
"""Sentences that a window is taken to have at most: one number for all, so that a step's shapes depend on its batch's
shape alone."""
_UNSEEN: Final = -1e4
"""What is added to the attention that goes to padding."""
_FRAME: Final = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""What the encoders of the MPNet kind call the tokens that frame a text."""
_LAYER: Final = re.compile(r"encoder\.encoder\.layer\.(\d+)\.")


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

    def to(self, device: torch.device) -> Batch:
        """Give the batch on a device."""
        return Batch(*(getattr(self, name).to(device, non_blocking=True) for name in Batch.__dataclass_fields__))

    def copy(self, other: Batch) -> None:
        """Take over another batch of the same shape."""
        for name in Batch.__dataclass_fields__:
            getattr(self, name).copy_(getattr(other, name), non_blocking=True)


class Read(NamedTuple):
    """What a reader makes of windows: its encoder's states (windows, tokens, width), the token heads' logits (windows,
    tokens, 4), the windows' answerability (windows,), and what it makes of a yes/no question (windows, 3).
    """

    states: torch.Tensor
    tokens: torch.Tensor
    whole: torch.Tensor
    verdict: torch.Tensor

    def floats(self) -> Read:
        """Give it in single precision."""
        return Read(*(part.float() for part in self))


class SpanReader(nn.Module):
    """An encoder with the reader's heads."""

    def __init__(self, folder: Path, layers: int | None = None, words: Path | None = None) -> None:
        """Take the encoder's folder; its weights are those of the folder.

        Args:
            folder: a Hugging Face encoder of the BERT or MPNet kind.
            layers: how many layers to have, where not as many as the folder's; a deeper encoder begins with some
                layers repeated (Kim et al., 2023, "SOLAR 10.7B: depth up-scaling").
            words: a tokenizer.json whose ids the model shall read, where they are not its own; the words are the same.
        """
        super().__init__()
        from transformers import AutoConfig, AutoModel

        config = AutoConfig.from_pretrained(str(folder), local_files_only=True)
        own = config.num_hidden_layers
        config.attention_probs_dropout_prob = 0.0  # its random numbers cost a quarter of a step on a CPU
        self.encoder = AutoModel.from_pretrained(
            str(folder), config=config, attn_implementation="eager", local_files_only=True, add_pooling_layer=False
        ).float()
        if layers is not None and layers != own:
            config.num_hidden_layers = layers
            plain = self.encoder.state_dict()
            self.encoder = type(self.encoder)(config, add_pooling_layer=False).float()
            self.encoder.load_state_dict(_spread(plain, own, layers))
            self.encoder.set_attn_implementation("eager")
        self._typed = config.model_type == "bert"
        width = config.hidden_size
        self.token = nn.Linear(width, 4)
        self.whole = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.verdict = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(VERDICTS)))
        self.words: torch.Tensor | None
        self.register_buffer("words", None if words is None else _translation(words, folder / "tokenizer.json"))

    @classmethod
    def trained(cls, weights: Path, folder: Path, words: Path | None = None) -> SpanReader:
        """Give a reader with the weights of a file, ready to read; `folder` and `words` as it was trained with."""
        state = torch.load(weights, weights_only=True, map_location="cpu")
        model = cls(folder, layers_of(state), words)
        model.load_state_dict(state)
        return model.eval()

    def read(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> Read:
        """Read windows."""
        if self.words is not None:
            ids = self.words[ids]
        typed = {"token_type_ids": types} if self._typed else {}
        unseen = (1.0 - mask[:, None, None, :].float()) * _UNSEEN
        states = self.encoder(input_ids=ids, attention_mask=unseen, **typed).last_hidden_state.float()
        first = states[:, 0]
        return Read(states, self.token(states), self.whole(first).squeeze(-1), self.verdict(first))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give the logits of the token heads, of answerability and of the verdict, as `Read` has them."""
        return self.read(input_ids, attention_mask, token_type_ids)[1:]


def layers_of(weights: Mapping[str, torch.Tensor]) -> int:
    """Count the layers that a reader's weights have."""
    return 1 + max(int(match[1]) for match in map(_LAYER.match, weights) if match)


def _spread(weights: Mapping[str, torch.Tensor], own: int, layers: int) -> dict[str, torch.Tensor]:
    """Fill `layers` layers from `own` ones, evenly: some are repeated where there are more, left out where fewer."""
    spread = {name: value for name, value in weights.items() if ".layer." not in name}
    for number in range(layers):
        source = f"encoder.layer.{number * own // layers}."
        spread |= {
            f"encoder.layer.{number}.{name.removeprefix(source)}": value
            for name, value in weights.items()
            if name.startswith(source)
        }
    return spread


def _translation(words: Path, own: Path) -> torch.Tensor:
    """Give for each id of one tokenizer that of the same word in another one."""
    from tokenizers import Tokenizer

    theirs, ours = (Tokenizer.from_file(str(path)).get_vocab() for path in (words, own))
    unknown = ours.get("[UNK]", ours.get("<unk>", 0))
    table = torch.full((max(theirs.values()) + 1,), unknown)
    for word, number in theirs.items():
        table[number] = ours.get(_FRAME.get(word, word), ours.get(word, unknown))
    return table


def sentence_means(values: torch.Tensor, piece: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Average token values by sentence; gives (windows, `SENTENCES`) and which of them exist."""
    most = SENTENCES
    slot = torch.where(piece < 0, most, piece)
    zeros = values.new_zeros(values.shape[0], most + 1)
    total = zeros.scatter_add(1, slot, values)
    count = zeros.scatter_add(1, slot, torch.ones_like(values))
    return (total / count.clamp(min=1))[:, :most], (count > 0)[:, :most]


def allowed(batch: Batch) -> torch.Tensor:
    """Mark where a span may begin or end (windows, tokens): in a sentence, or at the first token for "nowhere"."""
    places = batch.piece >= 0
    places[:, 0].fill_(True)
    return places


def loss_of(read: Read, batch: Batch, smoothing: float = 0.02) -> torch.Tensor:
    """Add the losses of the heads.

    Spans: the log-likelihood that any gold position is chosen, the first token standing for "no answer here" (Devlin
    et al., 2019, for SQuAD 2.0; marginalised over positions as Clark and Gardner, 2018). Verdicts: that any right one
    is chosen, likewise. The rest: cross-entropy.
    """
    tokens, readable = read.tokens, batch.piece >= 0
    places = allowed(batch)
    span = tokens.new_zeros(())
    learn = batch.learn_span.float()
    for head, gold in ((START, batch.starts), (END, batch.ends)):
        logits = tokens[..., head].masked_fill(~places, -1e4)
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
        tokens[..., INSIDE], batch.inside.float(), reduction="none", pos_weight=tokens.new_full((), 2.0)
    )
    inside = (each * weight).sum() / weight.sum().clamp(min=1)
    target = batch.answerable.float() * (1 - 2 * smoothing) + smoothing
    each = functional.binary_cross_entropy_with_logits(read.whole, target, reduction="none")
    learn = batch.learn_answerable.float()
    answerable = (each * learn).sum() / learn.sum().clamp(min=1)
    learn = batch.verdict.any(1).float()
    likely = torch.logsumexp(read.verdict.masked_fill(~batch.verdict, -1e4), 1) - torch.logsumexp(read.verdict, 1)
    judged = -(likely * learn).sum() / learn.sum().clamp(min=1)
    return 0.5 * span + 2 * evidence + inside + answerable + 0.5 * judged
