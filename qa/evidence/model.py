"""The reader's model: what it makes of each token of a window, run with onnxruntime from weights in the package."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.answer import Verdict
from qa.evidence.windows import Window, WindowMaker
from qa.weights import read_weights

Floats = NDArray[np.float32]

_FOLDER: Final = Path(__file__).with_name("weights")
_FILES: Final = ("model.onnx", "tokenizer.json")
VERDICTS: Final[tuple[Verdict, ...]] = ("yes", "no", "unconfirmed")
"""What the packaged model tells of a yes/no question, in the order of its logits."""


@dataclass(frozen=True, slots=True)
class WindowLogits:
    """What a model makes of one window.

    start, end: (tokens,) logits that a short answer begins or ends there; those of the first token stand for "no
    answer here". evidence: (tokens,) that its sentence is evidence, inside: that it is part of an answer. answerable:
    that the window answers the question. verdict: (3,) what it makes of a yes/no question, columns as `VERDICTS`; None
    from a model that was not taught to.
    """

    start: Floats
    end: Floats
    evidence: Floats
    inside: Floats
    answerable: float
    verdict: Floats | None = None


class TokenModel(Protocol):
    """Reads windows. The seam at which a Hugging Face model takes the place of the packaged one."""

    @property
    def maker(self) -> WindowMaker:
        """What cuts text into the windows that this model reads."""
        ...

    def logits(self, windows: Sequence[Window]) -> list[WindowLogits]:
        """Read the windows, in their order."""
        ...


class ReaderModel:
    """The packaged model; `training/README.md` says how its weights were made, its card what they reach."""

    def __init__(self, graph: bytes, tokenizer: bytes, threads: int | None = None) -> None:
        """Take the ONNX graph, the tokenizer's JSON, and how many threads read, the process' processors if not told;
        see `load`.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # batches of many shapes make the arena grow without bound
        options.intra_op_num_threads = 1  # a thread a window: threads that share one wait for each other too often
        options.inter_op_num_threads = 1
        self._pool = ThreadPoolExecutor(threads or processors(), thread_name_prefix="reader")
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        told = Tokenizer.from_str(tokenizer.decode("utf-8"))
        told.encode_special_tokens = True  # "[SEP]" in a document is text like any other
        self.maker = WindowMaker(told)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> ReaderModel:
        """Load the weights that ship with the package, once a process.

        Raises:
            ModelError: they are missing, damaged or swapped (their SHA-256 is not the expected one).
        """
        return cls.of(_FOLDER)

    @classmethod
    def of(cls, folder: Path, threads: int | None = None) -> ReaderModel:
        """Load a model from a folder; errors as `load`."""
        graph, tokenizer = read_weights(folder, _FILES, "reader")
        return cls(graph, tokenizer, threads)

    def logits(self, windows: Sequence[Window]) -> list[WindowLogits]:
        """Read the windows, each on its own, a thread to each, the longest first.

        Dynamic int8 takes the scale of its numbers from all that is run together: padded batches are slower here, move
        each other's logits by as much as 1, and rank worse.
        """
        order = sorted(range(len(windows)), key=lambda place: -len(windows[place]))
        read = dict(zip(order, self._pool.map(self._read, [windows[place] for place in order]), strict=True))
        return [read[place] for place in range(len(windows))]

    def _read(self, window: Window) -> WindowLogits:
        ids, mask, types = padded([window])
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        tokens, whole, verdict = self._session.run(["tokens", "whole", "verdict"], feed)
        return as_logits(tokens[0], float(whole[0]), verdict[0])


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def as_logits(tokens: Floats, whole: float, verdict: Floats) -> WindowLogits:
    """Name the columns of the token heads, (tokens, 4)."""
    start, end, evidence, inside = np.ascontiguousarray(tokens.T)
    return WindowLogits(start, end, evidence, inside, whole, verdict)


def padded(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give ids, mask and types of windows as arrays of one width."""
    shape = (len(windows), max(map(len, windows)))
    ids, mask, types = (np.zeros(shape, np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        size = len(window)
        ids[row, :size], mask[row, :size], types[row, :size] = window.ids, 1, window.types
    return ids, mask, types
