"""Average weights: `python -m training.average A.pt B.pt --shares 0.35 0.65 --out C.pt`.

Checkpoints of one training lie in one valley; between them is often a better place than either, above all on texts
unlike those learnt from last (Izmailov et al., 2018, "Averaging Weights Leads to Wider Optima and Better
Generalization"; Wortsman et al., 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch


def averaged(parts: Sequence[Mapping[str, torch.Tensor]], shares: Sequence[float]) -> dict[str, torch.Tensor]:
    """Give the mean of weights of one model, each counted by its share of their sum.

    Raises:
        ValueError: there are not as many shares as parts, or the parts are not of one model.
    """
    if len(parts) != len(shares) or not parts:
        raise ValueError(f"{len(parts)} files of weights need as many shares, not {len(shares)}")
    first = parts[0]
    if any(part.keys() != first.keys() for part in parts):
        raise ValueError("the weights are not of one model")
    total = sum(shares)
    mean: dict[str, torch.Tensor] = {}
    for name, value in first.items():
        if value.dtype.is_floating_point:
            value = sum((part[name] * (share / total) for part, share in zip(parts, shares, strict=True)), 0 * value)
        mean[name] = value
    return mean


def main() -> None:
    """Read, average and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    parts = [torch.load(path, weights_only=True) for path in options.weights]
    torch.save(averaged(parts, options.shares), options.out)


if __name__ == "__main__":
    main()
