"""The reader: which sentences speak to a question, what the short answers are, whether there is an answer at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from index.dates import find_days
from index.document import Day, ScoredPassage, Sentence
from qa.answer import Span
from qa.evidence.actors import names_actor, open_actor
from qa.evidence.announced import announced_but_missing
from qa.evidence.attribution import attribution_of
from qa.evidence.calibration import EVIDENCE_COLUMNS, Calibration, Floats
from qa.evidence.decode import FoundSpan, PieceReading, read_pieces
from qa.evidence.huggingface import load_reader
from qa.evidence.model import ReaderModel, TokenModel, WindowLogits
from qa.evidence.reading import EvidenceSentence, Reading
from qa.evidence.stretches import Stretch, stretches_of
from qa.evidence.windows import Window
from qa.question.intent import Intent

if TYPE_CHECKING:
    from index import Index

READ: Final = 8
"""Passages that are read for a question, at most; reading one takes some 10 ms on two cores."""
OTHER_DAY: Final = 0.3
"""What a sentence about another day than the one asked for keeps of its relevance."""
_SPANS: Final = 3
_LEAST: Final = 0.05
"""Short answers less likely than this are not told."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was read for a question: sentences in the order of reading, their model readings and their features."""

    sentences: tuple[Sentence, ...]
    pieces: tuple[PieceReading, ...]
    rows: Floats

    def whole(self) -> Floats:
        """Give the features of the whole, one row: what the best sentence says, and the evidence of the runner-up."""
        column = {name: place for place, name in enumerate(EVIDENCE_COLUMNS)}
        best = [float(self.rows[:, column[name]].max()) for name in ("answerable", "margin", "evidence")]
        evidence = np.sort(self.rows[:, column["evidence"]])
        return np.array([[*best, float(evidence[-2:][0])]], dtype=np.float32)


class EvidenceReader:
    """Reads passages with a reader model and makes of its logits what the answer rests on."""

    def __init__(self, index: Index, model: TokenModel | None = None) -> None:
        """Take the index, and another model than the one that its settings name."""
        self._index = index
        self._model = model

    def read(self, question: str, intent: Intent, passages: Sequence[ScoredPassage]) -> Reading:
        """Judge every sentence of the passages, and whether they answer the question."""
        measured = self.measure(question, passages)
        if not measured.sentences:
            return Reading((), 0.0)
        packaged = isinstance(self._loaded(), ReaderModel)
        calibration = Calibration.of_packaged() if packaged else Calibration.plain()
        relevance = calibration.evidence.probability(measured.rows)
        answerable = float(calibration.answerable.probability(measured.whole())[0])
        days = tuple(day for _, _, day in find_days(question))
        if days:
            on_day = np.array([_tells_of(days, sentence) for sentence in measured.sentences])
            elsewhere = np.array([bool(sentence.days) for sentence in measured.sentences]) & ~on_day
            # The right event on a wrong day is no answer, and a day of which nothing is said has none.
            relevance = np.where(elsewhere & on_day.any(), relevance * OTHER_DAY, relevance)
            answerable *= 1.0 if on_day.any() else OTHER_DAY
        ranked = [
            self._evidence(sentence, piece, float(score), intent, calibration)
            for sentence, piece, score in zip(measured.sentences, measured.pieces, relevance, strict=True)
        ]
        ranked.sort(key=lambda evidence: -evidence.relevance)
        return Reading(tuple(ranked), answerable, packaged)

    def measure(self, question: str, passages: Sequence[ScoredPassage]) -> Measured:
        """Read the best `READ` passages; gives each sentence's features, columns as `EVIDENCE_COLUMNS`."""
        read = [scored.passage for scored in passages[:READ]]
        stretches = list(stretches_of(self._index, read))
        pieces = [piece for part in self._pieces(question, stretches) for piece in part]
        sentences = tuple(sentence for stretch in stretches for sentence in stretch.sentences)
        if not sentences:
            return Measured((), (), np.zeros((0, len(EVIDENCE_COLUMNS)), np.float32))
        query = self._index.embed([question])[0]
        similar = {
            (passage.document_id, passage.first_sentence + place): float(value)
            for passage, vectors in zip(read, self._index.sentence_vectors(read), strict=True)
            for place, value in enumerate(vectors @ query)
        }
        rows = [
            (piece.evidence, max(piece.margin, -20.0), piece.answerable, similar[sentence.document_id, sentence.number])
            for sentence, piece in zip(sentences, pieces, strict=True)
        ]
        return Measured(sentences, tuple(pieces), np.array(rows, np.float32))

    def _pieces(self, question: str, stretches: Sequence[Stretch]) -> list[list[PieceReading]]:
        """Read all stretches in one go."""
        model = self._loaded()
        windows: list[list[Window]] = [
            list(model.maker.windows(question, stretch.context, stretch.pieces)) for stretch in stretches
        ]
        logits = iter(model.logits([window for part in windows for window in part]))
        read: list[list[PieceReading]] = []
        for stretch, part in zip(stretches, windows, strict=True):
            told: list[WindowLogits] = [next(logits) for _ in part]
            read.append(read_pieces([sentence.text for sentence in stretch.sentences], part, told))
        return read

    def _loaded(self) -> TokenModel:
        return self._model if self._model is not None else load_reader(self._index.settings.reader)

    def _evidence(
        self, sentence: Sentence, piece: PieceReading, relevance: float, intent: Intent, calibration: Calibration
    ) -> EvidenceSentence:
        document = self._index.document(sentence.document_id)

        def located(found: FoundSpan) -> Span:
            row = np.array([[found.margin, piece.evidence, piece.answerable]], dtype=np.float32)
            start, end = sentence.start + found.start, sentence.start + found.end
            return Span(document.text[start:end], document.id, start, end, float(calibration.span.probability(row)[0]))

        chosen = piece.items if intent.many and piece.items else piece.spans[:_SPANS]
        spans = [located(found) for found in chosen]
        sentences = self._index.sentences(sentence.document_id)
        return EvidenceSentence(
            sentence=sentence,
            relevance=relevance,
            attribution=attribution_of(sentences, sentence.number),
            spans=tuple(span for span in spans if (span.probability or 0.0) >= _LEAST or intent.many),
            missing=announced_but_missing(document.text, sentence.text, sentence.end),
            open_actor=open_actor(sentence.text),
            names_actor=names_actor(sentence.text),
            short_attribution=attribution_of(sentences, sentence.number, (spans[0].start, spans[0].end))
            if spans
            else None,
        )


def _tells_of(days: Sequence[Day], sentence: Sentence) -> bool:
    return any(day.matches(own) for day in days for own in sentence.days or sentence.carried)
