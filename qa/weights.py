"""Models that ship with the package: their files, checked, and sessions that run them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


def read_files(folder: Path, names: Sequence[str], what: str) -> tuple[bytes, ...]:
    """Read files of a model, and check them against the card beside them.

    Args:
        folder: where they are, with `card.json`, which has their SHA-256.
        names: which files.
        what: how a message calls the model ("The reader").

    Raises:
        ModelError: they are missing, damaged or swapped.
    """
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        files = {name: (folder / name).read_bytes() for name in card["sha256"]}
        expected = {name: card["sha256"][name] for name in names}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{what} in {folder} cannot be read ({error}); reinstall Report QA.") from error
    for name, digest in expected.items():
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise ModelError(f"{what}'s file {folder / name} is damaged; reinstall Report QA.")
    return tuple(files[name] for name in names)


def session_of(graph: bytes, threads: int) -> InferenceSession:
    """Make a session that runs an ONNX graph on the processor, `threads` threads to a run."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # inputs of many shapes make the arena grow without bound
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # it slows down all else that runs
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def tokenizer_of(told: bytes) -> Tokenizer:
    """Make a tokenizer from its JSON, for which "[SEP]" in a text is text like any other."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(told.decode("utf-8"))
    tokenizer.encode_special_tokens = True
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
