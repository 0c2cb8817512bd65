from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

import numpy as np
import pytest

from index import Settings
from index.embed import Embedder, export, twin
from index.embed.export import export_twin, measure_parity
from index.embed.reference import ReferenceEncoder
from index.embed.twin import CARD, GRAPH, PARITY, TwinCard, TwinEncoder, load_twin, twin_folder
from tests.index.making import fresh, tiny_model

pytestmark = pytest.mark.slow


@pytest.fixture
def tiny(tmp_path: Path) -> Settings:
    return Settings(model=str(tiny_model(tmp_path)), cache_dir=tmp_path / "cache")


def made(settings: Settings) -> tuple[Embedder, Path]:
    """Load the model for the first time, which makes its twin; give the twin's folder too."""
    embedder = fresh(settings)
    assert isinstance(embedder.encoder, ReferenceEncoder)
    return embedder, twin_folder(settings.cache_dir, embedder.model.fingerprint)


def test_the_first_load_makes_the_twin_and_the_second_uses_it(tiny: Settings) -> None:
    embedder, folder = made(tiny)
    card = TwinCard.read(folder)
    assert card is not None
    assert card.parity >= PARITY
    second = fresh(tiny)
    assert isinstance(second.encoder, TwinEncoder)
    np.testing.assert_allclose(second.embed(["a", "b c"]), embedder.embed(["a", "b c"]), atol=1e-5)
    assert not list(folder.parent.glob(".export-*"))


def test_a_process_that_made_the_twin_changes_over_to_it(tiny: Settings) -> None:
    embedder, _ = made(tiny)
    before = embedder.embed(["a b c"])
    embedder.settle()
    assert isinstance(embedder.encoder, TwinEncoder)
    np.testing.assert_allclose(embedder.embed(["a b c"]), before, atol=1e-5)
    without = fresh(tiny.model_copy(update={"twin": False}))
    without.embed(["a"])
    without.settle()
    assert isinstance(without.encoder, ReferenceEncoder)


def test_a_twin_that_is_switched_off_is_neither_made_nor_used(tiny: Settings) -> None:
    embedder, folder = made(tiny.model_copy(update={"twin": False}))
    assert not folder.exists()
    made(tiny)
    assert folder.exists()
    assert isinstance(Embedder(embedder.model, tiny.model_copy(update={"twin": False})).encoder, ReferenceEncoder)


@pytest.mark.parametrize("harm", ["cut", "changed", "card", "graph gone"])
def test_a_damaged_twin_is_not_used_and_made_anew(tiny: Settings, harm: str, caplog: pytest.LogCaptureFixture) -> None:
    embedder, folder = made(tiny)
    graph = folder / GRAPH
    content = bytearray(graph.read_bytes())
    if harm == "cut":
        graph.write_bytes(content[: len(content) // 2])
    elif harm == "changed":
        content[len(content) // 2] ^= 0xFF
        graph.write_bytes(content)
        os.utime(graph, ns=(0, 0))
    elif harm == "card":
        (folder / CARD).write_text("{}", encoding="utf-8")
    else:
        graph.unlink()
    with caplog.at_level(logging.WARNING):
        assert load_twin(tiny.cache_dir, embedder.model.fingerprint) is None
    assert bool(caplog.records) is (harm != "card")
    assert isinstance(fresh(tiny).encoder, ReferenceEncoder)
    assert isinstance(fresh(tiny).encoder, TwinEncoder)


def test_a_twin_copied_elsewhere_is_still_used(tiny: Settings) -> None:
    embedder, folder = made(tiny)
    os.utime(folder / GRAPH, ns=(0, 0))
    assert load_twin(tiny.cache_dir, embedder.model.fingerprint) is not None


def test_the_twin_of_another_model_is_told_apart(tiny: Settings, tmp_path: Path) -> None:
    first, _ = made(tiny)
    other, _ = made(tiny.model_copy(update={"model": str(tiny_model(tmp_path / "other", seed=1))}))
    assert first.model.fingerprint != other.model.fingerprint
    others_twin = load_twin(tiny.cache_dir, other.model.fingerprint)
    assert others_twin is not None
    assert measure_parity(first.encoder, others_twin) < 0.99
    assert measure_parity(other.encoder, others_twin) > PARITY


def test_a_twin_that_differs_is_not_kept_nor_made_again(
    tiny: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(twin, "PARITY", 1.1)  # Which none can reach.
    monkeypatch.setattr(export, "PARITY", 1.1)
    embedder, folder = made(tiny)
    assert "differs from the model" in caplog.text
    assert not (folder / GRAPH).exists()
    caplog.clear()
    assert isinstance(fresh(tiny).encoder, ReferenceEncoder)
    assert isinstance(embedder.encoder, ReferenceEncoder)
    assert not export_twin(embedder.encoder, embedder.model.folder, embedder.model.fingerprint, tiny.cache_dir)
    assert not caplog.records


def test_without_a_cache_the_reference_serves(tiny: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "blocked").write_text("a file, not a folder", encoding="utf-8")
    embedder = fresh(tiny.model_copy(update={"cache_dir": tmp_path / "blocked"}))
    assert embedder.embed(["text"]).shape == (1, 32)
    assert "no ONNX twin of the embedding model could be made" in caplog.text


def test_two_that_make_the_twin_at_once_leave_a_whole_one(tiny: Settings) -> None:
    embedder, folder = made(tiny)
    reference, model = embedder.encoder, embedder.model
    assert isinstance(reference, ReferenceEncoder)
    done: list[bool] = []
    threads = [
        threading.Thread(
            target=lambda: done.append(export_twin(reference, model.folder, model.fingerprint, tiny.cache_dir))
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert load_twin(tiny.cache_dir, model.fingerprint) is not None
    assert {path.name for path in folder.iterdir()} == {GRAPH, CARD, "tokenizer.json"}
