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

from training.model import LATER_HEAD


def averaged(parts: Sequence[Mapping[str, torch.Tensor]], shares: Sequence[float]) -> dict[str, torch.Tensor]:
    """Give the mean of weights of one model, each counted by its share of their sum. A head that only some have
    (`SpanReader.start_from`) is the mean of those.

    Raises:
        ValueError: there are not as many shares as parts, or the parts are not of one model.
    """
    if len(parts) != len(shares) or not parts:
        raise ValueError(f"{len(parts)} files of weights need as many shares, not {len(shares)}")
    names = dict.fromkeys(name for part in parts for name in part)
    if any(name not in part and not name.startswith(LATER_HEAD) for part in parts for name in names):
        raise ValueError("the weights are not of one model")
    mean: dict[str, torch.Tensor] = {}
    for name in names:
        having = [(part[name], share) for part, share in zip(parts, shares, strict=True) if name in part]
        value, total = having[0][0], sum(share for _, share in having)
        if value.dtype.is_floating_point:
            value = sum((each * (share / total) for each, share in having), 0 * value)
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
