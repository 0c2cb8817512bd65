from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import onnx
import torch
from onnx.numpy_helper import to_array

from training.export import export
from training.reader import packaged_model
from training.restore import restored

SHIPPED = Path(__file__).resolve().parents[2] / "qa" / "evidence" / "weights" / "model.onnx"


@pytest.mark.slow
def test_what_is_restored_exports_to_the_same_layers(tmp_path: Path) -> None:
    torch.save(restored(SHIPPED, packaged_model()), tmp_path / "restored.pt")
    export(tmp_path / "restored.pt", tmp_path)
    ours, theirs = (
        {each.name: to_array(each) for each in onnx.load(str(path)).graph.initializer}
        for path in (tmp_path / "model.onnx", SHIPPED)
    )
    layers = [name for name in theirs if "_embeddings." not in name]
    assert len(layers) > 150
    for name in layers:
        assert np.allclose(ours[name], theirs[name], rtol=1e-6), name


@pytest.mark.slow
def test_another_model_is_refused(tmp_path: Path) -> None:
    model = onnx.load(str(SHIPPED))
    kept = [each for each in model.graph.initializer if each.name != "token.bias"]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    onnx.save(model, str(tmp_path / "other.onnx"))
    with pytest.raises(ValueError, match="not an int8 reader"):
        restored(tmp_path / "other.onnx", packaged_model())
