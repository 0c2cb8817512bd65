from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.chunk import chunks_of
from index.segment import sentences_of

WORDS = st.text(alphabet="abc ", min_size=1, max_size=200).map(lambda words: f"A{words.strip()}b.")
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=8)


@given(
    lines=PARAGRAPHS,
    headings=st.booleans(),
    most_sentences=st.integers(min_value=1, max_value=5),
    most_characters=st.integers(min_value=100, max_value=900),
)
def test_chunks_hold_every_sentence_once_and_keep_the_limits(
    lines: list[str], headings: bool, most_sentences: int, most_characters: int
) -> None:
    text = "\n\n# H\n\n".join(lines) if headings else "\n".join(lines)
    document = Document("d", "title", text, media_type="text/markdown" if headings else "text/plain")
    sentences = sentences_of(document)
    chunks = chunks_of(document, sentences, most_sentences=most_sentences, most_characters=most_characters)
    assert [sentence for chunk in chunks for sentence in chunk.sentences] == sentences
    for chunk in chunks:
        assert chunk.start == chunk.sentences[0].start
        assert chunk.end == chunk.sentences[-1].end
        assert len(chunk.sentences) <= most_sentences
        assert chunk.end - chunk.start <= most_characters or len(chunk.sentences) == 1
        assert len({sentence.section for sentence in chunk.sentences}) == 1
        embedded = chunk.embedded(text)
        for sentence, (start, end) in zip(chunk.sentences, chunk.spans(), strict=True):
            assert embedded[start:end] == sentence.text


def chunk_texts(text: str, **limits: int) -> list[str]:
    document = Document("d", "title", text)
    return [text[chunk.start : chunk.end] for chunk in chunks_of(document, sentences_of(document), **limits)]


def test_short_neighbours_share_a_chunk() -> None:
    assert chunk_texts("One is here.\nTwo is here.\nThree is here.\nFour is here.") == [
        "One is here.\nTwo is here.\nThree is here.",
        "Four is here.",
    ]


def test_a_long_paragraph_is_cut_evenly() -> None:
    text = "One is here. Two is here. Three is here. Four is here."
    assert chunk_texts(text, most_sentences=3) == ["One is here. Two is here.", "Three is here. Four is here."]


def test_a_paragraph_of_very_many_sentences_is_cut_quickly() -> None:
    document = Document("d", "title", "This is a sentence of some words. " * 20_000)
    sentences = sentences_of(document)
    began = time.perf_counter()
    chunks = chunks_of(document, sentences)
    assert time.perf_counter() - began < 10  # It takes 0.2 s; in quadratic time it would take minutes.
    assert len(chunks) == pytest.approx(20_000 / 3, abs=1)


def test_the_header_tells_title_section_and_carried_days() -> None:
    text = "# Summary\n\nOn July 5 it rained at the base. It was wet.\n\nOn the same day it stopped there."
    document = Document("d", "Weather", text, media_type="text/markdown")
    chunks = chunks_of(document, sentences_of(document), most_sentences=2)
    assert [(len(chunk.sentences), chunk.header) for chunk in chunks] == [
        (1, "Weather \u00b7 Summary"),
        (2, "Weather \u00b7 Summary"),
        (1, "Weather \u00b7 Summary \u00b7 July 5"),
    ]


def test_a_document_without_title_has_no_header_line() -> None:
    document = Document("d", "", "It rained.")
    (chunk,) = chunks_of(document, sentences_of(document))
    assert chunk.embedded(document.text) == "It rained."
    assert chunk.spans() == [(0, 10)]
