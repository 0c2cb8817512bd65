"""Write the trained reader as int8 ONNX with its card: `python -m training.export build/reader/reader.pt`.

Weights of the linear layers are quantised per channel, dynamically (onnxruntime). The card beside the model carries the
SHA-256 of the files, which the loader checks. `--plain` writes float32 instead, to compare.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch

from training.model import SpanReader
from training.reader import packaged_model

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("tokens", "whole", "verdict")


def export(weights: Path, out: Path, *, plain: bool = False) -> dict[str, int]:
    """Write the files of a reader into the folder `out`; gives their sizes in bytes."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder = packaged_model()
    model = SpanReader.trained(weights, folder)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of the tracing exporter, about shapes that are dynamic by intent
        traced = Path(work) / "plain.onnx"
        torch.onnx.export(
            model,
            tuple(torch.ones(2, 9, dtype=torch.long) for _ in INPUTS),
            str(traced),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "windows", 1: "tokens"} for name in (*INPUTS, "tokens")}
            | {name: {0: "windows"} for name in ("whole", "verdict")},
            opset_version=18,
            dynamo=False,
        )
        if plain:
            shutil.copyfile(traced, out / "model.onnx")
        else:
            quantize_dynamic(
                traced,
                out / "model.onnx",
                weight_type=QuantType.QInt8,
                per_channel=True,
                extra_options={"MatMulConstBOnly": True},
            )
    shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
    names = ("model.onnx", "tokenizer.json")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    (out / "card.json").write_text(json.dumps({"sha256": digests}, indent=2) + "\n", encoding="utf-8")
    return {name: (out / name).stat().st_size for name in names}


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
