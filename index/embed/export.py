"""Making the ONNX twin: exported from the reference, then compared with it, and kept only where they agree."""

from __future__ import annotations

import contextlib
import io
import logging
import shutil
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from index._files import sha256_of
from index.embed.encoder import Encoder
from index.embed.reference import ReferenceEncoder
from index.embed.twin import (
    GRAPH,
    PARITY,
    TOKENIZER,
    TwinCard,
    TwinEncoder,
    stamp_of,
    twin_folder,
)

_log = logging.getLogger(__name__)

_UNFINISHED = ".export-"
_ABANDONED_AFTER = 3600.0
"""Seconds after which an export that is not finished never will be."""

INPUTS = ("input_ids", "attention_mask", "token_type_ids")

PROBES = (
    "Who?",
    "On 5 May, two lorries drove to the old quarry; the guards let them in.",
    "  Spaces, a tab\tand\na line break, \u201ccurly\u201d quotes \u2014 and a dash\u2026  ",
    "Zürich, São Paulo, Łódź, Ærø, İstanbul, naïve cafés, 東京で会議, Привет, мир, السلام عليكم, 🙂👍🏽",
    "ALL CAPITALS and mIxEd CaSe, U.S., e.g. 3.14 %, $1,000,000, https://example.org/a?b=c#d",
    "Antidisestablishmentarianism " * 40,
    "A long paragraph says one thing after another, and then it says some more of it. " * 30,
)
"""Texts over which a twin must agree: short, long (truncated), many scripts, odd spacing."""


def export_twin(reference: ReferenceEncoder, folder: Path, fingerprint: str, cache_dir: Path) -> bool:
    """Export the model in `folder` to its place in the cache, if it can be and if the result agrees with it.

    Returns:
        Whether there is a verified twin now. It is False, and the reason is logged, where the model is of another
        kind, the export fails, the twin differs or the cache cannot be written: then the reference serves.
    """
    tokenizer = folder / TOKENIZER
    target = twin_folder(cache_dir, fingerprint)
    known = TwinCard.read(target)
    if not reference.traits.late_pooling or not tokenizer.is_file() or (known and known.parity < PARITY):
        _log.info("no ONNX twin is made of this model")
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _forget_abandoned(target.parent)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=_UNFINISHED, ignore_cleanup_errors=True) as made:
            work = Path(made, "twin")
            work.mkdir()
            inputs = _export_graph(reference, work / GRAPH)
            shutil.copyfile(tokenizer, work / TOKENIZER)
            parity = measure_parity(reference, TwinEncoder(work, reference.traits, inputs))
            digest, stamp = sha256_of(work / GRAPH), stamp_of(work / GRAPH)
            TwinCard(fingerprint, reference.traits, inputs, parity, digest, stamp).write(work)
            if parity < PARITY:
                _log.warning("the ONNX twin differs from the model (cosine %.5f) and is not used", parity)
                (work / GRAPH).unlink()
            _put_in_place(work, target)
    except Exception as error:  # A twin is a convenience: whatever fails, the reference serves.
        _log.warning("no ONNX twin of the embedding model could be made, so questions start slowly: %s", error)
        return False
    return parity >= PARITY


def measure_parity(reference: Encoder, twin: Encoder) -> float:
    """Give the lowest cosine similarity between the two over all texts and tokens of `PROBES`; -1.0 where they do
    not even see the same tokens.
    """
    import numpy as np

    lowest = 1.0
    for probes in (PROBES[:1], PROBES):
        ours, theirs = reference.encode(probes, with_tokens=True), twin.encode(probes, with_tokens=True)
        lowest = min(lowest, _lowest_cosine(ours.vectors, theirs.vectors))
        for our_tokens, their_tokens in zip(ours.tokens, theirs.tokens, strict=True):
            if not np.array_equal(our_tokens.spans, their_tokens.spans):
                return -1.0
            lowest = min(lowest, _lowest_cosine(our_tokens.vectors, their_tokens.vectors))
    return lowest


def _lowest_cosine(first: Any, second: Any) -> float:
    import numpy as np

    lengths = np.linalg.norm(first, axis=-1) * np.linalg.norm(second, axis=-1)
    return float(((first * second).sum(axis=-1) / lengths).min())


def _export_graph(reference: ReferenceEncoder, path: Path) -> tuple[str, ...]:
    import torch

    class Graph(torch.nn.Module):
        """The whole pipeline, pooling and normalising included, with positional inputs and outputs."""

        def __init__(self, inputs: tuple[str, ...]) -> None:
            super().__init__()
            self.model = reference.model
            self.inputs = inputs

        def forward(self, *columns: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            output = self.model.forward(dict(zip(self.inputs, columns, strict=True)))
            return output["sentence_embedding"], output["token_embeddings"]

    features = reference.model.preprocess(["two texts of", "different lengths, to be padded"])
    inputs = tuple(name for name in INPUTS if name in features)
    outputs = {"sentence_embedding": {0: "texts"}, "token_embeddings": {0: "texts", 1: "tokens"}}
    # The exporter that follows traces (dynamo=False) needs 1.5 s and the package onnx; the newer one needs
    # 9 s, onnxscript as well and more memory, for the same graph. It warns of its age, and of what it takes for
    # constant, which `measure_parity` covers.
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(inputs).eval(),
            tuple(features[name] for name in inputs),
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=outputs | {name: {0: "texts", 1: "tokens"} for name in inputs},
            opset_version=18,
            dynamo=False,
        )
    return inputs


def _put_in_place(work: Path, target: Path) -> None:
    """Move a folder to `target`; what is there already (damaged, or made meanwhile by another process) gives way."""
    if target.exists():
        target.rename(work.with_name("replaced"))  # Goes away with the temporary folder.
    try:
        work.rename(target)
    except OSError:
        if TwinCard.read(target) is None:
            raise


def _forget_abandoned(folder: Path) -> None:
    """Delete what exports left behind that were killed."""
    for abandoned in folder.glob(f"{_UNFINISHED}*"):
        if time.time() - abandoned.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(abandoned, ignore_errors=True)
