"""Sentences that stand for a whole document: central to it and unlike one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from qa.evidence.announced import announced_but_missing, announces_statement
from qa.evidence.attribution import attribution_of
from qa.evidence.reading import EvidenceSentence, Reading
from qa.words import content_words

if TYPE_CHECKING:
    from index import Index

_REDUNDANCY: Final = 0.6
_LEAD: Final = 0.06
_LONGEST: Final = 2_000


def summary_sentences(
    index: Index, reading: Reading, documents: Sequence[str] | None = None, most: int = 6
) -> tuple[EvidenceSentence, ...]:
    """Choose the sentences of an extractive summary, in the document's order.

    Of the document that the question is nearest to, by maximal marginal relevance against the document's centroid
    (Carbonell and Goldstein, SIGIR 1998), with a little weight on how early a sentence stands, since reports put
    first what matters.
    """
    wanted = [d for d in index.documents if documents is None or d.id in documents or d.title in documents]
    if not wanted:
        return ()
    nearest = reading.ranked[0].sentence.document_id if reading.ranked else wanted[0].id
    document = next((d for d in wanted if d.id == nearest), wanted[0])
    sentences = index.sentences(document.id)[:_LONGEST]
    passages = list(index.passages(document.id))
    vectors = np.concatenate(index.sentence_vectors(passages))[: len(sentences)]
    usable = [
        position
        for position, sentence in enumerate(sentences)
        if len(content_words(sentence.text)) >= 4 and not announces_statement(sentence.text)
    ]
    if not usable:
        return ()
    centre = vectors[usable].mean(axis=0)
    centre /= max(float(np.linalg.norm(centre)), 1e-9)
    early = {position: 1.0 - rank / len(usable) for rank, position in enumerate(usable)}
    central = {position: float(vectors[position] @ centre) + _LEAD * early[position] for position in usable}
    chosen: list[int] = []
    while len(chosen) < min(most, len(usable)):
        rest = [position for position in usable if position not in chosen]

        def worth(position: int) -> float:
            repeated = max((float(vectors[position] @ vectors[other]) for other in chosen), default=0.0)
            return central[position] - _REDUNDANCY * max(repeated, 0.0)

        chosen.append(max(rest, key=worth))
    return tuple(
        EvidenceSentence(
            sentence=sentences[position],
            relevance=max(0.0, central[position]),
            attribution=attribution_of(sentences, position),
            missing=announced_but_missing(document.text, sentences[position].text, sentences[position].end),
        )
        for position in sorted(chosen)
    )
