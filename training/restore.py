"""Give a shipped reader's weights back to learn on: `python -m training.restore` makes `build/reader/restored.pt`.

The float weights that it was made from are not kept. The linear layers come back as the int8 ones say, exported again
they are the same; the tables of embeddings, which no training moves, come from the packaged encoder.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch

from training.model import SpanReader
from training.reader import packaged_model

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto

_WEIGHT: Final = "_quantized"
_STILL: Final = "encoder.embeddings."


def restored(model: Path, folder: Path) -> dict[str, torch.Tensor]:
    """Give the weights of an exported reader, as `SpanReader` names them.

    Args:
        model: the ONNX file that `training.export` wrote, int8.
        folder: the packaged encoder's.

    Raises:
        ValueError: the file holds other layers than the reader has.
    """
    import onnx
    from onnx.numpy_helper import to_array

    graph = onnx.load(str(model)).graph
    held = {each.name: torch.from_numpy(to_array(each).copy()) for each in graph.initializer}
    weights = SpanReader(folder).state_dict()
    found = {name: held[name] for name in weights if name in held}
    for bias, quantised in _linear_layers(graph):
        name = quantised.removesuffix(_WEIGHT)
        scale, zero = held[f"{name}_scale"], held[f"{name}_zero_point"]
        found[bias.removesuffix("bias") + "weight"] = ((held[quantised].float() - zero.float()) * scale).T.contiguous()
    missing = {name for name in weights if name not in found and not name.startswith(_STILL)}
    strange = {name for name, value in found.items() if name not in weights or value.shape != weights[name].shape}
    if missing or strange:
        raise ValueError(f"{model} is not an int8 reader of this shape: look at {min(missing | strange)}")
    return weights | found


def _linear_layers(graph: GraphProto) -> list[tuple[str, str]]:
    """Give the name of each linear layer's bias with that of its quantised weight."""
    made: dict[str, NodeProto] = {output: node for node in graph.node for output in node.output}
    held = {each.name for each in graph.initializer}

    def product(name: str) -> NodeProto | None:
        """Find the product of integers that a value is made of by nothing but casts and scales."""
        node = made.get(name)
        if node is None or node.op_type not in ("Mul", "Cast", "MatMulInteger"):
            return None
        if node.op_type == "MatMulInteger":
            return node
        return next((found for each in node.input if (found := product(each)) is not None), None)

    layers: list[tuple[str, str]] = []
    for node in graph.node:
        biases = [each for each in node.input if each in held and each.endswith(".bias")]
        if node.op_type == "Add" and biases:
            products = [found for each in node.input if (found := product(each)) is not None]
            weights = [each for found in products for each in found.input if each in held and each.endswith(_WEIGHT)]
            layers += [(biases[0], weight) for weight in weights]
    return layers


def main() -> None:
    """Restore and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("qa/evidence/weights/model.onnx"))
    parser.add_argument("--out", type=Path, default=Path("build/reader/restored.pt"))
    options = parser.parse_args()
    try:
        weights = restored(options.model, packaged_model())
    except (OSError, ValueError) as error:
        parser.error(str(error))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(weights, options.out)


if __name__ == "__main__":
    main()
