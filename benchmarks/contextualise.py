"""How well follow-ups are made to stand alone, on the corpus' conversations.

    python benchmarks/contextualise.py [--split train] [--cache FOLDER] [--wrong] [--json FILE]

For each split, of turns with the history as its authors wrote it:

- **changed**: turns that stand alone (the first of a conversation, and those that the human rewrite leaves as they are)
  and are changed all the same. It should be 0.
- **shifted**: questions of the split's `questions.jsonl`, made to be asked alone, that are changed when they are asked
  after a conversation about another report. Those that speak of "it" or "they" in a few words must be.
- **recall**: the share of gold quotes that lie in one of the five best passages, asked with the turn as it was typed,
  with our rewrite and with the human one; among the passages of the turn's own report (`one`) and among those of all
  reports with conversations in the split (`all`). Answered turns only, by the turn's number, too.
- **asked in vain** and **missed**: clarifications where the authors wanted none, and none where they wanted one.
- **words**: the median length of a rewrite, and of a human one.
- **milliseconds**: the median time of understanding a turn with nothing remembered from before.

Rules were made on train; dev was looked at for its figures and a few failures. Test is refused unless --test is given.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from eval.question_set import Question, read_set  # noqa: E402
from index import Index, build_index  # noqa: E402
from qa.question.contextualise import read_history, understand  # noqa: E402
from qa.question.followup import forget  # noqa: E402

PASSAGES = 5
WAYS = ("typed", "ours", "human")


@dataclass
class Recalled:
    """Shares of gold quotes found, turn by turn, for each way of asking; `turns` numbers them."""

    turns: list[int] = field(default_factory=list)
    shares: dict[str, list[float]] = field(default_factory=lambda: {way: [] for way in WAYS})

    def figures(self) -> dict[str, Any]:
        """Give the mean of each way, over all turns and by the turn's number, and ours as a share of the human's."""
        if not self.turns:
            return {}
        means = {way: statistics.mean(shares) for way, shares in self.shares.items()}
        by_turn: dict[str, dict[str, float]] = {}
        for turn in sorted(set(self.turns)):
            at = [place for place, number in enumerate(self.turns) if number == turn]
            by_turn[str(turn)] = {way: statistics.mean(self.shares[way][place] for place in at) for way in WAYS}
        return {**means, "ours_of_human": means["ours"] / means["human"], "by_turn": by_turn}


def recall(index: Index, asked: str, turn: Question, report: str, documents: Sequence[str] | None) -> float:
    """Give the share of the gold quotes that the five best passages hold."""
    found = [scored.passage for scored in index.search(asked, PASSAGES, documents=documents)]
    of_report = [p for p in found if p.document_id == report]
    texts = [passage.text for passage in of_report]
    spans = [(p.start, p.end) for p in of_report]
    held = [
        any(quote.quote in text for text in texts)
        if quote.start is None or quote.end is None
        else any(start < quote.end and quote.start < end for start, end in spans)
        for quote in turn.gold
    ]
    return sum(held) / len(held)


def measure(split: str, turns: Sequence[Question], index: Index, wrong: bool) -> dict[str, Any]:
    """Measure one split."""
    recalled: dict[str, Recalled] = defaultdict(Recalled)
    changed: list[str] = []
    in_vain: list[str] = []
    missed: list[str] = []
    milliseconds: list[float] = []
    lengths: dict[str, list[int]] = defaultdict(list)
    failures: list[str] = []
    reports = {Path(document.source or "").name: document.id for document in index.documents}
    for turn in turns:
        history = read_history([said.model_dump() for said in turn.history])
        forget()
        began = time.perf_counter()
        understood = understand(turn.question, history)
        milliseconds.append(1e3 * (time.perf_counter() - began))
        ours, human = understood.standalone, turn.standalone or turn.question
        alone = not history or human.casefold() == turn.question.casefold()
        clarify = turn.status == "needs_clarification"
        if alone and not clarify and (understood.clarify or ours != turn.question):
            changed.append(f"{turn.id}: {turn.question} → {ours}")
        if understood.clarify != clarify:
            (in_vain if understood.clarify else missed).append(f"{turn.id}: {turn.question} → {ours}")
        if turn.status != "answered" or not turn.gold:
            continue
        lengths["ours"].append(len(ours.split()))
        lengths["human"].append(len(human.split()))
        number = 1 + sum(said.role == "user" for said in turn.history)
        for scope, documents in (("one", [reports[turn.document]]), ("all", None)):
            shares = [
                recall(index, asked, turn, reports[turn.document], documents) for asked in (turn.question, ours, human)
            ]
            for way, share in zip(WAYS, shares, strict=True):
                recalled[scope].shares[way].append(share)
            recalled[scope].turns.append(number)
            if shares[1] < shares[2]:
                told = f"{turn.id} ({scope}): {turn.question}\n      ours: {ours}\n      human: {human}"
                failures.append(told)
    if wrong:
        for title, rows in (("changed", changed), ("asked in vain", in_vain), ("missed", missed)):
            print(f"\n{split}: {title}", *rows, sep="\n    ")
        print(f"\n{split}: found less than with the human rewrite", *failures, sep="\n    ")
    return {
        "turns": len(turns),
        "changed": len(changed),
        "asked_in_vain": len(in_vain),
        "missed": len(missed),
        "words": {way: statistics.median(counts) for way, counts in lengths.items()},
        "milliseconds_median": statistics.median(milliseconds),
        "milliseconds_max": max(milliseconds),
        **{f"recall_{scope}": figures.figures() for scope, figures in recalled.items()},
    }


def shifted(split: str, turns: Sequence[Question], wrong: bool) -> float:
    """Give the share of questions that are changed after a conversation about another report."""
    lines = read_set(ROOT / "corpus" / split / "questions.jsonl").lines
    changed: list[str] = []
    for number, line in enumerate(lines):
        others = [turn for turn in turns if turn.history and turn.document != line.question.document]
        other = others[number % len(others)]
        understood = understand(line.question.question, read_history([said.model_dump() for said in other.history]))
        if understood.changed or understood.clarify:
            changed.append(f"{line.question.question} → {understood.standalone}")
    if wrong:
        print(f"\n{split}: changed after another topic", *changed, sep="\n    ")
    return len(changed) / len(lines)


def index_of(split: str, turns: Sequence[Question], folder: Path) -> Index:
    """Index the reports that are talked about, or open the index that is there."""
    files = sorted({turn.document for turn in turns})
    return build_index([ROOT / "corpus" / split / file for file in files], folder / split)


def show(figures: dict[str, Any]) -> None:
    """Print the figures as Markdown."""
    print(
        "| split | turns | changed | shifted | in vain | missed | words (human) | ms "
        "| of | typed | ours | human | ours/human |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|")
    for split, told in figures.items():
        words = f"{told['words']['ours']:.0f} ({told['words']['human']:.0f})"
        for scope in ("one", "all"):
            found = told[f"recall_{scope}"]
            shares = " | ".join(f"{found[key]:.3f}" for key in (*WAYS, "ours_of_human"))
            print(
                f"| {split} | {told['turns']} | {told['changed']} | {told['shifted']:.3f} "
                f"| {told['asked_in_vain']} | {told['missed']} | {words} "
                f"| {told['milliseconds_median']:.1f} | {scope} | {shares} |"
            )
    print("\n| split | turn | of | typed | ours | human |\n|---|---:|---|---:|---:|---:|")
    for split, told in figures.items():
        for scope in ("one", "all"):
            for turn, shares in told[f"recall_{scope}"]["by_turn"].items():
                print(f"| {split} | {turn} | {scope} | " + " | ".join(f"{shares[way]:.3f}" for way in WAYS) + " |")


def main() -> None:
    """Measure, print tables, write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "dev", "test"), action="append", help="default: train and dev")
    parser.add_argument("--test", action="store_true", help="yes, measure on test")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the indexes (default: a temporary one)")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong (never for test)")
    parser.add_argument("--json", type=Path, help="where the figures go as JSON")
    arguments = parser.parse_args()
    splits = arguments.split or ["train", "dev"]
    if "test" in splits and not arguments.test:
        parser.error("test is for published figures alone: add --test if that is what you want")
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as made:
        for split in splits:
            lines = read_set(ROOT / "corpus" / split / "conversations.jsonl").lines
            turns = [line.question for line in lines]
            with index_of(split, turns, arguments.cache or Path(made)) as index:
                wrong = arguments.wrong and split != "test"
                figures[split] = measure(split, turns, index, wrong) | {"shifted": shifted(split, turns, wrong)}
    show(figures)
    if arguments.json:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
