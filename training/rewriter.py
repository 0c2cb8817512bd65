"""The rewriter as a torch module: the reader's encoder, and a decoder that copies words or takes them from a list.

It follows See et al., 2017, "Get To The Point: Summarization with Pointer-Generator Networks" (arXiv 1704.04368), with
a small Transformer decoder over whole words in place of a recurrent one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import torch
from torch import nn
from torch.nn import functional

from qa.question.rewrite.source import ROLES

LAYERS: Final = 2
HEADS: Final = 6
LONGEST: Final = 40
"""Words of a question that is written, at most."""
_UNSEEN: Final = -1e4
_DROPOUT: Final = 0.1


class Memory(NamedTuple):
    """What the encoder makes of sources.

    crossed: (sources, 2 · layers, pieces, width) keys and values of the decoder's layers. states, static: (sources,
    words, width) of each word's first piece, read and unread. pointed: (sources, words, width) the keys of copying.
    alone: (sources,) the logit that the question stands alone as it was typed.
    """

    crossed: torch.Tensor
    states: torch.Tensor
    static: torch.Tensor
    pointed: torch.Tensor
    alone: torch.Tensor


class Rewriter(nn.Module):
    """Writes a question so that it stands alone."""

    def __init__(self, folder: Path, vocabulary: int) -> None:
        """Take the folder of an encoder of the BERT kind, and how many words there are that need not be copied."""
        super().__init__()
        from transformers import AutoConfig, AutoModel

        config = AutoConfig.from_pretrained(str(folder), local_files_only=True)
        config.attention_probs_dropout_prob = 0.0
        self.encoder = AutoModel.from_pretrained(
            str(folder), config=config, attn_implementation="eager", local_files_only=True, add_pooling_layer=False
        ).float()
        self.width = width = config.hidden_size
        old = self.encoder.embeddings.token_type_embeddings.weight.data
        roles = nn.Embedding(len(ROLES), width)
        roles.weight.data = torch.cat([old[:1], old[1:2].expand(len(ROLES) - 1, -1)]).clone()
        self.encoder.embeddings.token_type_embeddings = roles
        self.alone = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.listed = nn.Embedding(
            vocabulary + 2, width
        )  # the last two: what begins a question; a word that is not known
        self.position = nn.Embedding(LONGEST + 1, width)
        nn.init.normal_(self.position.weight, std=0.02)
        self.copied = nn.Linear(width, width)
        self.enter = nn.LayerNorm(width)
        self.layers = nn.ModuleList(DecoderLayer(width) for _ in range(LAYERS))
        self.leave = nn.LayerNorm(width)
        self.crosses = nn.Linear(width, 2 * LAYERS * width)
        self.point_key, self.point_query = nn.Linear(width, width), nn.Linear(width, width)
        self.out = nn.Linear(width, width)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.generate = nn.Linear(2 * width, 1)
        self.vocabulary = vocabulary

    def read(self, ids: torch.Tensor, mask: torch.Tensor, roles: torch.Tensor, pieces: torch.Tensor) -> Memory:
        """Read sources; pieces: (sources, words) where each word's first piece stands."""
        unseen = (1.0 - mask[:, None, None, :].float()) * _UNSEEN
        states = self.encoder(input_ids=ids, attention_mask=unseen, token_type_ids=roles).last_hidden_state
        at = pieces[..., None].expand(-1, -1, self.width)
        words = states.gather(1, at)
        static = self.encoder.embeddings.word_embeddings(ids.gather(1, pieces))
        crossed = self.crosses(states).unflatten(-1, (2 * LAYERS, self.width)).transpose(1, 2)
        return Memory(crossed, words, static, self.point_key(words), self.alone(states[:, 0]).squeeze(-1))

    def entered(
        self, memory: Memory, listed: torch.Tensor, places: torch.Tensor, first: int | torch.Tensor
    ) -> torch.Tensor:
        """Embed the words written so far: (sources, steps) numbers in the list, or -1 and the places of copied ones."""
        at = places.clamp(min=0)[..., None].expand(-1, -1, self.width)
        own = self.listed(listed.clamp(min=0))
        word = torch.where((listed >= 0)[..., None], own, memory.static.gather(1, at))
        state = self.copied(memory.states.gather(1, at)) * (places >= 0)[..., None].float()
        steps = torch.arange(listed.shape[1], device=listed.device) + first
        return functional.dropout(self.enter(word + state + self.position(steps)), _DROPOUT, self.training)

    def told(self, hidden: torch.Tensor, memory: Memory, absent: torch.Tensor) -> torch.Tensor:
        """Give the log-likelihood of each listed word and each word of the source: (sources, steps, both).

        absent: (sources, words) what is added to words that are padding.
        """
        hidden = self.leave(hidden)
        listed = functional.linear(self.out(hidden), self.listed.weight[:-2], self.bias) * self.width**-0.25
        pointed = self.point_query(hidden) @ memory.pointed.transpose(1, 2) * self.width**-0.5 + absent[:, None]
        looked = torch.softmax(pointed, -1)
        gate = self.generate(torch.cat([hidden, looked @ memory.states], -1))
        return torch.cat(
            [
                functional.logsigmoid(gate) + torch.log_softmax(listed, -1),
                functional.logsigmoid(-gate) + torch.log_softmax(pointed, -1),
            ],
            -1,
        )

    def forward(
        self, memory: Memory, mask: torch.Tensor, absent: torch.Tensor, listed: torch.Tensor, places: torch.Tensor
    ) -> torch.Tensor:
        """Give what `told` gives behind each word of the questions given, all at once."""
        hidden = self.entered(memory, listed, places, 0)
        unseen = (1.0 - mask[:, None, None, :].float()) * _UNSEEN
        steps = listed.shape[1]
        later = torch.full((steps, steps), _UNSEEN, device=listed.device).triu(1)[None, None]
        for number, layer in enumerate(self.layers):
            hidden, _, _ = layer(
                hidden, None, None, later, memory.crossed[:, 2 * number], memory.crossed[:, 2 * number + 1], unseen
            )
        return self.told(hidden, memory, absent)


class DecoderLayer(nn.Module):
    """Looks at what is written, then at the source."""

    def __init__(self, width: int) -> None:
        """Take the width."""
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.own = nn.Linear(width, 3 * width)
        self.own_out = nn.Linear(width, width)
        self.query, self.cross_out = nn.Linear(width, width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)

    def forward(
        self,
        hidden: torch.Tensor,
        keys: torch.Tensor | None,
        values: torch.Tensor | None,
        later: torch.Tensor | None,
        crossed_keys: torch.Tensor,
        crossed_values: torch.Tensor,
        unseen: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give the new states, and the keys and values of all that is written."""
        query, key, value = self.own(self.norms[0](hidden)).chunk(3, -1)
        if keys is not None and values is not None:
            key, value = torch.cat([keys, key], 1), torch.cat([values, value], 1)
        hidden = hidden + self._dropped(self.own_out(_attended(query, key, value, later)))
        looked = _attended(self.query(self.norms[1](hidden)), crossed_keys, crossed_values, unseen)
        hidden = hidden + self._dropped(self.cross_out(looked))
        hidden = hidden + self._dropped(self.narrow(functional.gelu(self.wide(self.norms[2](hidden)))))
        return hidden, key, value

    def _dropped(self, states: torch.Tensor) -> torch.Tensor:
        return functional.dropout(states, _DROPOUT, self.training)


def _attended(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, added: torch.Tensor | None) -> torch.Tensor:
    query, key, value = (part.unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in (query, key, value))
    scores = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
    if added is not None:
        scores = scores + added
    return (torch.softmax(scores, -1) @ value).transpose(1, 2).flatten(2)
