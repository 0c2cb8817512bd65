"""A small corpus in which all is well, made by hand, for tests to break."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from corpus.card import write_card
from corpus.checks import Finding
from corpus.checks.sets import KEYS
from corpus.reading import SPLITS, Corpus, read_corpus

NAMES = {"train": "alder", "dev": "birch", "test": "cedar"}
PEOPLE = {"train": "Ada Ruiz", "dev": "Ben Okafor", "test": "Cleo Marsh"}
ASKED = {"train": "who put a name to it", "dev": "whose hand is under the paper?", "test": "Signature by whom?"}
MISSING = {"train": "price of the ink", "dev": "What did the pen cost?", "test": "was there a second copy"}
FOLLOWED = {"train": "and what for", "dev": "why, then?", "test": "for what reason"}
README = "https://creativecommons.org/licenses/by/4.0/\n<!-- statistics: python -m corpus stats --write -->\n"

Row = dict[str, Any]


def make(folder: Path) -> Path:
    """Write the corpus: in each split a report, two questions and a conversation of two turns."""
    for split in SPLITS:
        (folder / split).mkdir(parents=True)
        (folder / split / f"{NAMES[split]}.txt").write_text(text(split), encoding="utf-8")
        write(folder, split, "questions", questions(split))
        write(folder, split, "conversations", turns(split))
    listed = [{"file": f"{split}/{NAMES[split]}.txt", "genre": "log", "noise": ["ocr"]} for split in SPLITS]
    (folder / "reports.json").write_text(json.dumps({"reports": listed}), encoding="utf-8")
    (folder / "LICENSE").write_text("https://creativecommons.org/licenses/by/4.0/\n", encoding="utf-8")
    (folder / "README.md").write_text(f"{README}<!-- end of statistics -->\n", encoding="utf-8")
    write_card(read_corpus(folder))
    return folder


def text(split: str) -> str:
    """Give a report of 280 words, of which those after the first lines are its own."""
    name = NAMES[split]
    filler = (" ".join(f"{name}{line}x{word}" for word in range(10)) + "." for line in range(27))
    return "\n".join([f"{PEOPLE[split]} signed the {name} book on 4 May.", *(each.capitalize() for each in filler), ""])


def questions(split: str) -> list[Row]:
    """Give an answered question and one that is not."""
    return [row(split, "01", ASKED[split]), row(split, "02", MISSING[split], answered=False)]


def turns(split: str) -> list[Row]:
    """Give a conversation: a question like the answered one, and a follow-up that is not answered."""
    asked = f"Tell me of the {NAMES[split]} signer"
    history = [{"role": "user", "content": asked}, {"role": "assistant", "content": f"{PEOPLE[split]}."}]
    follow = f"{FOLLOWED[split]} did {PEOPLE[split]} sign"
    return [
        row(split, "cA-1", asked, standalone=asked),
        row(split, "cA-2", FOLLOWED[split], answered=False, history=history, standalone=follow),
    ]


def row(split: str, number: str, question: str, *, answered: bool = True, **changes: Any) -> Row:
    """Give a line of a set, as JSON has it."""
    person, quote = PEOPLE[split], text(split).partition("\n")[0]
    whole: Row = {
        "id": f"{NAMES[split]}-{number}",
        "document": f"{NAMES[split]}.txt",
        "question": question,
        "history": [],
        "kind": "who",
        "status": "answered" if answered else "not_in_documents",
        "gold": [{"quote": quote, "start": 0, "end": len(quote)}] if answered else [],
        "facts": [[person]] if answered else [],
        "forbidden": ["Zoe Quist"],
        "source": None,
        "split": split,
        "spans": [{"text": person, "start": 0, "end": len(person)}] if answered else [],
        "verdict": [],
    }
    return {key: (whole | changes)[key] for key in (*KEYS, "standalone") if key in whole | changes}


def write(folder: Path, split: str, kind: str, rows: Iterable[Row]) -> None:
    """Write a set."""
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
    (folder / split / f"{kind}.jsonl").write_text("".join(lines), encoding="utf-8")


def change(folder: Path, set_: str, number: int, **changes: Any) -> None:
    """Change keys of one line of train; its keys keep their order."""
    rows = questions("train") if set_ == "questions" else turns("train")
    rows[number - 1] |= changes
    write(folder, "train", set_, rows)


def found(folder: Path, check: Callable[[Corpus], Iterable[Finding]]) -> list[str]:
    """Give what a check finds in a corpus, as lines."""
    return [str(each) for each in check(read_corpus(folder))]
