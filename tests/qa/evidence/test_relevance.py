from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ModelError
from qa.evidence import relevance
from qa.evidence.relevance import RelevanceModel


def test_a_sentence_that_answers_outranks_one_that_does_not() -> None:
    texts = ["The canteen served soup on Tuesday.", "Ana Ruiz, the harbour master, signed the lease of pier 4."]
    logits = RelevanceModel.load().logits("Who signed the lease of pier 4?", texts)
    assert logits[1] > logits[0]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=20), st.text(max_size=80))
def test_each_text_gets_its_own_logit_whatever_stands_beside_it(texts: list[str], question: str) -> None:
    model = RelevanceModel.load()
    together = model.logits(question, texts)
    assert together.shape == (len(texts),)
    assert np.isfinite(together).all()
    alone = np.concatenate([model.logits(question, [text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-4)


def test_a_very_long_text_is_cut_and_read() -> None:
    assert np.isfinite(RelevanceModel.load().logits("Who?", ["word " * 50_000])).all()


@pytest.mark.parametrize("harm", ["gone", "swapped", "no card"])
def test_damaged_weights_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    folder = tmp_path / "relevance"
    shutil.copytree(relevance._FOLDER, folder)
    if harm == "gone":
        (folder / "model.onnx").unlink()
    elif harm == "swapped":
        (folder / "model.onnx").write_bytes(b"something else")
    else:
        (folder / "card.json").write_text("{}")
    monkeypatch.setattr(relevance, "_FOLDER", folder)
    RelevanceModel.load.cache_clear()
    try:
        with pytest.raises(ModelError, match="reinstall"):
            RelevanceModel.load()
    finally:
        RelevanceModel.load.cache_clear()
