"""Write the trained relevance model as int8 ONNX with its card: `python -m training.export WEIGHTS`.

Weights of the linear layers are quantised per channel, dynamically (onnxruntime). The card beside the model carries the
SHA-256 of the files, which the loader checks.
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

from index._model import find_model
from index.settings import Settings
from training.relevance import CrossEncoder

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def main() -> None:
    """Export, quantise and describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=Path("qa/evidence/relevance"))
    options = parser.parse_args()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    settings = Settings()
    folder = find_model(settings.model, settings.cache_dir).folder
    model = CrossEncoder(str(folder))
    model.load_state_dict(torch.load(options.weights, weights_only=True))
    model.eval()
    example = {name: torch.ones(2, 9, dtype=torch.long) for name in INPUTS}
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        plain = Path(work) / "plain.onnx"
        torch.onnx.export(
            model,
            tuple(example.values()),
            str(plain),
            input_names=list(INPUTS),
            output_names=["logit"],
            dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in INPUTS} | {"logit": {0: "pairs"}},
            opset_version=18,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            options.out / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )
    shutil.copyfile(folder / "tokenizer.json", options.out / "tokenizer.json")
    digests = {
        name: hashlib.sha256((options.out / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")
    }
    (options.out / "card.json").write_text(json.dumps({"sha256": digests}, indent=2) + "\n", encoding="utf-8")
    print({name: (options.out / name).stat().st_size for name in digests})


if __name__ == "__main__":
    main()
