"""How well a reader tells questions that are answered from others: `python -m training.telling WEIGHTS --sets FILE …`.

By each window's own logit, before any calibration: the windows that hold gold, and the likest four that do not, of each
dev question as it stands alone; or each question of conversations (`conversations.py`). Quick enough to choose between
trainings with; `judge.py` measures the whole reading.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from training.conversations import of_conversations
from training.feed import Item, batch_of, encoded
from training.model import SpanReader
from training.reader import device, mixed, packaged_model, window_maker
from training.reports import Read, ReportQuestions

ASKED = 1_200
"""Questions that are asked at most."""
_OTHERS = 4
_BATCH = 24


def answerable(model: SpanReader, items: Sequence[Item]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Give each window's logit that it answers."""
    told = np.zeros(len(items))
    order = sorted(range(len(items)), key=lambda place: len(items[place][0]))
    where = device()
    for first in range(0, len(order), _BATCH):
        places = order[first : first + _BATCH]
        batch = batch_of([items[place] for place in places]).to(where)
        with torch.no_grad(), mixed(batch):
            told[places] = model.read(batch.ids, batch.mask, batch.types).whole.float().cpu().numpy()
    return told


def figures(model: SpanReader, questions: Sequence[Read]) -> dict[str, float]:
    """Give the area under the curve of questions answered or not, by their best window, and how often the best window
    of an answered one is one that answers.
    """
    from sklearn.metrics import roc_auc_score

    maker = window_maker(packaged_model())
    asked = random.Random(1).sample(list(questions), min(ASKED, len(questions)))
    examples = [[*one.holding, *one.others[:_OTHERS]] for one in asked]
    items = [[item for example in each for item in encoded(example, maker)] for each in examples]
    told = iter(answerable(model, [item for each in items for item in each]))
    read = [(one, each, [next(told) for _ in each]) for one, each in zip(asked, items, strict=True) if each]
    answered = [any(example.answerable for example in one.holding) for one, _, _ in read]
    first = [bool(each[int(np.argmax(logits))][1].gold) for one, each, logits in read if one.holding]
    best = [max(logits) for _, _, logits in read]
    return {
        "questions": len(read),
        "answered_auc": round(float(roc_auc_score(answered, best)), 3),
        "best_window_holds_gold": round(float(np.mean(first)), 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--sets", type=Path, nargs="*", default=[])
    parser.add_argument("--conversations", type=Path, help="ask those of a file instead, as they stand alone")
    parser.add_argument("--drills", type=Path, default=Path("training/drills"), help="what they are about")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder, where not the packaged one")
    parser.add_argument("--found", type=Path, default=Path("build/reader/found"), help="folder of what was found")
    options = parser.parse_args()
    if not options.sets and not options.conversations:
        parser.error("name the question sets to ask (--sets), or conversations (--conversations)")
    packaged = packaged_model()
    words = packaged / "tokenizer.json" if options.encoder else None
    model = SpanReader.trained(options.weights, options.encoder or packaged, words).to(device())
    if options.conversations:
        reports = ReportQuestions.of(list(of_conversations(options.conversations, options.drills)), options.found)
    else:
        reports = ReportQuestions.read(options.sets, None, options.found, ("dev",))
    print(figures(model, reports.questions))


if __name__ == "__main__":
    main()
