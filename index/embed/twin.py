"""The ONNX twin: the same model as one file that runs without torch, so that a cold question need not wait for it.

The twin of a model is a folder of the cache, named by the model's fingerprint, with `model.onnx`, `tokenizer.json` and
`twin.json` (traits, the parity that was measured, the hash of the graph). The folder is moved into place whole.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index._files import sha256_of, write_atomically
from index.embed.encoder import Encoded, Tokens, Traits

_log = logging.getLogger(__name__)

FORMAT = 1
GRAPH, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "twin.json"

PARITY = 0.9999
"""The lowest cosine similarity to the reference, of any token's or text's vector, at which a twin is used."""


@dataclass(frozen=True, slots=True)
class TwinCard:
    """What `twin.json` says.

    `parity` is the lowest cosine similarity to the reference that was measured over token and text vectors; a twin that
    missed `PARITY` leaves only its card, so that it is not made again. `stamp` is the size and modification time of the
    graph when it was hashed.
    """

    fingerprint: str
    traits: Traits
    inputs: tuple[str, ...]
    parity: float
    graph_sha256: str
    stamp: tuple[int, int]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write the card into `folder`."""
        write_atomically(folder / CARD, json.dumps(asdict(self), indent=1).encode())

    @classmethod
    def read(cls, folder: Path) -> TwinCard | None:
        """Read the card in `folder`, None where there is none that can be used."""
        try:
            content = json.loads((folder / CARD).read_bytes())
            if content["format"] != FORMAT:
                return None
            traits = Traits(**content.pop("traits"))
            inputs, stamp = tuple(content.pop("inputs")), tuple(content.pop("stamp"))
            return cls(traits=traits, inputs=inputs, stamp=stamp, **content)
        except (OSError, ValueError, KeyError, TypeError):
            return None


def twin_folder(cache_dir: Path, fingerprint: str) -> Path:
    """Say where the twin of the model with this fingerprint belongs."""
    return cache_dir / "models" / fingerprint[:32]


def stamp_of(path: Path) -> tuple[int, int]:
    """Give the size and the modification time (ns) of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def load_twin(cache_dir: Path, fingerprint: str, threads: int | None = None) -> TwinEncoder | None:
    """Load the verified twin of a model, None where there is none or it is damaged."""
    folder = twin_folder(cache_dir, fingerprint)
    card = TwinCard.read(folder)
    if card is None or card.fingerprint != fingerprint or card.parity < PARITY:
        return None
    try:
        if not _unchanged(folder / GRAPH, card):
            _log.warning("the ONNX twin in %s is damaged and not used; it is made anew", folder)
            return None
        return TwinEncoder(folder, card.traits, card.inputs, threads)
    except Exception as error:  # Whatever is wrong with the twin, the reference can serve.
        _log.warning("the ONNX twin in %s cannot be loaded and is not used: %s", folder, error)
        return None


def _unchanged(graph: Path, card: TwinCard) -> bool:
    if stamp_of(graph) == card.stamp:
        return True
    return sha256_of(graph) == card.graph_sha256


class TwinEncoder:
    """A model's ONNX twin, loaded."""

    def __init__(self, folder: Path, traits: Traits, inputs: Sequence[str], threads: int | None = None) -> None:
        """Load the graph and the tokenizer in `folder`; see `load_twin`, which checks them first."""
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if threads is not None:
            options.intra_op_num_threads = threads
        # Waiting threads that keep their cores busy are no faster here, and slow down all else that runs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Batches of many shapes make the arena grow without bound, and it is no faster.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        padding = self._tokenizer.padding or {}
        self._tokenizer.enable_truncation(max_length=traits.max_tokens)
        self._tokenizer.enable_padding(
            pad_id=padding.get("pad_id", 0),
            pad_type_id=padding.get("pad_type_id", 0),
            pad_token=padding.get("pad_token", "[PAD]"),
        )
        self._inputs = tuple(inputs)
        self._traits = traits

    @property
    def traits(self) -> Traits:
        """The model's traits."""
        return self._traits

    def encode(self, texts: Sequence[str], *, with_tokens: bool = False) -> Encoded:
        """Run the model once over `texts`; see `Encoder.encode`."""
        import numpy as np

        told = self._tokenizer.encode_batch(list(texts))
        columns = {
            "input_ids": [encoding.ids for encoding in told],
            "attention_mask": [encoding.attention_mask for encoding in told],
            "token_type_ids": [encoding.type_ids for encoding in told],
        }
        feed = {name: np.array(columns[name], dtype=np.int64) for name in self._inputs}
        if not with_tokens:
            (vectors,) = self._session.run(["sentence_embedding"], feed)
            return Encoded(vectors)
        vectors, token_vectors = self._session.run(["sentence_embedding", "token_embeddings"], feed)
        masks = np.array(columns["attention_mask"], dtype=bool)
        tokens = tuple(
            Tokens(vectors_of_text[mask], np.array(encoding.offsets, dtype=np.int64)[mask])
            for vectors_of_text, mask, encoding in zip(token_vectors, masks, told, strict=True)
        )
        return Encoded(vectors, tokens)
