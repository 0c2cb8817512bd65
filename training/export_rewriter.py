"""Write the trained rewriter as int8 ONNX with its card: `python -m training.export_rewriter REWRITER.pt`.

It becomes two graphs: one reads the question and what was said before, the other writes a word.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from torch import nn

from training.export import card, quantised
from training.reader import packaged_model
from training.rewriter import LAYERS, Memory, Rewriter

FILES = ("encoder.onnx", "decoder.onnx", "tokenizer.json", "words.json")
_MEMORY = ("crossed", "states", "static", "pointed")


class _Reads(nn.Module):
    def __init__(self, model: Rewriter) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, roles: torch.Tensor, pieces: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        return tuple(self.model.read(ids, mask, roles, pieces))


class _Writes(nn.Module):
    """Writes one word behind those whose keys and values are `past`: (beams, 2 · layers, steps, width)."""

    def __init__(self, model: Rewriter) -> None:
        super().__init__()
        self.model = model

    def forward(
        self,
        crossed: torch.Tensor,
        states: torch.Tensor,
        static: torch.Tensor,
        pointed: torch.Tensor,
        listed: torch.Tensor,
        places: torch.Tensor,
        step: torch.Tensor,
        past: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        memory = Memory(crossed, states, static, pointed, step)
        hidden = self.model.entered(memory, listed, places, step)
        kept: list[torch.Tensor] = []
        for number, layer in enumerate(self.model.layers):
            here, there = 2 * number, 2 * number + 1
            hidden, keys, values = layer(
                hidden, past[:, here], past[:, there], None, crossed[:, here], crossed[:, there], None
            )
            kept += [keys, values]
        return self.model.told(hidden, memory, torch.zeros_like(states[..., 0])), torch.stack(kept, 1)


def export(weights: Path, out: Path, *, plain: bool = False) -> dict[str, int]:
    """Write the files of a rewriter into the folder `out`; gives their sizes in bytes."""
    folder = packaged_model()
    held = torch.load(weights, weights_only=True, map_location="cpu")
    model = Rewriter(folder, len(held["listed"]) + 1)
    model.load_state_dict(held["weights"])
    model.eval()
    width = model.width
    out.mkdir(parents=True, exist_ok=True)
    whole = torch.ones(1, 9, dtype=torch.long)
    words = torch.zeros(1, 5, width)
    written = torch.zeros(1, 2 * LAYERS, 3, width)
    one = torch.zeros(1, 1, dtype=torch.long)
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of the tracing exporter, about shapes that are dynamic by intent
        for name, part, given, inputs, outputs, axes in (
            (
                "encoder.onnx",
                _Reads(model),
                (whole, whole, torch.zeros_like(whole), torch.arange(5)[None]),
                ("ids", "mask", "roles", "pieces"),
                (*_MEMORY, "alone"),
                {"crossed": {2: "tokens"}}
                | {name: {1: "tokens"} for name in ("ids", "mask", "roles")}
                | {name: {1: "words"} for name in ("pieces", "states", "static", "pointed")},
            ),
            (
                "decoder.onnx",
                _Writes(model),
                (torch.zeros(1, 2 * LAYERS, 9, width), words, words, words, one, one, torch.tensor([3]), written),
                (*_MEMORY, "listed", "places", "step", "past"),
                ("told", "kept"),
                {"crossed": {0: "beams", 2: "tokens"}, "past": {0: "beams", 2: "steps"}, "kept": {2: "written"}}
                | {name: {0: "beams", 1: "words"} for name in ("states", "static", "pointed")}
                | {name: {0: "beams"} for name in ("listed", "places")},
            ),
        ):
            traced = Path(work) / name
            torch.onnx.export(
                part,
                given,
                str(traced),
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_axes=axes,
                opset_version=18,
                dynamo=False,
            )
            if plain:
                shutil.copyfile(traced, out / name)
            else:
                quantised(traced, out / name)
    shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
    (out / "words.json").write_text(json.dumps(held["listed"], ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    card(out, FILES)
    return {name: (out / name).stat().st_size for name in FILES}


def main() -> None:
    """Export, quantise and describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=Path("qa/question/rewrite/weights"))
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    print(export(options.weights, options.out, plain=options.plain))


if __name__ == "__main__":
    main()
