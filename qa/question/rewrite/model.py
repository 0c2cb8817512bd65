"""The rewriter's model: writes a follow-up out, with onnxruntime, from weights in the package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa.question.rewrite.source import Source, SourceMaker, SourceWord, written
from qa.weights import read_weights

_FOLDER: Final = Path(__file__).with_name("weights")
_FILES: Final = ("encoder.onnx", "decoder.onnx", "tokenizer.json", "words.json")
LONGEST: Final = 40
"""Words of a question that is written, at most."""
_MEMORY: Final = ("crossed", "states", "static", "pointed")
_END: Final = 0
BEAMS: Final = 3
"""Questions that are gone on with side by side."""
_LOOKED_AT: Final = 16
"""Listed words that are weighed against those of the source."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as it may be written: its words, the mean log-likelihood of a word, and the chance that the question
    stood alone before.
    """

    words: tuple[str | SourceWord, ...]
    likely: float
    alone: float

    @property
    def text(self) -> str:
        """Give the question."""
        return written(self.words)


@dataclass(frozen=True, slots=True)
class _Beam:
    """A question that is being written: its words, the sum of their log-likelihoods, whether it is done."""

    words: tuple[str | SourceWord, ...] = ()
    likely: float = 0.0
    done: bool = False

    @property
    def mean(self) -> float:
        return self.likely / (len(self.words) + self.done) if self.words or self.done else 0.0


class RewriterModel:
    """The packaged model; `training/README.md` says how its weights were made, its card what they reach."""

    def __init__(self, encoder: bytes, decoder: bytes, tokenizer: bytes, words: bytes) -> None:
        """Take the ONNX graphs, the tokenizer's JSON, and the list of words that need not be copied; see `load`."""
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        options.inter_op_num_threads = 1
        self._encoder = onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
        options.intra_op_num_threads = 1  # a step is too small to share
        self._decoder = onnxruntime.InferenceSession(decoder, options, providers=["CPUExecutionProvider"])
        told = Tokenizer.from_str(tokenizer.decode("utf-8"))
        told.encode_special_tokens = True
        self._maker = SourceMaker(told)
        self._listed: tuple[str, ...] = tuple(json.loads(words))
        self._numbers = {word: number for number, word in enumerate(self._listed, 1)}
        self._empty = self._decoder.get_inputs()[-1].shape  # (1, twice the layers, steps, width)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> RewriterModel:
        """Load the weights that ship with the package, once a process.

        Raises:
            ModelError: they are missing, damaged or swapped.
        """
        return cls.of(_FOLDER)

    @classmethod
    def of(cls, folder: Path) -> RewriterModel:
        """Load a model from a folder; errors as `load`."""
        encoder, decoder, tokenizer, words = read_weights(folder, _FILES, "rewriter")
        return cls(encoder, decoder, tokenizer, words)

    def rewrite(self, typed: str, before: Sequence[tuple[str, str]]) -> list[Rewritten]:
        """Write the likeliest questions, best first, by beam search.

        Args:
            typed: the question.
            before: the earlier questions, standing alone, each with its answer, oldest first; see `SourceMaker`.
        """
        source = self._maker.source(typed, before)
        ids, roles = (np.array([values], np.int64) for values in (source.ids, source.roles))
        pieces = np.array([[word.piece for word in source.words] or [0]], np.int64)
        feed = {"ids": ids, "mask": np.ones_like(ids), "roles": roles, "pieces": pieces}
        *memory, alone = self._encoder.run([*_MEMORY, "alone"], feed)
        beams, done = [_Beam()], list[_Beam]()
        past = np.zeros((1, self._empty[1], 0, self._empty[3]), np.float32)
        for step in range(LONGEST):
            held = {name: np.repeat(part, len(beams), 0) for name, part in zip(_MEMORY, memory, strict=True)}
            now = {
                "listed": np.array([[self._number(beam)] for beam in beams]),
                "places": np.array([[_place(beam)] for beam in beams]),
                "step": np.array([step]),
            }
            told, past = self._decoder.run(["told", "kept"], {**held, **now, "past": past})
            grown = [
                (
                    row,
                    _Beam((*beam.words, word) if word is not None else beam.words, beam.likely + likely, word is None),
                )
                for row, beam in enumerate(beams)
                for likely, word in likeliest(told[row, 0], source, self._listed)
            ]
            grown.sort(key=lambda each: -each[1].likely)
            done += [beam for _, beam in grown[:BEAMS] if beam.done]
            kept = [(row, beam) for row, beam in grown if not beam.done and not _repeats(beam.words)][:BEAMS]
            if not kept or len(done) >= BEAMS:
                break
            beams, past = [beam for _, beam in kept], past[[row for row, _ in kept]]
        chance = float(1 / (1 + np.exp(-alone[0])))
        done.sort(key=lambda beam: -beam.mean)
        return [Rewritten(beam.words, beam.mean, chance) for beam in done]

    def _number(self, beam: _Beam) -> int:
        if not beam.words:
            return len(self._listed) + 1
        last = beam.words[-1]
        return self._numbers.get(last.key if isinstance(last, SourceWord) else last, -1)


def _place(beam: _Beam) -> int:
    last = beam.words[-1] if beam.words else None
    return last.place if isinstance(last, SourceWord) else -1


def _repeats(words: Sequence[str | SourceWord]) -> bool:
    """Say whether the last two words stood side by side before."""
    keys = [word.key if isinstance(word, SourceWord) else word for word in words]
    pairs = list(zip(keys, keys[1:], strict=False))
    return bool(pairs) and pairs[-1] in pairs[:-1]


def likeliest(
    told: NDArray[np.float32], source: Source, listed: Sequence[str]
) -> list[tuple[float, str | SourceWord | None]]:
    """Give the likeliest words, the list and the source taken together.

    Args:
        told: log-likelihoods: that the question ends, of each listed word, of each word of the source.
        source: what can be copied; a word that stands there keeps its writing.
        listed: the words that need not be copied, in lower case.

    Returns:
        Log-likelihoods, and the words; None where the question ends.
    """
    probable = np.exp(told)
    size = len(listed) + 1
    likely: dict[str, float] = {}
    copies: dict[str, SourceWord] = {}
    for number in np.argpartition(-probable[:size], _LOOKED_AT)[:_LOOKED_AT]:
        likely["" if number == _END else listed[number - 1]] = float(probable[number])
    for word in source.words:
        likely[word.key] = likely.get(word.key, 0.0) + float(probable[size + word.place])
        known = copies.get(word.key)
        if known is None or probable[size + word.place] > probable[size + known.place]:
            copies[word.key] = word
    best = sorted(likely, key=lambda key: -likely[key])[:BEAMS]
    return [(float(np.log(max(likely[key], 1e-9))), copies.get(key, key) if key else None) for key in best]
