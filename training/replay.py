"""Training steps replayed as one graph of the card's work for each shape of batch (CUDA graphs; Gray, 2019, "Getting
Started with CUDA Graphs"): a small model's step is a thousand short pieces of work, and a card waits most of the time
for the next one to be sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import torch

from training.model import Batch

SEEN = 3
"""How often a shape is worked on piece by piece before its graph is recorded; the rare ones never are."""


class _Recorded(NamedTuple):
    graph: torch.cuda.CUDAGraph
    batch: Batch
    given: torch.Tensor


class Replay:
    """Does what a function does to batches on a graphics card, with the same result, faster."""

    def __init__(self, step: Callable[[Batch], torch.Tensor]) -> None:
        """Take a function that works on the card alone: what it does may depend on the batch's shape, on tensors that
        stay where they are and on nothing else, and it never waits for a value.
        """
        self._step = step
        self._seen: Counter[torch.Size] = Counter()
        self._recorded: dict[torch.Size, _Recorded] = {}
        self._stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        self._pool = torch.cuda.graph_pool_handle()

    def __call__(self, batch: Batch) -> torch.Tensor:
        """Do the step; what it gives is overwritten by the next one."""
        shape = batch.ids.shape
        self._seen[shape] += 1
        self._stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._stream):
            if shape not in self._recorded and self._seen[shape] <= SEEN:
                given = self._step(batch.to(torch.device("cuda")))
            else:
                if shape not in self._recorded:
                    self._recorded[shape] = self._record(batch.to(torch.device("cuda")))
                recorded = self._recorded[shape]
                recorded.batch.copy(batch)
                recorded.graph.replay()
                given = recorded.given
        torch.cuda.current_stream().wait_stream(self._stream)
        return given

    def _record(self, batch: Batch) -> _Recorded:
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self._pool, stream=self._stream, capture_error_mode="thread_local"):
            given = self._step(batch)
        return _Recorded(graph, batch, given)
