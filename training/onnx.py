"""From a torch module to what ships: traced to ONNX, its linear layers quantised to 8 bits per channel, with a card
that carries the files' SHA-256, which the loader checks.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn


@dataclass(frozen=True, slots=True)
class Graph:
    """What is traced: example inputs, the names of inputs and outputs, and which of their axes vary."""

    inputs: tuple[torch.Tensor, ...]
    names: tuple[str, ...]
    outputs: tuple[str, ...]
    axes: Mapping[str, Mapping[int, str]]


def write_graph(module: nn.Module, graph: Graph, path: Path, *, plain: bool = False) -> None:
    """Write a module as ONNX to `path`, in float32 where `plain`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of the tracing exporter, about shapes that are dynamic by intent
        traced = Path(work) / "plain.onnx"
        torch.onnx.export(
            module.eval(),
            graph.inputs,
            str(traced),
            input_names=list(graph.names),
            output_names=list(graph.outputs),
            dynamic_axes={name: dict(axes) for name, axes in graph.axes.items()},
            opset_version=18,
            dynamo=False,
        )
        if plain:
            shutil.copyfile(traced, path)
        else:
            quantize_dynamic(
                traced,
                path,
                weight_type=QuantType.QInt8,
                per_channel=True,
                extra_options={"MatMulConstBOnly": True},
            )


def write_card(folder: Path, names: Sequence[str]) -> dict[str, int]:
    """Write the card of the files of a folder beside them; gives their sizes in bytes."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    (folder / "card.json").write_text(json.dumps({"sha256": digests}, indent=2) + "\n", encoding="utf-8")
    return {name: (folder / name).stat().st_size for name in names}
