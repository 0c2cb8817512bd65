"""The reader: which sentences speak to a question, what the short answers are, whether there is an answer at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from index.clock import find_clocks
from index.document import ScoredPassage, Sentence
from index.surely_dated import surely_dated
from qa.answer import Span, Verdict
from qa.evidence.actors import names_actor, open_actor
from qa.evidence.announced import announced_but_missing
from qa.evidence.attribution import attribution_of, parts_of
from qa.evidence.calibration import ANSWERABLE_COLUMNS, EVIDENCE_COLUMNS, Calibration, Floats
from qa.evidence.decode import FoundSpan, PieceReading, read_pieces, together
from qa.evidence.huggingface import load_reader
from qa.evidence.model import VERDICTS, ReaderModel, TokenModel
from qa.evidence.on_clock import fitting
from qa.evidence.reading import EvidenceSentence, Reading
from qa.evidence.sayer import WHO_SAYS, Heard, heard_in
from qa.evidence.stretches import before, piece_of, stretches_of
from qa.evidence.windows import Piece
from qa.question.clock import asked_clock
from qa.question.intent import Intent
from qa.question.time import AskedTime, asked_time, fits

if TYPE_CHECKING:
    from index import Index

Marks = NDArray[np.bool_]

TWICE: Final = 5
"""Sentences that are looked at a second time."""
KEPT: Final = 1_024
"""Sentences of which it is remembered who says them, at most."""
NOTHING: Final = -2.0
"""A logit that says clearly that there is nothing."""
READ: Final = 8
"""Passages that are read for a question, at most; reading one takes some 10 ms on two cores."""
OTHER_DAY: Final = 0.3
"""What a sentence about another time than the one asked for keeps of its relevance."""
_SPANS: Final = 3
_LEAST: Final = 0.05
"""Short answers less likely than this are not told."""


@dataclass(frozen=True, slots=True)
class Again:
    """A second look at a sentence: what it says to the question alone, and whom it names as saying it."""

    piece: PieceReading
    heard: Heard


@dataclass(frozen=True, slots=True)
class Measured:
    """What was read for a question: sentences in the order of reading, their model readings, those of a second look at
    some, and their features.

    time: the time that is asked for. clocked: whether each tells of the time of day that is asked for; None: unknown.
    on_time, elsewhen: (sentences,) which of them tell of the time that is asked for, and which of another.
    """

    sentences: tuple[Sentence, ...]
    pieces: tuple[PieceReading, ...]
    again: tuple[Again | None, ...]
    rows: Floats
    on_time: Marks
    elsewhen: Marks
    time: AskedTime = field(default_factory=AskedTime)
    clocked: tuple[bool | None, ...] = ()

    def whole(self) -> Floats:
        """Give the features of the whole, one row: what the best sentence says, and the evidence of the runner-up.

        Where some sentences tell of the time that is asked for, those of another time have no say.
        """
        rows = self.rows[~self.elsewhen] if self.on_time.any() else self.rows
        column = {name: place for place, name in enumerate(EVIDENCE_COLUMNS)}
        best = {name: float(rows[:, column[name]].max()) for name in ANSWERABLE_COLUMNS if name in column}
        best["second"] = float(np.sort(rows[:, column["evidence"]])[-2:][0])
        return np.array([[best[name] for name in ANSWERABLE_COLUMNS]], dtype=np.float32)

    def at_other_hours(self) -> bool:
        """Say whether a time of day is asked for, and each sentence that names one tells, for sure, of another."""
        hours = [fit for sentence, fit in zip(self.sentences, self.clocked, strict=True) if find_clocks(sentence.text)]
        return bool(hours) and all(fit is False for fit in hours)


class EvidenceReader:
    """Reads passages with a reader model and makes of its logits what the answer rests on."""

    def __init__(self, index: Index, model: TokenModel | None = None) -> None:
        """Take the index, and another model than the one that its settings name."""
        self._index = index
        self._model = model
        self._heard: dict[tuple[str, Piece], Heard] = {}
        self._lock = Lock()

    def read(self, question: str, intent: Intent, passages: Sequence[ScoredPassage], in_context: str = "") -> Reading:
        """Judge every sentence of the passages, and whether they answer the question.

        A question that comes after another is read twice where the model was taught to: as it is understood, and
        `in_context`. What holds is the mean of both.
        """
        measured = self.measure(question, passages, in_context)
        if not measured.sentences:
            return Reading((), 0.0)
        packaged = isinstance(self._loaded(), ReaderModel)
        calibration = Calibration.of_packaged() if packaged else Calibration.plain()
        relevance = calibration.evidence.probability(measured.rows)
        answerable = float(calibration.answerable.probability(measured.whole())[0])
        # The right event at a wrong time is no answer, and a time of which nothing is said has none.
        if measured.on_time.any():
            relevance = np.where(measured.elsewhen, relevance * OTHER_DAY, relevance)
        elif measured.time.intervals or measured.at_other_hours():
            answerable *= OTHER_DAY
        ranked = [
            self._evidence(sentence, piece, again, float(score), intent, calibration, measured.time, clock)
            for sentence, piece, again, score, clock in zip(
                measured.sentences, measured.pieces, measured.again, relevance, measured.clocked, strict=True
            )
        ]
        ranked.sort(key=lambda evidence: -evidence.relevance)
        return Reading(tuple(ranked), answerable, packaged)

    def measure(self, question: str, passages: Sequence[ScoredPassage], in_context: str = "") -> Measured:
        """Read the best `READ` passages; gives each sentence's features, columns as `EVIDENCE_COLUMNS`."""
        wordings = (question, in_context) if in_context and isinstance(self._loaded(), ReaderModel) else (question,)
        read = [scored.passage for scored in passages[:READ]]
        stretches = list(stretches_of(self._index, read))
        pieces = [
            piece
            for part in self._read(
                [([s.text for s in each.sentences], wordings, each.context, each.pieces) for each in stretches]
            )
            for piece in part
        ]
        sentences = tuple(sentence for stretch in stretches for sentence in stretch.sentences)
        if not sentences:
            none = np.zeros(0, np.bool_)
            return Measured((), (), (), np.zeros((0, len(EVIDENCE_COLUMNS)), np.float32), none, none)
        query = self._index.embed([question])[0]
        similar = {
            (passage.document_id, passage.first_sentence + place): float(value)
            for passage, vectors in zip(read, self._index.sentence_vectors(read), strict=True)
            for place, value in enumerate(vectors @ query)
        }
        alone = self._second_look(wordings, sentences, pieces)
        rows = [
            (*_logits(piece), similar[sentence.document_id, sentence.number], *_second(piece, again))
            for sentence, piece, again in zip(sentences, pieces, alone, strict=True)
        ]
        time = asked_time(question, day_first=self._index.settings.day_first)
        fit_of = {
            document: fitting(time, asked_clock(question), self._index.sentences(document))
            for document in {sentence.document_id for sentence in sentences}
        }
        both = [fit_of[sentence.document_id][sentence.number] for sentence in sentences]
        told, clocked = [fit for fit, _ in both], tuple(clock for _, clock in both)
        on_time, elsewhen = (np.array([fit is wanted for fit in told], np.bool_) for wanted in (True, False))
        return Measured(
            sentences, tuple(pieces), tuple(alone), np.array(rows, np.float32), on_time, elsewhen, time, clocked
        )

    def _read(self, parts: Sequence[tuple[list[str], Sequence[str], str, Sequence[Piece]]]) -> list[list[PieceReading]]:
        """Read parts in one go: the sentences of each, the wordings of the question, the context, the sentences as
        pieces.
        """
        model = self._loaded()
        windows = [
            [list(model.maker.windows(question, context, pieces)) for question in wordings]
            for _, wordings, context, pieces in parts
        ]
        logits = iter(model.logits([window for part in windows for way in part for window in way]))
        read = [
            [read_pieces(texts, way, [next(logits) for _ in way]) for way in part]
            for (texts, *_), part in zip(parts, windows, strict=True)
        ]
        return [[together(ways) for ways in zip(*part, strict=True)] for part in read]

    def _second_look(
        self, wordings: Sequence[str], sentences: Sequence[Sentence], pieces: Sequence[PieceReading]
    ) -> list[Again | None]:
        """Read the sentences that seem best once more, each alone behind the one before it; None for the others.

        Beside its neighbours a sentence is also judged by what they say; alone it has to answer by itself, and to say
        who says so. A model that was not taught to is not asked to.
        """
        model = self._loaded()
        again: list[Again | None] = [None] * len(pieces)
        if not isinstance(model, ReaderModel):
            return again
        order = sorted(range(len(pieces)), key=lambda place: -sum(_logits(pieces[place])[:2]))[:TWICE]
        alone = [self._alone(sentences[place]) for place in order]
        with self._lock:  # whatever is asked, the same say a sentence
            known = {each: self._heard[each] for each in alone if each in self._heard}
        unheard = [each for each in alone if each not in known]
        read = self._read(
            [
                ([piece.text], asked, context, [piece])
                for asked, those in ((wordings, alone), ((WHO_SAYS,), unheard))
                for context, piece in those
            ]
        )
        looks = [piece for (piece,) in read]
        known |= {each: heard_in(said) for each, said in zip(unheard, looks[len(alone) :], strict=True)}
        self._keep({each: known[each] for each in unheard})
        for place, each, piece in zip(order, alone, looks, strict=False):
            again[place] = Again(piece, known[each])
        return again

    def _alone(self, sentence: Sentence) -> tuple[str, Piece]:
        """Give a sentence as it is read alone: what stands before it, and itself."""
        told = self._index.sentences(sentence.document_id)
        return before(told, sentence.number) if sentence.number else sentence.section or "", piece_of(sentence)

    def _keep(self, heard: Mapping[tuple[str, Piece], Heard]) -> None:
        """Keep what was heard for the next question, the newest `KEPT`."""
        with self._lock:
            self._heard |= heard
            for each in list(self._heard)[:-KEPT]:
                del self._heard[each]

    def _loaded(self) -> TokenModel:
        return self._model if self._model is not None else load_reader(self._index.settings.reader)

    def _evidence(
        self,
        sentence: Sentence,
        piece: PieceReading,
        again: Again | None,
        relevance: float,
        intent: Intent,
        calibration: Calibration,
        time: AskedTime,
        clocked: bool | None,
    ) -> EvidenceSentence:
        document = self._index.document(sentence.document_id)

        def located(found: FoundSpan) -> Span:
            row = np.array([[found.margin, piece.evidence, piece.answerable]], dtype=np.float32)
            start, end = sentence.start + found.start, sentence.start + found.end
            return Span(document.text[start:end], document.id, start, end, float(calibration.span.probability(row)[0]))

        chosen = piece.items if intent.many and piece.items else piece.spans[:_SPANS]
        spans = [located(found) for found in chosen]
        sentences = self._index.sentences(sentence.document_id)
        heard = None if again is None else again.heard
        attribution = attribution_of(sentences, sentence.number, heard=heard)
        # What somebody says may be of another day than the one on which he says it.
        own = attribution.certainty == "reported"
        fitting = fits(time, sentence)
        another_day = time.sure and own and surely_dated(sentence) and fitting is False
        return EvidenceSentence(
            sentence=sentence,
            relevance=relevance,
            attribution=attribution,
            spans=tuple(span for span in spans if (span.probability or 0.0) >= _LEAST or intent.many),
            missing=announced_but_missing(document.text, sentence.text, sentence.end),
            open_actor=open_actor(sentence.text),
            names_actor=names_actor(sentence.text),
            short_attribution=attribution_of(sentences, sentence.number, (spans[0].start, spans[0].end), heard)
            if spans
            else None,
            parts=parts_of(sentences, sentence.number),
            verdict=_verdict(piece, again),
            elsewhen=another_day or (own and clocked is False),
            on_day=fitting is True,
            on_clock=clocked is True,
        )


def _logits(piece: PieceReading) -> tuple[float, float, float]:
    return piece.evidence, max(piece.margin, -20.0), piece.answerable


def _verdict(piece: PieceReading, again: Again | None) -> dict[Verdict, float]:
    """Give the probabilities of the verdicts, by the mean of both looks' logits."""
    looks = (piece,) if again is None else (piece, again.piece)
    told = [look.verdict for look in looks if look.verdict is not None]
    if not told:
        return {}
    logits = np.mean(told, axis=0)
    likely = np.exp(logits - logits.max())
    return {name: float(value) for name, value in zip(VERDICTS, likely / likely.sum(), strict=True)}


def _second(piece: PieceReading, again: Again | None) -> tuple[float, float, float]:
    """Give what a second look says; of what was not looked at again, what the first one said, but no better than that
    there is nothing.
    """
    if again is not None:
        return _logits(again.piece)
    evidence, margin, answerable = _logits(piece)
    return min(evidence, NOTHING), min(margin, NOTHING), min(answerable, NOTHING)
