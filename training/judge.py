"""Judge a reader on dev: `python -m training.judge WEIGHTS --sets … [--selqa FILE] [--qed FILE]`.

Reads what the index finds for each question of the report sets, as the chain does, and tells: token F1 over all
questions with refusals counted as SQuAD 2.0 does (Rajpurkar et al., 2018), how well answered and unanswered questions
are told apart, and how often a gold sentence comes first. SelQA (Jurczyk et al., 2016) and QED (Lamm et al., 2021)
are never trained on.
"""

from __future__ import annotations

import argparse
import itertools
import json
import pickle
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from index import Document, build_index
from qa.evidence.decode import PieceReading, read_pieces
from qa.evidence.model import ReaderModel, TokenModel, WindowLogits, as_logits, padded
from qa.evidence.stretches import Stretch, stretches_of
from qa.evidence.windows import Piece, Window, WindowMaker
from qa.words import words
from training.model import SpanReader
from training.reader import packaged_model, window_maker
from training.reports import Told, of_drills, of_sets

READ = 8
Found = tuple[Told, int, tuple[Stretch, ...], str]


class TorchReader:
    """A reader under training behind the seam of the shipped one."""

    def __init__(self, weights: Path) -> None:
        folder = packaged_model()
        self.maker: WindowMaker = window_maker(folder)
        self._model = SpanReader.trained(weights, folder)

    def logits(self, windows: Sequence[Window]) -> list[WindowLogits]:
        """Read the windows."""
        if not windows:
            return []
        ids, mask, types = (torch.from_numpy(part) for part in padded(windows))
        with torch.inference_mode():
            tokens, whole, verdict = self._model(ids, mask, types)
        return [
            as_logits(tokens[row, : len(window)].numpy(), float(whole[row]), verdict[row].numpy())
            for row, window in enumerate(windows)
        ]


@dataclass(frozen=True, slots=True)
class Read:
    """A question with what was found for it and what was read of that."""

    told: Told
    document: int
    stretches: tuple[Stretch, ...]
    pieces: tuple[tuple[PieceReading, ...], ...]
    text: str

    def best(self) -> tuple[float, str]:
        """Give the best span's margin over everything read, and its text."""
        found = [
            (span.margin, sentence.text[span.start : span.end])
            for stretch, pieces in zip(self.stretches, self.pieces, strict=True)
            for sentence, piece in zip(stretch.sentences, pieces, strict=True)
            for span in piece.spans[:1]
        ]
        return max(found, default=(-20.0, ""))


def found_for(reports: Sequence[tuple[str, list[Told]]], keep: Path | None = None) -> list[Found]:
    """Find what is read for each question; kept in a file where one is named, for it does not change with the model."""
    if keep is not None and keep.exists():
        kept: list[Found] = pickle.loads(keep.read_bytes())  # our own scratch file
        return kept
    found: list[Found] = []
    for number, (text, told) in enumerate(reports):
        with tempfile.TemporaryDirectory() as folder:
            index = build_index([Document(id="report", title="Report", text=text)], Path(folder) / "index")
            for one in told:
                passages = [scored.passage for scored in index.search(one.question, k=READ)]
                found.append((one, number, tuple(stretches_of(index, passages)), text))
            index.close()
    if keep is not None:
        keep.write_bytes(pickle.dumps(found))
    return found


def read_all(model: TokenModel, found: Sequence[Found]) -> list[Read]:
    """Read every question."""
    return [
        Read(told, number, stretches, tuple(tuple(read_stretch(model, told.question, s)) for s in stretches), text)
        for told, number, stretches, text in found
    ]


def read_stretch(model: TokenModel, question: str, stretch: Stretch) -> list[PieceReading]:
    """Read one stretch."""
    windows = list(model.maker.windows(question, stretch.context, stretch.pieces))
    return read_pieces([sentence.text for sentence in stretch.sentences], windows, model.logits(windows))


def token_f1(found: str, gold: str) -> float:
    """Give SQuAD's token F1 of two answers."""
    mine, theirs = _tokens(found), _tokens(gold)
    if not mine or not theirs:
        return float(mine == theirs)
    common = sum(min(mine.count(word), theirs.count(word)) for word in set(mine))
    return 2 * common / (len(mine) + len(theirs)) if common else 0.0


def _tokens(text: str) -> list[str]:
    return [word.text.casefold() for word in words(text) if word.text.casefold() not in ("a", "an", "the")]


def figures(reads: Sequence[Read]) -> dict[str, float]:
    """Measure: the threshold of refusing is the one that is best here, so compare models by it, do not publish it."""
    from sklearn.metrics import roc_auc_score

    margin = np.array([read.best()[0] for read in reads])
    whole = np.array([max((p.answerable for s in r.pieces for p in s), default=-20.0) for r in reads])
    evidence = np.array([max((p.evidence for s in r.pieces for p in s), default=-20.0) for r in reads])
    answered = np.array([read.told.answered for read in reads])
    spanned = np.array([bool(read.told.spans) or not read.told.answered for read in reads])
    f1 = np.array([max((token_f1(r.best()[1], r.text[s:e]) for s, e in r.told.spans), default=0.0) for r in reads])
    joined = np.array([token_f1(r.best()[1], " ".join(r.text[s:e] for s, e in r.told.spans)) for r in reads])
    first, reciprocal = [], []
    for read in reads:
        if not read.told.answered:
            continue
        scored = [
            (piece.evidence, any(s < sentence.end and sentence.start < e for s, e in read.told.gold))
            for stretch, pieces in zip(read.stretches, read.pieces, strict=True)
            for sentence, piece in zip(stretch.sentences, pieces, strict=True)
        ]
        scored.sort(key=lambda pair: -pair[0])
        ranks = [rank for rank, (_, gold) in enumerate(scored) if gold]
        first.append(float(ranks[:1] == [0]))
        reciprocal.append(1 / (ranks[0] + 1) if ranks else 0.0)
    out = {
        "n": float(len(reads)),
        "first": float(np.mean(first)),
        "mrr": float(np.mean(reciprocal)),
        "span_f1": float(f1[answered & spanned].mean()),
        "span_f1_joined": float(joined[answered & spanned].mean()),
    }
    if not answered.all():
        for name, score in (
            ("margin", margin),
            ("whole", whole),
            ("evidence", evidence),
            ("sum", margin / 4 + whole + evidence),
        ):
            out["auc_" + name] = float(roc_auc_score(answered, score))
            out["bac_" + name] = max(
                (np.mean(score[answered] >= t) + np.mean(score[~answered] < t)) / 2
                for t in np.quantile(score, np.arange(0.02, 1, 0.02))
            )
        score = margin / 4 + whole + evidence
        use = spanned
        out["squad2"] = max(
            float(np.where(answered[use], np.where(score[use] >= t, f1[use], 0.0), score[use] < t).mean())
            for t in np.quantile(score, np.arange(0.02, 1, 0.02))
        )
    return {name: round(float(value), 4) for name, value in out.items()}


def selqa(model: TokenModel, file: Path) -> dict[str, float]:
    """Give the mean reciprocal rank of the first answer sentence of SelQA's sections."""
    ranks = []
    for item in json.loads(file.read_text(encoding="utf-8")):
        pieces = [Piece(text) for text in item["candidates"]]
        windows = list(model.maker.windows(item["question"], "", pieces))
        read = read_pieces(item["candidates"], windows, [one for w in windows for one in model.logits([w])])
        order = np.argsort([-piece.evidence for piece in read])
        ranks.append(next((1 / (r + 1) for r, p in enumerate(order) if p in item["answers"]), 0.0))
    return {"selqa_mrr": round(float(np.mean(ranks)), 4)}


def qed(model: TokenModel, file: Path) -> dict[str, float]:
    """Give the token F1 on QED's paragraphs, which all hold the answer."""
    scores = []
    for line in file.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        starts = [*item["sentence_starts"], len(item["paragraph_text"])]
        texts = [item["paragraph_text"][a:b].strip() for a, b in itertools.pairwise(starts)]
        texts = [text for text in texts if text]
        windows = list(model.maker.windows(item["question_text"], item["title_text"], [Piece(t) for t in texts]))
        read = read_pieces(texts, windows, [one for w in windows for one in model.logits([w])])
        best = max(range(len(texts)), key=lambda n: read[n].margin)
        span = read[best].spans[0] if read[best].spans else None
        text = texts[best][span.start : span.end] if span else ""
        scores.append(max(token_f1(text, a["string"]) for answers in item["original_nq_answers"] for a in answers))
    return {"qed_f1": round(float(np.mean(scores)), 4), "qed_n": len(scores)}


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="a .pt of training, or a folder of shipped weights")
    parser.add_argument("--sets", type=Path, nargs="*", default=[])
    parser.add_argument("--drills", type=Path)
    parser.add_argument("--selqa", type=Path)
    parser.add_argument("--qed", type=Path)
    parser.add_argument("--keep", type=Path, help="where to keep what the index found")
    options = parser.parse_args()
    model: TokenModel = TorchReader(options.weights) if options.weights.is_file() else ReaderModel.of(options.weights)
    reports = [*of_sets(options.sets, ("dev",)), *(of_drills(options.drills) if options.drills else ())]
    if reports:
        print(json.dumps(figures(read_all(model, found_for(reports, options.keep)))))
    if options.selqa:
        print(json.dumps(selqa(model, options.selqa)))
    if options.qed:
        print(json.dumps(qed(model, options.qed)))


if __name__ == "__main__":
    main()
