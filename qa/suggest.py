"""Example questions that come from the documents at hand, each tried before it is offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from index.dates import spoken
from qa.evidence.attribution import attribution_of
from qa.words import words

if TYPE_CHECKING:
    from index import Index
    from index.document import Document
    from qa.assistant import Assistant

_READ: Final = 300
"""Sentences of a document looked at for examples."""


def suggestions(assistant: Assistant, n: int) -> tuple[str, ...]:
    """Give up to `n` questions of different kinds that the assistant answers over its documents."""
    kept: list[str] = []
    for question in _candidates(assistant.index):
        if len(kept) >= n:
            break
        if question not in kept and assistant.answer(question).status == "answered":
            kept.append(question)
    return tuple(kept)


def _candidates(index: Index) -> Iterator[str]:
    """Propose questions: one of each kind for each document, then round again."""
    documents = index.documents[:5]
    several = len(documents) > 1
    rounds = [[*_of_document(index, document, several)] for document in documents]
    for place in range(max((len(questions) for questions in rounds), default=0)):
        yield from (questions[place] for questions in rounds if place < len(questions))


def _of_document(index: Index, document: Document, several: bool) -> Iterator[str]:
    sentences = index.sentences(document.id)[:_READ]
    days = Counter(day for sentence in sentences for day in sentence.days)
    said = (attribution_of(sentences, number).source for number in range(len(sentences)))
    sources = Counter(name for source in said if source is not None and (name := name_in(source)) is not None)
    about = f"What is “{document.title}” about?" if several else "What is this report about?"
    by_day = [f"What happened on {spoken(day)}?" for day, _ in days.most_common(3)]
    by_source = [f"What does {source} say?" for source, _ in sources.most_common(3)]
    by_name = [f"Who or what is {name}?" for name in _names(sentence.text for sentence in sentences)]
    yield about
    for place in range(3):
        for group in (by_day, by_source, by_name):
            if place < len(group):
                yield group[place]


def name_in(source: str) -> str | None:
    """Give a source as a question calls it, None where it is no name: "the Vale Herald", not "a nurse"."""
    bare = source[4:] if source[:4].lower() == "the " else source
    found = words(bare)
    if not (1 <= len(found) <= 7 and bare[:1].isupper() and any(len(word.text) > 2 for word in found)):
        return None
    return bare if bare == source else f"the {bare}"


def _names(texts: Iterator[str]) -> list[str]:
    """Find the runs of names that come up most."""
    runs = Counter(run for text in texts for run in name_runs(text))
    return [name for name, count in runs.most_common(3) if count > 1]


def name_runs(text: str) -> Iterator[str]:
    """Give the runs of two to four words of a text that look like names, in its order."""
    found = words(text)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end].name and (end == start or found[end].start - found[end - 1].end == 1):
            end += 1
        if 2 <= end - start <= 4:
            yield text[found[start].start : found[end - 1].end]
        start = max(end, start + 1)
