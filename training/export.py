"""Write the trained reader as int8 ONNX with its card: `python -m training.export build/reader/reader.pt`.

Weights of the linear layers are quantised per channel, dynamically (onnxruntime). The card beside the model carries the
SHA-256 of the files, which the loader checks. `--plain` writes float32 instead, to compare.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from training.model import SpanReader
from training.onnx import Graph, write_card, write_graph
from training.reader import packaged_model

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("tokens", "whole", "verdict")


def export(weights: Path, out: Path, *, plain: bool = False) -> dict[str, int]:
    """Write the files of a reader into the folder `out`; gives their sizes in bytes."""
    folder = packaged_model()
    model = SpanReader.trained(weights, folder)
    out.mkdir(parents=True, exist_ok=True)
    axes = {name: {0: "windows", 1: "tokens"} for name in (*INPUTS, "tokens")}
    axes |= {name: {0: "windows"} for name in ("whole", "verdict")}
    inputs = tuple(torch.ones(2, 9, dtype=torch.long) for _ in INPUTS)
    write_graph(model, Graph(inputs, INPUTS, OUTPUTS, axes), out / "model.onnx", plain=plain)
    shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
    return write_card(out, ("model.onnx", "tokenizer.json"))


def main() -> None:
    """Export, quantise and describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=Path("qa/evidence/weights"))
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    print(export(options.weights, options.out, plain=options.plain))


if __name__ == "__main__":
    main()
