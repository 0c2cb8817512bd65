"""From sentences to passages: a few neighbouring sentences with the context that they need to be understood."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.dates import spoken_days
from index.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage before the store gives it its id; see `index.document.Passage`."""

    start: int
    end: int
    header: str
    sentences: tuple[Sentence, ...]

    def embedded(self, text: str) -> str:
        """Give the string that is embedded: the header on a line of its own, and the chunk's part of `text`."""
        return self._prefix + text[self.start : self.end]

    def spans(self) -> list[tuple[int, int]]:
        """Give the (start, end) of each sentence in the string that is embedded."""
        shift = len(self._prefix) - self.start
        return [(sentence.start + shift, sentence.end + shift) for sentence in self.sentences]

    @property
    def _prefix(self) -> str:
        return f"{self.header}\n" if self.header else ""


def chunks_of(
    document: Document, sentences: Sequence[Sentence], *, most_sentences: int = 3, most_characters: int = 700
) -> list[Chunk]:
    """Group all sentences of a document into chunks, in order.

    A paragraph that is too long is cut into parts of about the same number of sentences; short neighbouring paragraphs
    of one section share a chunk as long as they fit. A single sentence may be longer than `most_characters`.
    """
    chunks: list[Chunk] = []
    held: list[Sentence] = []

    def close() -> None:
        if held:
            chunks.append(_chunk(document, tuple(held)))
            held.clear()

    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        parts = _parts(list(group), most_sentences, most_characters)
        for part in parts:
            joined = [*held, *part]
            same_section = not held or held[-1].section == part[0].section
            alone = len(parts) > 1  # Parts of a cut paragraph stay as they are.
            if held and (alone or not same_section or not _fits(joined, most_sentences, most_characters)):
                close()
            held.extend(part)
            if alone:
                close()
    close()
    return chunks


def _fits(sentences: Sequence[Sentence], most_sentences: int, most_characters: int) -> bool:
    return len(sentences) <= most_sentences and sentences[-1].end - sentences[0].start <= most_characters


def _parts(paragraph: Sequence[Sentence], most_sentences: int, most_characters: int) -> list[list[Sentence]]:
    """Cut a paragraph into few parts that fit, about as even as can be."""
    greedy = _filled(paragraph, most_sentences, most_characters)
    return _filled(paragraph, math.ceil(len(paragraph) / len(greedy)), most_characters)


def _filled(paragraph: Sequence[Sentence], most_sentences: int, most_characters: int) -> list[list[Sentence]]:
    parts: list[list[Sentence]] = [[]]
    for sentence in paragraph:
        if parts[-1] and not _fits([*parts[-1], sentence], most_sentences, most_characters):
            parts.append([])
        parts[-1].append(sentence)
    return parts


def _chunk(document: Document, sentences: tuple[Sentence, ...]) -> Chunk:
    carried = dict.fromkeys(day for sentence in sentences for day in sentence.carried)
    own = {day for sentence in sentences for day in sentence.days}
    days = spoken_days(day for day in carried if day not in own)
    section = sentences[0].section
    named = [document.title, section if section != document.title else None, days]
    header = " \u00b7 ".join(part for part in named if part)
    return Chunk(sentences[0].start, sentences[-1].end, header, sentences)
