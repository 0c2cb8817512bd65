"""An encoder's layers compiled for the processor they run on: on a CPU half as fast again, once a shape is compiled."""

from __future__ import annotations

from typing import Final

import torch._dynamo
from torch import nn

from training.model import SpanReader

SHAPES: Final = 64
"""Shapes of batches that are compiled, each for some seconds; further ones are read as before."""


def compile_layers(model: SpanReader) -> None:
    """Compile the layers of a reader's encoder, each shape of batch when it first comes. A C++ compiler is needed."""
    torch._dynamo.config.recompile_limit = SHAPES
    for layer in model.encoder.encoder.layer:
        layer.compile(dynamic=False)


def without_dropout(model: nn.Module) -> None:
    """Leave nothing out while training: a reader that does no better on what it has read needs no dropout."""
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0
