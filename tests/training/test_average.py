from __future__ import annotations

import pytest
import torch

from training.average import averaged


def test_each_part_counts_by_its_share() -> None:
    one, two = (
        {"w": torch.tensor([0.0, 2.0]), "n": torch.tensor(3)},
        {"w": torch.tensor([4.0, 2.0]), "n": torch.tensor(3)},
    )
    mean = averaged([one, two], [1, 3])
    assert mean["w"].tolist() == [3.0, 2.0]
    assert mean["n"].item() == 3
    assert averaged([one, two], [0.25, 0.75])["w"].tolist() == [3.0, 2.0]


def test_parts_of_another_model_are_refused() -> None:
    with pytest.raises(ValueError, match="one model"):
        averaged([{"w": torch.zeros(1)}, {"v": torch.zeros(1)}], [1, 1])
    with pytest.raises(ValueError, match="as many shares"):
        averaged([{"w": torch.zeros(1)}], [1, 1])


def test_a_head_that_only_some_have_is_theirs() -> None:
    with_head = {"encoder": torch.tensor([1.0]), "verdict.weight": torch.tensor([5.0])}
    mean = averaged([with_head, {"encoder": torch.tensor([3.0])}], [0.5, 0.5])
    assert mean["encoder"].item() == 2.0
    assert mean["verdict.weight"].item() == 5.0
