"""Models that ship with the package: their files, each checked against the card beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from index.errors import ModelError


def read_weights(folder: Path, names: Sequence[str], what: str) -> list[bytes]:
    """Read files of a model, and check them against the SHA-256 that its `card.json` tells.

    Args:
        folder: where they lie.
        names: which files.
        what: what the model is called, as a message says it: "reader".

    Raises:
        ModelError: they are missing, damaged or swapped.
    """
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        files = {name: (folder / name).read_bytes() for name in names}
        expected = {name: card["sha256"][name] for name in names}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The {what} in {folder} cannot be read ({error}); reinstall Report QA.") from error
    for name, digest in expected.items():
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise ModelError(f"The {what}'s file {folder / name} is damaged; reinstall Report QA.")
    return list(files.values())
