"""The reader: which sentences speak to a question, and whether they answer it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.document import ScoredPassage, Sentence
from qa.answer import Span
from qa.evidence.announced import announced_but_missing
from qa.evidence.attribution import attribution_of
from qa.evidence.features import FEATURES, Asked, Surroundings, feature_rows, take_apart
from qa.evidence.match import WordMatcher
from qa.evidence.pairs import pair_text
from qa.evidence.reading import EvidenceSentence, Reading
from qa.evidence.relevance import RelevanceModel
from qa.evidence.spans import names_actor, open_actor, short_answers
from qa.question.intent import Intent
from qa.words import content_words

if TYPE_CHECKING:
    from index import Index

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic model: weights and bias over named features."""

    weights: Floats
    bias: float

    def logits(self, rows: Floats) -> Floats:
        """Give the model's logit for each row of features."""
        return np.asarray(np.clip(rows @ self.weights + self.bias, -30, 30), dtype=np.float32)

    def probability(self, rows: Floats) -> Floats:
        """Give the model's estimate for each row of features."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.logits(rows))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted models, see `training/README.md`.

    match: from the features of a sentence, is it evidence; chooses what the relevance model reads. evidence: from that
    and the relevance model's logit, is it evidence. answerable: is the question answered.
    """

    match: Linear
    evidence: Linear
    answerable: Linear


MATCH_COLUMNS = FEATURES
EVIDENCE_COLUMNS = ("match", "relevance")
_OF_BEST = ("dense", "covered_near", "names_near", "missed_near", "day_other", "type", "focus")
ANSWERABLE_COLUMNS = ("relevance", "second", "match", *_OF_BEST, "everywhere_names")
OTHER_DAY = 0.3
"""What a sentence about another day than the one asked for keeps of its relevance."""
SHORTLIST = 5
"""Sentences that the relevance model reads; reading one takes some 10 ms on two cores."""


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the fitted weights that ship beside this module."""
    data = json.loads(files("qa.evidence").joinpath("weights.json").read_text(encoding="utf-8"))

    def linear(name: str, columns: Sequence[str]) -> Linear:
        part = data[name]
        return Linear(np.array([part["weights"][column] for column in columns], dtype=np.float32), float(part["bias"]))

    return Weights(
        linear("match", MATCH_COLUMNS), linear("evidence", EVIDENCE_COLUMNS), linear("answerable", ANSWERABLE_COLUMNS)
    )


def evidence_rows(match: Floats, shortlist: NDArray[np.intp], logits: Floats) -> Floats:
    """Give each sentence's match logit beside its relevance logit; those off the shortlist get the lowest on it."""
    relevance = np.full(len(match), logits.min(initial=0.0), dtype=np.float32)
    relevance[shortlist] = logits
    return np.stack([match, relevance], axis=1)


def answerable_row(rows: Floats, evidence: Floats, combined: Floats) -> Floats:
    """Give the features of the whole: the best sentence's, the runner-up's relevance, names that no sentence meets.

    rows: the sentences' features; evidence: their match and relevance logits; combined: their final score.
    """
    column = {name: position for position, name in enumerate(FEATURES)}
    order = np.argsort(-combined)
    best = order[0]
    second = float(np.sort(evidence[:, 1])[-2]) if len(order) > 1 else float(evidence[best, 1])
    picked = [float(rows[best, column[name]]) for name in _OF_BEST]
    everywhere = float(rows[:, column["names"]].max())
    top = float(evidence[:, 1].max())
    return np.array([top, second, float(evidence[best, 0]), *picked, everywhere], dtype=np.float32)


class EvidenceReader:
    """Reads in two steps: features of every sentence choose a shortlist, the relevance model reads that.

    The features are embeddings, shared words, names, days and the kind of answer asked for; the relevance model is a
    small cross-encoder that sees question and sentence together. A span reader takes its place behind `Reader`.
    """

    def __init__(self, index: Index, relevance: RelevanceModel | None = None) -> None:
        self._index = index
        self._matcher = WordMatcher(index.embed)
        self._relevance = relevance

    def read(self, question: str, intent: Intent, passages: Sequence[ScoredPassage]) -> Reading:
        """Score every sentence of the passages for the question, and whether they answer it."""
        asked, sentences, rows = self.measure(question, intent, passages)
        if not sentences:
            return Reading((), 0.0)
        weights = load_weights()
        match = weights.match.logits(rows)
        evidence = self.judge(question, sentences, match)
        combined = weights.evidence.logits(evidence)
        answerable = float(weights.answerable.probability(answerable_row(rows, evidence, combined)[None, :])[0])
        relevance = weights.evidence.probability(evidence)
        if asked.days:
            on_day = rows[:, [FEATURES.index("day_same"), FEATURES.index("day_carried")]].max(axis=1) > 0
            elsewhere = rows[:, FEATURES.index("day_other")] >= 1.0
            # The right event on a wrong day is no answer, and a day of which nothing is said has none.
            relevance = np.where(elsewhere & on_day.any(), relevance * OTHER_DAY, relevance)
            answerable *= 1.0 if on_day.any() else OTHER_DAY
        ranked = [
            self._evidence(question, intent, around.sentence, float(score))
            for around, score in zip(sentences, relevance, strict=True)
        ]
        ranked.sort(key=lambda evidence: -evidence.relevance)
        return Reading(tuple(ranked), answerable)

    def judge(self, question: str, sentences: Sequence[Surroundings], match: Floats) -> Floats:
        """Let the relevance model read the shortlist; gives the rows of `evidence_rows`."""
        model = self._relevance if self._relevance is not None else RelevanceModel.load()
        shortlist = np.argsort(-match)[:SHORTLIST]
        logits = model.logits(question, [pair_text(sentences[place]) for place in shortlist])
        return evidence_rows(match, shortlist, logits)

    def measure(
        self, question: str, intent: Intent, passages: Sequence[ScoredPassage]
    ) -> tuple[Asked, list[Surroundings], Floats]:
        """Give the question taken apart, the sentences of the passages, and their features."""
        content = [word.text for word in content_words(question)]
        asked = take_apart(question, intent, self._index.document_frequency(content), max(self._index.passage_count, 1))
        if not passages:
            return asked, [], np.zeros((0, len(FEATURES)), np.float32)
        query = self._index.embed([question])[0]
        around: list[Surroundings] = []
        dense: list[float] = []
        passage_dense: list[float] = []
        vectors = self._index.sentence_vectors([scored.passage for scored in passages])
        for scored, sentence_vectors in zip(passages, vectors, strict=True):
            passage = scored.passage
            all_sentences = self._index.sentences(passage.document_id)
            similar = sentence_vectors @ query
            whole = scored.dense if scored.dense is not None else float(similar.max(initial=0.0))
            for number in range(passage.first_sentence, passage.last_sentence + 1):
                before = all_sentences[max(0, number - 2) : number]
                around.append(Surroundings(all_sentences[number], tuple(before), passage.header))
                dense.append(float(similar[number - passage.first_sentence]))
                passage_dense.append(whole)
        rows = feature_rows(
            asked, around, np.array(dense, np.float32), np.array(passage_dense, np.float32), self._matcher
        )
        return asked, around, rows

    def _evidence(self, question: str, intent: Intent, sentence: Sentence, relevance: float) -> EvidenceSentence:
        document = self._index.document(sentence.document_id)
        pieces = sorted(short_answers(intent.kind, question, sentence.text), key=lambda piece: -piece.fit)
        spans = tuple(
            Span(sentence.text[p.start : p.end], document.id, sentence.start + p.start, sentence.start + p.end)
            for p in pieces
        )
        return EvidenceSentence(
            sentence=sentence,
            relevance=relevance,
            attribution=attribution_of(sentence.text),
            spans=spans,
            missing=announced_but_missing(document.text, sentence.text, sentence.end),
            open_actor=open_actor(sentence.text),
            names_actor=names_actor(sentence.text),
        )
