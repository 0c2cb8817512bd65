"""Fit the reader's weights: `python -m training.evidence SET…` reads train and dev questions only.

Three logistic regressions (`qa.evidence.reader.Weights`). "match" is fitted on train and dev. "evidence" and
"answerable" stand on the relevance model's logits, which are honest only on questions that it was not trained on: they
are fitted on dev, from match scores made out of fold. What is reported is out of fold as well.
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

import numpy as np
from numpy.typing import NDArray

from eval.documents import find_document, locate, read_document
from eval.question_set import Question, read_set
from index import Document, build_index
from qa.chain import PASSAGES
from qa.evidence.features import Asked, Surroundings
from qa.evidence.pairs import pair_text
from qa.evidence.reader import (
    ANSWERABLE_COLUMNS,
    EVIDENCE_COLUMNS,
    MATCH_COLUMNS,
    SHORTLIST,
    EvidenceReader,
    Linear,
    answerable_row,
    evidence_rows,
)
from qa.evidence.relevance import RelevanceModel
from qa.evidence.retrieve import PassageRetriever
from qa.question.contextualise import Turn, contextualise
from qa.question.intent import Intent, intent_of

Floats = NDArray[np.float32]
Labels = NDArray[np.bool_]
FOLDS = 10
STRANGERS = 4
"""Questions of other documents that each document is asked besides its own: people do ask for what is not there."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question measured: its sentences' features and which of them are gold."""

    question: Question
    document: str
    asked: Asked
    intent: Intent
    rows: Floats
    gold: NDArray[np.bool_]
    around: tuple[Surroundings, ...]


def as_stranger(question: Question) -> Question:
    """Give a question of another document as one that this document does not answer."""
    return question.model_copy(
        update={"status": "not_in_documents", "gold": (), "facts": (), "id": f"{question.id}-elsewhere"}
    )


def measured(sets: Sequence[Path], splits: Sequence[str] = ("train", "dev")) -> list[Example]:
    """Index the documents of question sets, each on its own, and measure every question of the given splits."""
    examples: list[Example] = []
    for path in sets:
        by_document: dict[Path, list[Question]] = defaultdict(list)
        for line in read_set(path).lines:
            if line.question.split in splits:
                by_document[find_document(line.question.document, beside=path)].append(line.question)
        strangers = random.Random(0)
        for source, questions in by_document.items():
            others = [q for other, theirs in by_document.items() if other != source for q in theirs if not q.history]
            asked_here = questions + [as_stranger(q) for q in strangers.sample(others, min(STRANGERS, len(others)))]
            text = read_document(source)
            with tempfile.TemporaryDirectory() as folder:
                index = build_index([Document(id=source.stem, title=source.name, text=text)], Path(folder) / "index")
                reader, retriever = EvidenceReader(index), PassageRetriever(index=index, k=PASSAGES)
                for question in asked_here:
                    history = tuple(Turn(turn.role, turn.content) for turn in question.history)
                    standalone = contextualise(question.question, history)
                    intent = intent_of(standalone)
                    asked, around, rows = reader.measure(standalone, intent, retriever.passages(standalone))
                    places = locate(question, text)
                    gold = [
                        any(s.sentence.start < end and start < s.sentence.end for start, end in places) for s in around
                    ]
                    examples.append(
                        Example(
                            question,
                            f"{path.stem}/{source.name}",
                            asked,
                            intent,
                            rows,
                            np.array(gold, dtype=np.bool_),
                            tuple(around),
                        )
                    )
                index.close()
    return examples


def fit_logistic(rows: Floats, labels: NDArray[np.bool_], weights: Floats, strength: float) -> tuple[Floats, float]:
    """Fit a logistic regression on standardised features; gives weights and bias for the raw ones."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    model = LogisticRegression(C=strength, max_iter=2_000).fit((rows - mean) / scale, labels, sample_weight=weights)
    raw = model.coef_[0] / scale
    return raw.astype(np.float32), float(model.intercept_[0] - (raw * mean).sum())


SIGNS = {
    "relevance": 1, "second": 0, "match": 1, "dense": 1, "covered_near": 1, "names_near": 1, "missed_near": -1,
    "day_other": -1, "type": 1, "focus": 1, "everywhere_names": 1,
}  # fmt: skip
"""Which way each feature may count for a question being answered. Without this the fit learns a habit of whoever wrote
the questions: those that a document does not answer borrow its words more than those that it answers, so that a closer
match would speak for refusing. No reader should work that way."""


def fit_signed(rows: Floats, labels: Labels, weights: Floats, signs: Sequence[int], strength: float = 1.0) -> Linear:
    """Fit a logistic regression whose weights have given signs (0: none at all) and an L2 penalty."""
    from scipy.optimize import minimize

    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)
    scaled, target = (rows - mean) / scale, labels.astype(float)

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = scaled @ point[:-1] + point[-1]
        penalty = strength * float((point[:-1] ** 2).sum())
        value = float((weights * (np.logaddexp(0, logits) - target * logits)).sum()) + penalty
        slope = weights * (1 / (1 + np.exp(-logits)) - target)
        return value, np.r_[scaled.T @ slope + 2 * strength * point[:-1], slope.sum()]

    bounds = {1: (0, None), -1: (None, 0), 0: (0, 0), 2: (None, None)}
    start = np.zeros(rows.shape[1] + 1)
    limits = [*(bounds[sign] for sign in signs), (None, None)]
    point = minimize(loss, start, jac=True, bounds=limits, method="L-BFGS-B").x
    raw = point[:-1] / scale
    return Linear(raw.astype(np.float32), float(point[-1] - (raw * mean).sum()))


def fit_sentences(examples: Sequence[Example], rows: Sequence[Floats]) -> Linear:
    """Fit a model that tells evidence from the other sentences of answered questions; each question weighs the same."""
    kept = [p for p, e in enumerate(examples) if e.gold.any() and e.question.kind != "summary"]
    labels = np.concatenate([examples[p].gold for p in kept])
    weights = np.concatenate(
        [np.where(g, 5.0 / g.sum(), 5.0 / max((~g).sum(), 1)) for g in (examples[p].gold for p in kept)]
    )
    stacked = np.concatenate([rows[p] for p in kept])
    return fit_signed(stacked, labels, weights.astype(np.float32), [2] * stacked.shape[1], 0.5)


def folds(examples: Sequence[Example]) -> list[Labels]:
    """Deal the documents into folds; each is given as a mask over the examples."""
    documents = sorted({e.document for e in examples})
    groups = [set(documents[place::FOLDS]) for place in range(min(FOLDS, len(documents)))]
    return [np.array([e.document in group for e in examples]) for group in groups]


def out_of_fold(examples: Sequence[Example]) -> list[Floats]:
    """Give each example's match logits by a model that did not see its document."""
    match: list[Floats] = [np.zeros(0, np.float32)] * len(examples)
    for held in folds(examples):
        seen = [e for e, out in zip(examples, held, strict=True) if not out]
        model = fit_sentences(seen, [e.rows for e in seen])
        for place in np.flatnonzero(held).tolist():
            match[place] = model.logits(examples[place].rows)
    return match


@dataclass(frozen=True, slots=True)
class Judged:
    """The dev questions with what the relevance model says: the ground of the second and third model."""

    examples: list[Example]
    evidence: list[Floats]

    @classmethod
    def of(cls, examples: Sequence[Example], match: Sequence[Floats], split: str = "dev") -> Judged:
        """Let the shipped relevance model read the shortlists of one split."""
        model = RelevanceModel.load()
        chosen: list[Example] = []
        evidence: list[Floats] = []
        for example, scores in zip(examples, match, strict=True):
            if example.question.split == split and len(scores):
                shortlist = np.argsort(-scores)[:SHORTLIST]
                logits = model.logits(example.asked.text, [pair_text(example.around[place]) for place in shortlist])
                chosen.append(example)
                evidence.append(evidence_rows(scores, shortlist, logits))
        return cls(chosen, evidence)

    @property
    def answered(self) -> Labels:
        """Mark the questions that their document answers."""
        return np.array([e.question.status == "answered" for e in self.examples])

    def wholes(self, model: Linear) -> Floats:
        """Give the features of the whole for every question."""
        return np.stack(
            [
                answerable_row(e.rows, rows, model.logits(rows))
                for e, rows in zip(self.examples, self.evidence, strict=True)
            ]
        )


def fit_answerable(wholes: Floats, answered: Labels) -> Linear:
    """Fit the model of the whole, both outcomes weighing the same."""
    weights = np.where(answered, 0.5 / answered.mean(), 0.5 / (1 - answered.mean())).astype(np.float32)
    return fit_signed(wholes, answered, weights, [SIGNS[name] for name in ANSWERABLE_COLUMNS])


def crossed(judged: Judged) -> tuple[list[Floats], Floats]:
    """Give sentence scores and answerability of every question, out of fold."""
    scores: list[Floats] = [np.zeros(0, np.float32)] * len(judged.examples)
    answerable = np.zeros(len(judged.examples), np.float32)
    for held in folds(judged.examples):
        seen = np.flatnonzero(~held).tolist()
        model = fit_sentences([judged.examples[p] for p in seen], [judged.evidence[p] for p in seen])
        wholes = judged.wholes(model)
        answerable[held] = fit_answerable(wholes[~held], judged.answered[~held]).probability(wholes[held])
        for place in np.flatnonzero(held).tolist():
            scores[place] = model.probability(judged.evidence[place])
    return scores, answerable


def report(judged: Judged, scores: Sequence[Floats], answerable: Floats) -> dict[str, float]:
    """Tell reciprocal rank and recall of gold sentences, and how well refusals are told."""
    from sklearn.metrics import roc_auc_score

    reciprocal, recall5, first = [], [], []
    for example, score in zip(judged.examples, scores, strict=True):
        if example.question.status != "answered" or not 0 < len(example.question.gold) <= 5:
            continue
        ranks = np.flatnonzero(example.gold[np.argsort(-score)])
        reciprocal.append(1 / (ranks[0] + 1) if len(ranks) else 0.0)
        first.append(float(len(ranks) > 0 and ranks[0] == 0))
        recall5.append(min(1.0, float((ranks < 5).sum()) / len(example.question.gold)))
    own = np.array([not e.question.id.endswith("-elsewhere") for e in judged.examples])
    refused, answered = answerable[own] < 0.5, judged.answered[own]
    right = (refused & ~answered).sum()
    return {
        "questions": float(len(judged.examples)),
        "mrr": float(np.mean(reciprocal)),
        "top1": float(np.mean(first)),
        "recall5": float(np.mean(recall5)),
        "auc": float(roc_auc_score(answered, answerable[own])),
        "refusal_precision": float(right / max(refused.sum(), 1)),
        "refusal_recall": float(right / max((~answered).sum(), 1)),
        "strangers_refused": float((answerable[~own] < 0.5).mean()),
    }


def main() -> None:
    """Fit and write `qa/evidence/weights.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("qa/evidence/weights.json"))
    options = parser.parse_args()
    examples = measured(options.sets)
    match = out_of_fold(examples)
    judged = Judged.of(examples, match)
    evidence = fit_sentences(judged.examples, judged.evidence)
    figures = report(judged, *crossed(judged))
    written = {
        "fitted_on": {"match": len(examples), "evidence": len(judged.examples)},
        "out_of_fold_on_dev": {name: round(value, 3) for name, value in figures.items()},
        "match": _plain(MATCH_COLUMNS, fit_sentences(examples, [e.rows for e in examples])),
        "evidence": _plain(EVIDENCE_COLUMNS, evidence),
        "answerable": _plain(ANSWERABLE_COLUMNS, fit_answerable(judged.wholes(evidence), judged.answered)),
    }
    options.out.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(written["out_of_fold_on_dev"], indent=2))


def _plain(columns: Sequence[str], model: Linear) -> dict[str, object]:
    weights = {name: round(float(weight), 5) for name, weight in zip(columns, model.weights, strict=True)}
    return {"bias": round(model.bias, 5), "weights": weights}


if __name__ == "__main__":
    main()
