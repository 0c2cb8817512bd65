from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ModelError
from qa.evidence.decode import read_pieces
from qa.evidence.huggingface import HuggingFaceReader, load_reader, span_logits
from qa.evidence.model import ReaderModel
from qa.evidence.windows import Piece, Window
from tests.qa.evidence.making import TEXTS, check_reading

if TYPE_CHECKING:
    from transformers import PreTrainedModel

pytestmark = pytest.mark.slow

SMALL = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
KINDS = ("bert", "roberta")


def save(folder: Path, model: PreTrainedModel) -> Path:
    """Save a model beside its vocabulary."""
    model.save_pretrained(folder)
    return folder


def byte_level(folder: Path) -> int:
    """Save a small byte-level vocabulary of RoBERTa's kind; gives its size."""
    import tokenizers

    made: Any = tokenizers.ByteLevelBPETokenizer()
    text = "who signed the lease of pier four the harbour master signed it rained a"
    specials = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    made.train_from_iterator([text] * 3, vocab_size=320, special_tokens=specials, show_progress=False)
    folder.mkdir(parents=True)
    made.save_model(str(folder))
    return int(made.get_vocab_size())


def word_pieces(folder: Path) -> int:
    """Save a small vocabulary of BERT's kind; gives its size."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *".,?()'", *(f"##{one}" for one in letters), "the"]
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    return len(words)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A model of each kind, of random weights and of few positions."""
    import torch
    from transformers import (
        BertConfig,
        BertForQuestionAnswering,
        RobertaConfig,
        RobertaForQuestionAnswering,
    )

    torch.manual_seed(0)
    bert, roberta = (tmp_path_factory.mktemp("readers") / kind for kind in KINDS)
    few: dict[str, Any] = {"max_position_embeddings": 66, "initializer_range": 0.5, **SMALL}
    save(bert, BertForQuestionAnswering(BertConfig(vocab_size=word_pieces(bert), **few)))
    size = byte_level(roberta)
    save(roberta, RobertaForQuestionAnswering(RobertaConfig(vocab_size=size, type_vocab_size=1, **few)))
    return {"bert": bert, "roberta": roberta}


@pytest.fixture(scope="module")
def readers(folders: dict[str, Path]) -> dict[str, HuggingFaceReader]:
    """The readers of these models."""
    return {kind: HuggingFaceReader(folder) for kind, folder in folders.items()}


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, max_size=5), TEXTS, TEXTS, st.integers(1, 8))
def test_spans_lie_in_their_piece_whatever_is_read(
    readers: dict[str, HuggingFaceReader], kind: str, texts: list[str], question: str, context: str, times: int
) -> None:
    reader, pieces = readers[kind], [Piece(text * times, "(4 July)") for text in texts]
    windows = list(reader.maker.windows(question, context, pieces))
    logits = reader.logits(windows)
    assert len(logits) == len(windows)
    for window, told in zip(windows, logits, strict=True):
        assert len(window) <= 64
        assert all(part.shape == (len(window),) for part in (told.start, told.end, told.evidence, told.inside))
        assert all(np.isfinite(part).all() for part in (told.start, told.end, told.evidence))
        assert math.isfinite(told.answerable)
        for at in np.flatnonzero(window.piece >= 0):
            assert 0 <= window.starts[at] < window.ends[at] <= len(pieces[window.piece[at]].text)
    for piece, reading in zip(pieces, read_pieces([piece.text for piece in pieces], windows, logits), strict=True):
        check_reading(piece.text, reading)
        assert not reading.items


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_has_tokens_is_read(readers: dict[str, HuggingFaceReader], kind: str) -> None:
    text = "the lease of pier 4 was signed (قصفت) by ana. " * 40
    pieces = [Piece("it rained."), Piece(text), Piece("a")]
    windows = list(readers[kind].maker.windows("who signed the lease?", "pier", pieces))
    covered = {
        (int(number), place)
        for window in windows
        for number, start, end in zip(window.piece, window.starts, window.ends, strict=True)
        for place in range(start, end)
        if number >= 0
    }
    assert covered == {(n, at) for n, piece in enumerate(pieces) for at, char in enumerate(piece.text) if char != " "}


@pytest.mark.parametrize("kind", KINDS)
def test_each_window_is_read_as_if_alone(readers: dict[str, HuggingFaceReader], kind: str) -> None:
    pieces = [Piece("the harbour master signed the lease. " * count) for count in (1, 3, 1, 2)]
    windows = [window for piece in pieces for window in readers[kind].maker.windows("who signed?", "", [piece])]
    for window, told in zip(windows, readers[kind].logits(windows), strict=True):
        (alone,) = readers[kind].logits([window])
        assert np.allclose(alone.start, told.start, atol=1e-3)
        assert np.allclose(alone.evidence, told.evidence, atol=1e-3)
        assert alone.answerable == pytest.approx(told.answerable, abs=1e-2)
    assert readers[kind].logits([]) == []


@pytest.mark.parametrize(
    ("kind", "mark", "question", "read"),
    [
        ("bert", "[SEP]", "[CLS] w ##h ##o [SEP]", "the a [UNK] s ##e ##p [UNK] [SEP]"),
        ("roberta", "</s>", "<s> who </s> </s>", "Ġthe Ġa Ġ < / s > </s>"),
    ],
)
def test_windows_are_framed_as_the_model_was_taught(
    folders: dict[str, Path], readers: dict[str, HuggingFaceReader], kind: str, mark: str, question: str, read: str
) -> None:
    from transformers import AutoTokenizer

    (window,) = readers[kind].maker.windows("who", "the", [Piece("a"), Piece(mark)])
    told = AutoTokenizer.from_pretrained(str(folders[kind])).convert_ids_to_tokens(window.ids.tolist())
    assert told == [*question.split(), *read.split()]
    side = 1 if kind == "bert" else 0
    assert window.types.tolist() == [0] * len(question.split()) + [side] * len(read.split())


def test_the_logits_are_the_models_own(folders: dict[str, Path], readers: dict[str, HuggingFaceReader]) -> None:
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    for kind in KINDS:
        tokenizer = AutoTokenizer.from_pretrained(str(folders[kind]))
        model = AutoModelForQuestionAnswering.from_pretrained(str(folders[kind]))
        with torch.inference_mode():
            expected = model(**tokenizer("who signed?", " the lease.", return_tensors="pt"))
        (window,) = readers[kind].maker.windows("who signed?", "", [Piece("the lease.")])
        (told,) = readers[kind].logits([window])
        assert np.allclose(told.start, expected.start_logits[0].numpy(), atol=1e-4)
        assert np.allclose(told.end, expected.end_logits[0].numpy(), atol=1e-4)


def test_evidence_and_answerability_follow_from_starts_and_ends() -> None:
    piece = np.array([-1, -1, 0, 0, 1, -1])
    nought = np.zeros(6, np.int64)
    window = Window(nought, nought, piece, nought, nought)
    start = np.array([1, 50, 2, 0, 3, 50], np.float32)
    end = np.array([0.5, 50, -1, 4, 1, 50], np.float32)
    told = span_logits(window, start, end)
    first = math.exp(2) + math.exp(0)
    assert told.evidence[2:4].tolist() == pytest.approx([math.log(first / (math.exp(1) + math.exp(3)))] * 2)
    assert told.evidence[4] == pytest.approx(3 - math.log(first + math.exp(1)))
    assert told.answerable == pytest.approx(2 + 4 - 1.5)
    assert (told.inside < -10).all()
    assert span_logits(Window(nought, nought, piece * 0 - 1, nought, nought), start, end).answerable < -10


def test_a_reader_is_loaded_by_its_name_once(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    reader = load_reader(str(folders["bert"]))
    assert load_reader(str(folders["bert"])) is reader
    packaged = object()
    monkeypatch.setattr(ReaderModel, "load", lambda: packaged)
    assert load_reader("packaged") is packaged


def no_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def no_head(folder: Path) -> None:
    from transformers import BertConfig, BertModel

    BertModel(BertConfig.from_pretrained(folder)).save_pretrained(folder)


def no_config(folder: Path) -> None:
    (folder / "config.json").unlink()


def another_kind(folder: Path) -> None:
    (folder / "config.json").write_text('{"model_type": "clip"}', encoding="utf-8")


def code_of_its_own(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    theirs = {"AutoConfig": "theirs.Config", "AutoModelForQuestionAnswering": "theirs.Model"}
    (folder / "config.json").write_text(json.dumps(config | {"model_type": "theirs", "auto_map": theirs}))


def no_vocabulary(folder: Path) -> None:
    (folder / "vocab.txt").unlink()


def slow_tokenizer(folder: Path) -> None:
    (folder / "vocab.txt").unlink()
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "ByT5Tokenizer"}', encoding="utf-8")


def anothers_tokenizer(folder: Path) -> None:
    with (folder / "vocab.txt").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(f"word{number}" for number in range(99)))


def no_frames(folder: Path) -> None:
    from transformers import GPT2Config, GPT2ForQuestionAnswering

    shutil.rmtree(folder)
    size = byte_level(folder)
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "GPT2Tokenizer"}', encoding="utf-8")
    config = GPT2Config(vocab_size=size + 9, n_positions=64, n_embd=32, n_layer=1, n_head=2)
    save(folder, GPT2ForQuestionAnswering(config))


def few_positions(folder: Path) -> None:
    from transformers import BertConfig, BertForQuestionAnswering

    config = BertConfig.from_pretrained(folder, max_position_embeddings=20)
    save(folder, BertForQuestionAnswering(config))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (no_weights, "there is no extractive question-answering model in "),
        (no_config, "there is no extractive question-answering model in "),
        (another_kind, "there is no extractive question-answering model in "),
        (code_of_its_own, "there is no extractive question-answering model in "),
        (no_head, "it is no extractive question-answering model, for it lacks the weights qa_outputs.bias, qa_"),
        (no_vocabulary, "there is no fast tokenizer in "),
        (slow_tokenizer, "there is no fast tokenizer in "),
        (anothers_tokenizer, "its tokenizer is that of another model."),
        (no_frames, "the tokenizer does not frame pairs of texts."),
        (few_positions, "a window of 18 tokens is too short"),
    ],
)
def test_a_model_that_cannot_serve_is_told_of(
    folders: dict[str, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Path], None],
    said: str,
) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(folders["bert"], folder)
    harm(folder)
    capsys.readouterr()
    with pytest.raises(ModelError) as caught:
        load_reader(str(folder))
    message = str(caught.value)
    assert message.startswith(f"The reader {folder} cannot be used: ")
    assert said in message
    assert "\n" not in message
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "no-such-reader",
            "There is no reader 'no-such-reader'; set a packaged one (packaged), an existing folder, or ",
        ),
        ("/no/such/folder", "There is no reader '/no/such/folder'; set "),
        ("nobody/no such", "The reader 'nobody/no such' is neither an existing folder nor a Hugging Face name."),
        ("nobody/no-such-reader", "The reader nobody/no-such-reader is not here and could not be fetched: "),
    ],
)
def test_a_name_that_means_no_model_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError) as caught:
        load_reader(name)
    assert str(caught.value).startswith(said)
