from __future__ import annotations

import shutil

import pytest

pytest.importorskip("torch")

import torch
from torch import nn

from training.compiled import compile_layers, without_dropout
from training.model import SpanReader
from training.reader import packaged_model


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")  # of torch's own, when it compiles
@pytest.mark.skipif(shutil.which("g++") is None, reason="layers are compiled by a C++ compiler")
def test_compiled_layers_read_what_plain_ones_read() -> None:
    model = SpanReader(packaged_model(), 1).eval()
    ids = torch.randint(1_000, 20_000, (2, 32), generator=torch.Generator().manual_seed(1))
    asked = ids, torch.ones_like(ids), torch.zeros_like(ids)
    with torch.no_grad():
        plain = model.read(*asked)
        compile_layers(model)
        for here, there in zip(model.read(*asked), plain, strict=True):
            assert torch.allclose(here, there, atol=1e-4)


def test_without_dropout_nothing_is_left_out() -> None:
    model = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5), nn.Sequential(nn.Dropout(0.1))).train()
    without_dropout(model)
    given = torch.ones(4, 8)
    assert torch.equal(model(given), model(given))
