"""Fit what turns the reader's logits into probabilities: `python -m training.calibrate SET…` reads dev questions only.

The reader is trained on train questions, so its logits are honest on dev. Three logistic regressions whose weights may
not be negative (`qa.evidence.reader.Calibration`), then two more that say how likely a whole answer, or a refusal, is
right (`qa.compose.confidence`). What is printed is out of fold, by document.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.documents import find_document, locate, read_document
from eval.measures import Outcome, right
from eval.measures.calibration import error
from eval.measures.token_f1 import overlap
from eval.question_set import Question, read_set
from index import Document, build_index
from qa import Answer, Status
from qa.chain import PASSAGES, AnswerChain, State
from qa.compose.confidence import outcome_features
from qa.evidence.calibration import (
    ANSWERABLE_COLUMNS,
    EVIDENCE_COLUMNS,
    REFUSED_COLUMNS,
    SAID_COLUMNS,
    SPAN_COLUMNS,
    Linear,
)
from qa.evidence.reader import EvidenceReader
from qa.evidence.reading import Reading
from qa.question.contextualise import Turn, understand

Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]
FOLDS = 10
STRANGERS = 2
"""Questions of other documents that each document is asked besides its own: people do ask for what is not there."""
SPAN_IS_RIGHT = 0.5
"""Word overlap with a gold short answer from which one counts as right."""


@dataclass(frozen=True, slots=True)
class Example:
    """A dev question as it was read. rows, gold: of its sentences. whole: features of the whole, spans: of each
    sentence's best short answer, fits: which of those are right.
    """

    question: Question
    document: str
    rows: Floats
    gold: Labels
    whole: Floats
    spans: Floats
    fits: Labels

    @property
    def answered(self) -> bool:
        """Whether the document answers."""
        return self.question.status == "answered"


def stranger(question: Question) -> Question:
    """Give a question of another document as one that this document does not answer."""
    changed = {"status": "not_in_documents", "gold": (), "facts": (), "spans": (), "history": (), "verdict": ()}
    asked = question.standalone or question.question
    return question.model_copy(update={**changed, "question": asked, "id": f"{question.id}-elsewhere"})


def dev_questions(sets: Sequence[Path]) -> dict[Path, list[Question]]:
    """Gather the dev questions of sets by document, with a few strangers each."""
    own: dict[Path, list[Question]] = defaultdict(list)
    for path in sets:
        for line in read_set(path).lines:
            if line.question.split == "dev":
                own[find_document(line.question.document, beside=path)].append(line.question)
    chance = random.Random(0)
    asked: dict[Path, list[Question]] = {}
    for source, questions in own.items():
        others = [q for other, theirs in own.items() if other != source for q in theirs]
        strangers = chance.sample(others, min(STRANGERS, len(others)))
        asked[source] = [*questions, *(stranger(question) for question in strangers)]
    return asked


def examined(asked: dict[Path, list[Question]]) -> list[Example]:
    """Index each document on its own and read every question."""
    examples: list[Example] = []
    for source, questions in asked.items():
        text = read_document(source)
        with tempfile.TemporaryDirectory() as folder:
            index = build_index([Document(id=source.stem, title=source.name, text=text)], Path(folder) / "index")
            reader = EvidenceReader(index)
            for question in questions:
                if question.kind != "summary":
                    examples.append(_example(question, source, text, reader, index))
            index.close()
    return examples


def as_asked(question: Question) -> tuple[str, str]:
    """Give a question as it is read, and in context: as the assistant understands it, unless that asks back."""
    history = [Turn(turn.role, turn.content) for turn in question.history]
    understood = understand(question.question, history)
    if history and not understood.clarify:
        return understood.standalone, understood.in_context
    return question.standalone or question.question, ""


def _example(question: Question, source: Path, text: str, reader: EvidenceReader, index: Any) -> Example:
    asked, in_context = as_asked(question)
    measured = reader.measure(asked, index.search(asked, k=PASSAGES), in_context)
    places = locate(question, text) if question.status == "answered" else ()
    gold = [any(s.start < end and start < s.end for start, end in places) for s in measured.sentences]
    best = [piece.spans[0] if piece.spans else None for piece in measured.pieces]
    fits = [
        span is not None
        and question.status == "answered"
        and any(overlap(s.text[span.start : span.end], g.text) >= SPAN_IS_RIGHT for g in question.spans)
        for s, span in zip(measured.sentences, best, strict=True)
    ]
    columns = [EVIDENCE_COLUMNS.index(name) for name in SPAN_COLUMNS]
    return Example(
        question=question,
        document=f"{source.parent.name}/{source.name}",
        rows=measured.rows.astype(float),
        gold=np.array(gold, np.bool_),
        whole=measured.whole().astype(float),
        spans=measured.rows[:, columns].astype(float),
        fits=np.array(fits, np.bool_),
    )


def fit(rows: Floats, labels: Labels, strength: float = 1.0) -> Linear:
    """Fit a logistic regression without negative weights and with an L2 penalty.

    A free fit may learn a habit of whoever wrote the questions, that a better match speaks for refusing; no reader
    should work that way.
    """
    from scipy.optimize import minimize

    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    scaled, target = (rows - mean) / scale, labels.astype(float)

    def loss(point: Floats) -> tuple[float, Floats]:
        logits = scaled @ point[:-1] + point[-1]
        value = float((np.logaddexp(0, logits) - target * logits).sum()) + strength * float((point[:-1] ** 2).sum())
        slope = 1 / (1 + np.exp(-logits)) - target
        return value, np.r_[scaled.T @ slope + 2 * strength * point[:-1], slope.sum()]

    limits = [*((0, None) for _ in range(rows.shape[1])), (None, None)]
    point = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, bounds=limits, method="L-BFGS-B").x
    raw = point[:-1] / scale
    return Linear(raw.astype(np.float32), float(point[-1] - (raw * mean).sum()))


def folds(documents: Sequence[str]) -> list[Labels]:
    """Deal the documents into folds; each is given as a mask over the examples."""
    names = sorted(set(documents))
    groups = [set(names[place::FOLDS]) for place in range(min(FOLDS, len(names)))]
    return [np.array([document in group for document in documents]) for group in groups]


def crossed(rows: Floats, labels: Labels, documents: Sequence[str]) -> Floats:
    """Give each row's probability by a model that did not see its document."""
    told = np.zeros(len(rows))
    for held in folds(documents):
        told[held] = fit(rows[~held], labels[~held]).probability(rows[held].astype(np.float32))
    return told


def parts(examples: Sequence[Example]) -> dict[str, tuple[Floats, Labels, list[str], tuple[str, ...]]]:
    """Give rows, labels, documents and columns of the three models of reading."""
    read = [e for e in examples if len(e.rows)]
    lead = [(e, int(np.argmax(e.spans[:, 0]))) for e in read if e.question.spans or not e.answered]
    by_sentence = [e.document for e in read for _ in e.gold]
    return {
        "evidence": (
            np.concatenate([e.rows for e in read]),
            np.concatenate([e.gold for e in read]),
            by_sentence,
            EVIDENCE_COLUMNS,
        ),
        "answerable": (
            np.concatenate([e.whole for e in read]),
            np.array([e.answered for e in read]),
            [e.document for e in read],
            ANSWERABLE_COLUMNS,
        ),
        "span": (
            np.stack([e.spans[place] for e, place in lead]),
            np.array([e.fits[place] for e, place in lead]),
            [e.document for e, _ in lead],
            SPAN_COLUMNS,
        ),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """What the assistant made of a dev question, and whether it is right."""

    document: str
    answer: Answer
    reading: Reading
    good: bool


def outcomes(asked: dict[Path, list[Question]]) -> list[Told]:
    """Ask the chain every question, one document at a time."""
    told: list[Told] = []
    for source, questions in asked.items():
        text = read_document(source)
        with tempfile.TemporaryDirectory() as folder:
            index = build_index([Document(id=source.stem, title=source.name, text=text)], Path(folder) / "index")
            chain = AnswerChain(index)
            for question in questions:
                state = State(question.question, tuple(Turn(t.role, t.content) for t in question.history))
                for stage in chain.stages.values():
                    state = stage.invoke(state)
                if state.answer is not None:
                    good = right.value(Outcome(question, state.answer, source.stem, ())) == 1
                    told.append(Told(f"{source.parent.name}/{source.name}", state.answer, state.reading, good))
            index.close()
    return told


def summary(name: str, rows: Floats, labels: Labels, documents: Sequence[str]) -> dict[str, float]:
    """Say how well a model does out of fold."""
    from sklearn.metrics import roc_auc_score

    told = crossed(rows, labels, documents)
    best = max(
        (np.mean(told[labels] >= at) + np.mean(told[~labels] < at)) / 2
        for at in np.quantile(told, np.arange(0, 1, 0.01))
    )
    return {
        f"{name}_auc": round(float(roc_auc_score(labels, told)), 4),
        f"{name}_balanced": round(float(best), 4),
        f"{name}_calibration_error": round(float(error(np.where(labels, 1, -1) * np.maximum(told, 1e-6))), 4),
    }


def written(model: Linear, columns: Sequence[str]) -> dict[str, object]:
    """Give a model as plain JSON types."""
    weights = {name: round(float(weight), 5) for name, weight in zip(columns, model.weights, strict=True)}
    return {"bias": round(model.bias, 5), "weights": weights}


def main() -> None:
    """Fit and write `qa/evidence/calibration.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("qa/evidence/calibration.json"))
    parser.add_argument("--only", choices=("reading", "outcomes"), help="fit the first three, or the last two, alone")
    options = parser.parse_args()
    asked = dev_questions(options.sets)
    data: dict[str, Any] = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else {}
    figures: dict[str, float] = data.get("out_of_fold_on_dev", {})

    def save() -> None:
        data["out_of_fold_on_dev"] = figures
        options.out.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")

    if options.only != "outcomes":
        for name, (rows, labels, documents, columns) in parts(examined(asked)).items():
            data[name] = written(fit(rows, labels), columns)
            figures |= summary(name, rows, labels, documents)
        save()
    if options.only != "reading":
        told = outcomes(asked)
        kinds: tuple[tuple[str, Status, tuple[str, ...]], ...] = (
            ("said", "answered", SAID_COLUMNS),
            ("refused", "not_in_documents", REFUSED_COLUMNS),
        )
        for name, status, columns in kinds:
            chosen = [one for one in told if one.answer.status == status]
            rows = np.array([outcome_features(status, one.reading) for one in chosen], dtype=float)
            labels = np.array([one.good for one in chosen])
            data[name] = written(fit(rows, labels), columns)
            figures |= summary(name, rows, labels, [one.document for one in chosen])
        save()
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
