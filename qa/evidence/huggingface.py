"""Other readers: any Hugging Face model for extractive question answering, behind the seam of the packaged one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index._model import locate
from index.errors import ModelError
from qa.evidence.model import Floats, ReaderModel, TokenModel, WindowLogits, padded
from qa.evidence.windows import Window, WindowMaker

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGED: Final = "packaged"
_LONGEST: Final = 384
"""Tokens in a window, at most: the length at which models are commonly trained on SQuAD."""
_KEPT_BACK: Final = 2
"""Positions that the RoBERTa kinds count among theirs and never use."""
_BATCH: Final = 8
"""Windows run at once, at most."""
_PADDING: Final = 16
"""Tokens by which windows of one run may differ in length; what is longer runs by itself, which is faster."""
_LOW: Final = -20.0
"""A logit as good as never."""


def load_reader(name: str) -> TokenModel:
    """Load the reader that is set: "packaged", a folder, or a Hugging Face name ("owner/name"); once a process.

    Raises:
        ModelError: there is no such model, or it cannot serve as a reader.
    """
    return ReaderModel.load() if name == PACKAGED else HuggingFaceReader.load(name)


class HuggingFaceReader:
    """A Hugging Face model for extractive question answering, best one that was trained on SQuAD 2.0: only such a model
    has learnt to say that a text does not answer.

    Such models choose where the one answer starts and ends. What they think of sentences and windows follows from
    that; that several tokens are each part of an answer they cannot say.
    """

    def __init__(self, folder: Path, name: str | None = None) -> None:
        """Load the model in `folder`, from local files only; messages call it `name`.

        Raises:
            ModelError: the folder holds no such model, or no fast tokenizer for it.
        """
        name = name or str(folder)
        with _quiet():
            self._model = _model(folder, name)
            tokenizer = _tokenizer(folder, name, self._model.get_input_embeddings().num_embeddings)
        config = self._model.config
        self._typed = getattr(config, "type_vocab_size", 0) > 1
        positions = getattr(config, "max_position_embeddings", None) or _LONGEST + _KEPT_BACK
        try:
            self.maker = WindowMaker(tokenizer, min(_LONGEST, positions - _KEPT_BACK))
        except ValueError as error:
            raise ModelError(f"The reader {name} cannot be used: {error}.") from error

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls, name: str) -> HuggingFaceReader:
        """Load the model that `name` means, a folder or a Hugging Face name, once a process.

        Raises:
            ModelError: there is no such model, or it cannot serve as a reader.
        """
        return cls(locate(name, "reader", PACKAGED), name)

    def logits(self, windows: Sequence[Window]) -> list[WindowLogits]:
        """Read the windows; those of about one length run together."""
        import torch

        read: dict[int, WindowLogits] = {}
        for group in _alike(windows):
            chosen = [windows[place] for place in group]
            ids, mask, types = (torch.from_numpy(part) for part in padded(chosen))
            feed = {"input_ids": ids, "attention_mask": mask} | ({"token_type_ids": types} if self._typed else {})
            with torch.inference_mode():
                told = self._model(**feed)
            for row, (place, window) in enumerate(zip(group, chosen, strict=True)):
                size = len(window)
                read[place] = span_logits(
                    window, told.start_logits[row, :size].numpy(), told.end_logits[row, :size].numpy()
                )
        return [read[place] for place in range(len(windows))]


def span_logits(window: Window, start: Floats, end: Floats) -> WindowLogits:
    """Derive all that a reader tells from the logits of where the one answer starts and ends, each (tokens,).

    The first token stands for "no answer here", as in SQuAD 2.0 (Devlin et al., 2019). A sentence's evidence is the
    log odds that the answer starts in it, log(P / (1 - P)), where P sums over the sentence's tokens the softmax of the
    starts, over all tokens that may be an answer and the first. Answerable is the log odds of the best span of any
    sentence against "no answer".
    """
    evidence = np.full(len(window), _LOW, np.float32)
    allowed = window.piece >= 0
    allowed[0] = True
    best = _LOW
    for number in np.unique(window.piece[window.piece >= 0]).tolist():
        own = window.piece == number
        evidence[own] = _log_sum(start[own]) - _log_sum(start[allowed & ~own])
        best = max(best, float((np.maximum.accumulate(start[own]) + end[own]).max() - (start[0] + end[0])))
    return WindowLogits(start, end, evidence, np.full(len(window), _LOW, np.float32), best)


def _log_sum(logits: Floats) -> float:
    """Give log(sum(exp(logits))), exactly for logits of any size."""
    highest = float(logits.max())
    return highest + float(np.log(np.exp(logits - highest).sum()))


def _model(folder: Path, name: str) -> Any:
    import torch
    from transformers import AutoModelForQuestionAnswering

    try:
        model, told = AutoModelForQuestionAnswering.from_pretrained(
            str(folder),
            local_files_only=True,
            trust_remote_code=False,  # else it asks at the terminal
            use_safetensors=True,  # the other format is pickle
            dtype=torch.float32,
            output_loading_info=True,
        )
    except Exception as error:
        raise ModelError(
            f"The reader {name} cannot be used: there is no extractive question-answering model in {folder}, as "
            "config.json and model.safetensors."
        ) from error
    lacking = sorted(map(str, [*told["missing_keys"], *told["mismatched_keys"]]))
    if lacking:
        raise ModelError(
            f"The reader {name} cannot be used: it is no extractive question-answering model, for it lacks the "
            f"weights {', '.join(lacking[:3])}."
        )
    return model.eval()


def _tokenizer(folder: Path, name: str, known: int) -> Tokenizer:
    """Load the tokenizer of a model that knows so many tokens."""
    from transformers import AutoTokenizer

    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
    except Exception as error:
        raise ModelError(f"The reader {name} cannot be used: there is no tokenizer in {folder}.") from error
    # Where its vocabulary is missing, transformers makes a tokenizer that knows no word.
    if not tokenizer.is_fast or len(tokenizer) <= len(tokenizer.all_special_ids):
        raise ModelError(f"The reader {name} cannot be used: there is no fast tokenizer in {folder} (tokenizer.json).")
    if len(tokenizer) > known:
        raise ModelError(f"The reader {name} cannot be used: its tokenizer is that of another model.")
    fast: Tokenizer = tokenizer.backend_tokenizer
    fast.encode_special_tokens = True  # "</s>" in a document is text like any other
    return fast


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers from reporting on the terminal: what matters is raised."""
    from transformers.utils import logging

    transformers_logging: Any = logging
    bar_was_on, verbosity = transformers_logging.is_progress_bar_enabled(), transformers_logging.get_verbosity()
    transformers_logging.disable_progress_bar()
    transformers_logging.set_verbosity_error()
    try:
        yield
    finally:
        transformers_logging.set_verbosity(verbosity)
        if bar_was_on:
            transformers_logging.enable_progress_bar()


def _alike(windows: Sequence[Window]) -> list[list[int]]:
    """Group windows, by their places, that run together since they are of about one length."""
    groups: list[list[int]] = []
    for place in sorted(range(len(windows)), key=lambda place: len(windows[place])):
        shortest = len(windows[groups[-1][0]]) if groups else 0
        if groups and len(groups[-1]) < _BATCH and len(windows[place]) - shortest <= _PADDING:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
