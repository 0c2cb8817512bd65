"""Measures who is told to say what, without a model: on the gold sentences of answered questions.

Run it as ``python -m scripts.attribution``. For questions with a source it gives the share in which all sources are
told; for questions without one the share in which somebody is told (many of these sentences do have a speaker: the
label is null where what was asked for is the document's own, or where both sides are compared). "span" looks only at
the parts of the sentences in which the short answers stand. The test split is never read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from eval.measures.attribution import same_source
from index.document import Sentence
from index.load import text_document
from index.segment import sentences_of
from qa.evidence.attribution import attribution_of

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "data" / "report.txt"


@cache
def sentences(path: Path) -> tuple[Sentence, ...]:
    """Cut a text file into sentences."""
    return tuple(sentences_of(text_document(path.stem, path.read_text(encoding="utf-8"))))


def questions(split: str) -> Iterator[tuple[dict[str, Any], Path]]:
    """Give the answered questions of a split, with the file they are about."""
    folder = ROOT / "corpus" / split
    path = ROOT / "eval" / "questions" / "report.jsonl" if split == "report" else folder / "questions.jsonl"
    for line in path.read_text(encoding="utf-8").split("\n"):
        question = json.loads(line) if line.strip() else {"status": ""}
        if question["status"] == "answered" and (split != "report" or question["split"] == "dev"):
            yield question, REPORT if split == "report" else folder / question["document"]


def told(question: dict[str, Any], document: tuple[Sentence, ...]) -> tuple[list[str], list[str]]:
    """Give who is told to say the gold sentences, and who their parts in which the short answers stand."""
    whole: list[str] = []
    parts: list[str] = []
    spans = [(span["start"], span["end"]) for span in question.get("spans") or ()]
    for number, sentence in enumerate(document):
        if not any(sentence.start < gold["end"] and gold["start"] < sentence.end for gold in question["gold"]):
            continue
        found = attribution_of(document, number)
        whole += found.sources
        within = [span for span in spans if sentence.start <= span[0] < sentence.end]
        for each in [attribution_of(document, number, span) for span in within] or [found]:
            parts += each.sources[:1]
    return whole, parts


def main() -> None:
    """Print the figures."""
    for split in ("train", "dev", "report"):
        counts: Counter[str] = Counter()
        for question, path in questions(split):
            expected = [each.strip() for each in (question["source"] or "").split(";") if each.strip()]
            for name, named in zip(("whole", "span"), told(question, sentences(path)), strict=True):
                right = all(any(same_source(source, each) for each in named) for source in expected)
                counts[f"{name}, right"] += bool(expected) and right
                counts[f"{name}, false"] += not expected and bool(named)
            counts["sourced" if expected else "unsourced"] += 1
        print(split, *(f"{key}: {counts[key]}" for key in ("sourced", "unsourced")), sep="  ")
        for name in ("whole", "span"):
            share = counts[f"{name}, right"] / counts["sourced"], counts[f"{name}, false"] / counts["unsourced"]
            print(f"  {name:6} right {share[0]:.3f}  false {share[1]:.3f}")


if __name__ == "__main__":
    main()
