from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import Settings
from index.embed import Embedder
from index.embed.reference import ReferenceEncoder
from index.embed.twin import TwinEncoder
from tests.index.making import fresh, tiny_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

pytestmark = pytest.mark.slow

TEXTS = [
    "report.txt \u00b7 July 5\nOn the same day, a drone approached the embassy. It was destroyed.",
    "Short.",
    "\u043c\u0438\u0440! \u6771\u4eac\u3067\u4f1a\u8b70\u3002 Two sentences here.",
    "A much longer passage that goes on. " * 60,
]


def spans(text: str) -> list[tuple[int, int]]:
    """Give three parts of a text: a beginning, a middle and an end, without space at their ends."""
    words = text.split(" ")
    first = len(words[0])
    return [(0, first), (first + 1, len(text.rstrip()))] if len(words) > 1 else [(0, len(text))]


@pytest.fixture(scope="module")
def embedder(settings: Settings) -> Embedder:
    fresh(settings).embed(["make the twin"])
    return fresh(settings)


@pytest.fixture(scope="module")
def reference(settings: Settings) -> Embedder:
    return fresh(settings.model_copy(update={"twin": False}))


@pytest.fixture(scope="module")
def model(reference: Embedder) -> SentenceTransformer:
    assert isinstance(reference.encoder, ReferenceEncoder)
    return reference.encoder.model


def test_the_twin_serves_where_it_is_verified(embedder: Embedder, reference: Embedder) -> None:
    assert isinstance(embedder.encoder, TwinEncoder)
    assert isinstance(reference.encoder, ReferenceEncoder)
    assert embedder.traits == reference.traits


def test_both_encoders_give_the_vectors_of_sentence_transformers(
    embedder: Embedder, reference: Embedder, model: SentenceTransformer
) -> None:
    expected = model.encode(TEXTS, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False)
    for which in (embedder, reference):
        found = which.embed(TEXTS)
        assert found.dtype == np.float32
        assert found.shape == (len(TEXTS), 384)
        np.testing.assert_allclose(found, expected, atol=2e-5)


def test_passages_have_the_models_own_vector_and_sentences_the_mean_of_their_tokens(
    embedder: Embedder, reference: Embedder, model: SentenceTransformer
) -> None:
    texts = TEXTS[:3]
    expected = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    by_token = model.encode(texts, output_value="token_embeddings", show_progress_bar=False)
    tokenizer = model.tokenizer
    for which in (embedder, reference):
        made = dict(which.embed_passages(texts, [spans(text) for text in texts]))
        assert sorted(made) == [0, 1, 2]
        for row, text in enumerate(texts):
            np.testing.assert_allclose(made[row].passage, expected[row], atol=2e-5)
            offsets = tokenizer(text, return_offsets_mapping=True)["offset_mapping"]
            for number, (start, end) in enumerate(spans(text)):
                own = [i for i, (a, b) in enumerate(offsets) if start <= a < b <= end]
                mean = np.asarray(by_token[row])[own].mean(axis=0)
                np.testing.assert_allclose(made[row].sentences[number], mean / np.linalg.norm(mean), atol=2e-5)


def test_a_sentence_that_the_model_did_not_see_is_embedded_alone(embedder: Embedder) -> None:
    text = TEXTS[3] + "The very last words."
    last = (len(TEXTS[3]), len(text))
    ((_, made),) = embedder.embed_passages([text], [[(0, 34), last]])
    np.testing.assert_allclose(made.sentences[1], embedder.embed(["The very last words."], "document")[0], atol=2e-5)
    assert made.sentences[0] @ made.sentences[1] < 0.9


def test_order_and_batches_do_not_matter(embedder: Embedder, settings: Settings) -> None:
    texts = [f"Text number {number} " * (1 + number % 7) for number in range(20)]
    small = Embedder(embedder.model, settings.model_copy(update={"batch_size": 3}))
    np.testing.assert_allclose(small.embed(texts), embedder.embed(texts), atol=2e-5)
    assert embedder.embed([]).shape == (0, 384)


def test_nothing_is_embedded_to_nothing_and_strange_text_to_something(embedder: Embedder) -> None:
    vectors = embedder.embed(["", " ", "\x00", "\U0001f642", "a" * 5000])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_model_that_pools_otherwise_embeds_sentences_alone(tmp_path: Path) -> None:
    settings = Settings(model=str(tiny_model(tmp_path, "cls")), cache_dir=tmp_path / "cache")
    embedder = fresh(settings)
    assert not embedder.traits.late_pooling
    assert isinstance(embedder.encoder, ReferenceEncoder)
    text = "First part. Second part."
    ((_, made),) = embedder.embed_passages([text], [[(0, 11), (12, 24)]])
    np.testing.assert_allclose(made.sentences, embedder.embed(["First part.", "Second part."], "document"), atol=1e-5)
    assert isinstance(fresh(settings).encoder, ReferenceEncoder)


def test_prompts_go_before_texts_and_move_the_spans(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path, prompts={"query": "question: ", "document": "text: "})
    settings = Settings(model=str(folder), cache_dir=tmp_path / "cache")
    reference, twin = fresh(settings), None
    assert isinstance(reference.encoder, ReferenceEncoder)
    twin = fresh(settings)
    assert isinstance(twin.encoder, TwinEncoder)
    model = reference.encoder.model
    for embedder in (reference, twin):
        np.testing.assert_allclose(
            embedder.embed(["Who?"]), model.encode_query(["Who?"], normalize_embeddings=True), atol=1e-5
        )
        text = "First part. Second part."
        ((_, made),) = embedder.embed_passages([text], [[(0, 11), (12, 24)]])
        expected = model.encode_document([text], normalize_embeddings=True)[0]
        np.testing.assert_allclose(made.passage, expected, atol=1e-5)
        offsets = model.tokenizer("text: " + text, return_offsets_mapping=True)["offset_mapping"]
        tokens = np.asarray(model.encode_document(text, output_value="token_embeddings"))
        mean = tokens[[i for i, (a, b) in enumerate(offsets) if 18 <= a < b]].mean(axis=0)
        np.testing.assert_allclose(made.sentences[1], mean / np.linalg.norm(mean), atol=1e-5)
