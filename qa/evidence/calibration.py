"""What turns logits into probabilities: small logistic models, fitted on dev (`training/calibrate.py`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

Floats = NDArray[np.float32]

_FILE: Final = Path(__file__).with_name("calibration.json")

EVIDENCE_COLUMNS: Final = (
    "evidence",
    "margin",
    "answerable",
    "dense",
    "evidence_alone",
    "margin_alone",
    "answerable_alone",
)
ANSWERABLE_COLUMNS: Final = (
    "answerable", "margin", "evidence", "second", "answerable_alone", "margin_alone", "evidence_alone",
)  # fmt: skip
SPAN_COLUMNS: Final = ("margin", "evidence", "answerable")
SAID_COLUMNS: Final = ("answerable", "relevance", "span")
REFUSED_COLUMNS: Final = ("silent",)


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic model: weights and bias over named features."""

    weights: Floats
    bias: float

    def logits(self, rows: Floats) -> Floats:
        """Give the model's logit for each row of features."""
        return np.asarray(np.clip(rows @ self.weights + self.bias, -30, 30), dtype=np.float32)

    def probability(self, rows: Floats) -> Floats:
        """Give the model's estimate for each row of features."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.logits(rows))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the logits of a reader model to probabilities, see `training/README.md`.

    evidence: is a sentence part of what a right answer rests on. answerable: do the passages answer the question.
    span: is a short answer right. Columns as named by `EVIDENCE_COLUMNS` and so on.
    """

    evidence: Linear
    answerable: Linear
    span: Linear

    @classmethod
    @lru_cache(maxsize=1)
    def of_packaged(cls) -> Calibration:
        """Read what was fitted for the packaged model."""
        return cls(
            _fitted("evidence", EVIDENCE_COLUMNS),
            _fitted("answerable", ANSWERABLE_COLUMNS),
            _fitted("span", SPAN_COLUMNS),
        )

    @classmethod
    def plain(cls) -> Calibration:
        """Take a model's own log odds as they are: for models that nothing was fitted for."""

        def one(columns: Sequence[str], name: str) -> Linear:
            return Linear(np.array([float(column == name) for column in columns], dtype=np.float32), 0.0)

        return cls(one(EVIDENCE_COLUMNS, "evidence"), one(ANSWERABLE_COLUMNS, "margin"), one(SPAN_COLUMNS, "margin"))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How likely a whole outcome is right, see `qa.compose.confidence`: one that says something, and a refusal."""

    said: Linear
    refused: Linear

    @classmethod
    @lru_cache(maxsize=1)
    def of_packaged(cls) -> Outcomes | None:
        """Read what was fitted for the packaged model; None while nothing is."""
        if "said" not in _fits():
            return None
        return cls(_fitted("said", SAID_COLUMNS), _fitted("refused", REFUSED_COLUMNS))


@lru_cache(maxsize=1)
def _fits() -> dict[str, Any]:
    try:
        data = json.loads(_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The reader's file {_FILE} cannot be read ({error}); reinstall Report QA.") from error
    return data if isinstance(data, dict) else {}


def _fitted(name: str, columns: Sequence[str]) -> Linear:
    try:
        part = _fits()[name]
        weights = [float(part["weights"][column]) for column in columns]
        return Linear(np.array(weights, dtype=np.float32), float(part["bias"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"The reader's file {_FILE} is damaged; reinstall Report QA.") from error
