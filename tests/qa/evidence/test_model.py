from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from qa.evidence import model
from qa.evidence.decode import read_pieces
from qa.evidence.model import VERDICTS, ReaderModel
from qa.evidence.windows import Piece

TEXTS = ("The canteen served soup on Tuesday.", "Ana Ruiz, the harbour master, signed the lease of pier 4.")


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Load afresh within the test, and again after it."""
    ReaderModel.load.cache_clear()
    yield
    ReaderModel.load.cache_clear()


def test_a_sentence_that_answers_outranks_one_that_does_not_and_gives_the_short_answer() -> None:
    reader = ReaderModel.load()
    windows = list(reader.maker.windows("Who signed the lease of pier 4?", "", [Piece(text) for text in TEXTS]))
    soup, lease = read_pieces(TEXTS, windows, reader.logits(windows))
    assert lease.evidence > soup.evidence
    assert "Ana Ruiz" in TEXTS[1][lease.spans[0].start : lease.spans[0].end]


def test_what_stands_beside_a_window_in_a_run_does_not_move_it() -> None:
    reader = ReaderModel.load()
    texts = [TEXTS[1], "word " * 100, "Soup.", "\u202eשלום\x00 قصفت", TEXTS[0] * 9]
    windows = [w for text in texts for w in reader.maker.windows("Who signed?", "", [Piece(text)])]
    together = reader.logits(windows)
    alone = [reader.logits([window])[0] for window in windows]
    for one, other in zip(together, alone, strict=True):
        assert np.allclose(one.start, other.start, atol=1e-4)
        assert abs(one.answerable - other.answerable) < 1e-4


def test_no_windows_are_read_in_no_time() -> None:
    assert ReaderModel.load().logits([]) == []


def test_a_special_token_in_a_text_is_text() -> None:
    maker = ReaderModel.load().maker
    (window,) = maker.windows("Who?", "", [Piece("Before [SEP] after.")])
    end = window.ids[-1]
    assert (window.ids == end).sum() == 2  # behind the question and at the end


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("harm", ["gone", "swapped", "no card", "card of another kind"])
def test_damaged_weights_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(model._FOLDER, folder)
    if harm == "gone":
        (folder / "model.onnx").unlink()
    elif harm == "swapped":
        (folder / "model.onnx").write_bytes(b"something else")
    elif harm == "no card":
        (folder / "card.json").unlink()
    else:
        (folder / "card.json").write_text("[]")
    monkeypatch.setattr(model, "_FOLDER", folder)
    with pytest.raises(ModelError, match="reinstall"):
        ReaderModel.load()


def test_the_card_tells_what_ships() -> None:
    card = json.loads((model._FOLDER / "card.json").read_text(encoding="utf-8"))
    for name, digest in card["sha256"].items():
        assert hashlib.sha256((model._FOLDER / name).read_bytes()).hexdigest() == digest
    assert sum(path.stat().st_size for path in model._FOLDER.iterdir()) < 30_000_000


def test_what_a_sentence_makes_of_a_yes_no_question_is_told() -> None:
    reader = ReaderModel.load()
    text = "Nobody was hurt when the ferry ran aground on Sunday."
    windows = list(reader.maker.windows("Was anybody hurt when the ferry ran aground?", "", [Piece(text)]))
    (piece,) = read_pieces([text], windows, reader.logits(windows))
    assert piece.verdict is not None
    assert VERDICTS[int(np.argmax(piece.verdict))] == "no"


def test_one_thread_reads_as_many_do() -> None:
    one, many = (ReaderModel.of(model._FOLDER, threads=threads) for threads in (1, 4))
    windows = [w for text in TEXTS * 3 for w in one.maker.windows("Who signed?", "", [Piece(text)])]
    for alone, beside in zip(one.logits(windows), many.logits(windows), strict=True):
        assert np.array_equal(alone.start, beside.start)
        assert alone.answerable == beside.answerable
        assert alone.verdict is not None
        assert beside.verdict is not None
        assert np.array_equal(alone.verdict, beside.verdict)
