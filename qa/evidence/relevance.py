"""The relevance model: reads question and sentence together and says whether the sentence helps to answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

_FOLDER: Final = Path(__file__).with_name("relevance")
_LONGEST: Final = 128
"""Tokens of question and sentence together; what is longer is cut, the longer of the two first."""


class RelevanceModel:
    """A small cross-encoder run with onnxruntime; `training/README.md` says how its weights were made.

    Example:
        >>> RelevanceModel.load().logits("Who signed?", ["Ana Ruiz signed.", "It rained."])  # doctest: +SKIP
        array([ 2.1, -3.4], dtype=float32)
    """

    def __init__(self, graph: bytes, tokenizer: bytes) -> None:
        """Take the ONNX graph and the tokenizer's JSON; see `load`."""
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # batches of many shapes make the arena grow without bound
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(tokenizer.decode("utf-8"))
        self._tokenizer.enable_truncation(max_length=_LONGEST)
        self._tokenizer.no_padding()

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> RelevanceModel:
        """Load the weights that ship with the package, once a process.

        Raises:
            ModelError: they are missing, damaged or swapped (their SHA-256 is not the expected one).
        """
        try:
            card = json.loads((_FOLDER / "card.json").read_text(encoding="utf-8"))
            files = {name: (_FOLDER / name).read_bytes() for name in card["sha256"]}
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"The relevance model in {_FOLDER} cannot be read ({error}); reinstall Report QA to bring it back."
            ) from error
        for name, content in files.items():
            if hashlib.sha256(content).hexdigest() != card["sha256"][name]:
                raise ModelError(f"The file {_FOLDER / name} is damaged; reinstall Report QA to bring it back.")
        return cls(files["model.onnx"], files["tokenizer.json"])

    def logits(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give a logit for each text: above 0, it is more likely than not part of what a right answer rests on."""
        return np.array([self._logit(question, text) for text in texts], dtype=np.float32)

    def _logit(self, question: str, text: str) -> float:
        """Read one pair. One at a time is faster than a padded batch, and what stands beside a text cannot move it."""
        told = self._tokenizer.encode(question, text)
        feed = {
            "input_ids": np.array([told.ids], dtype=np.int64),
            "attention_mask": np.array([told.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([told.type_ids], dtype=np.int64),
        }
        (scores,) = self._session.run(["logit"], feed)
        return float(scores[0])
