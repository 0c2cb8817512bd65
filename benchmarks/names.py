"""How well names are linked: precision and recall on hand-labelled reports, and for outside spellings in questions.

    python benchmarks/names.py [--split dev] [--wrong] [--seed 1] [--times]

Three measures, for the reports that benchmarks/names.json has labels for (of corpus/train, on which the bounds were
set, and of corpus/dev; never of corpus/test):

- **inside**: pairs of spellings of one name within a report. Precision: the share of the linked pairs that are labelled
  as one name; recall: the share of the labelled pairs that are linked. Every report of the split counts for precision.
- **asked**: names of a report as an outsider would write them, made by seeded rules that know nothing of `index.names`
  (typing errors, other romanisations, lost accents and hyphens, small letters), each in a question. Beside them names
  of other reports, which must find nothing. Precision: the share of all names found that are the right ones, as many
  strangers' names counted as there are others.
- **questions**: the corpus' own questions, each of its own report: what `resolve` finds there, to be read (`--wrong`).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from index.document import Document, Sentence  # noqa: E402
from index.names import Names  # noqa: E402
from index.names.gathered import gather  # noqa: E402
from index.names.ordinary import is_word  # noqa: E402
from index.names.spelling import folded  # noqa: E402
from index.segment import sentences_of  # noqa: E402

LABELS = ROOT / "benchmarks" / "names.json"
TEMPLATES = (
    "What did {} say?",
    "What happened to {} on that day?",
    "Who mentioned {} first?",
    "is anything known about {}",
    "Tell me why {} was named.",
)
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
STRANGERS = 5
"""How many names of other reports are asked for each name of a report."""
ROMANISATIONS = (
    ("kh", "ch"), ("kh", "h"), ("sh", "sch"), ("sh", "ch"), ("ch", "tch"), ("j", "dj"), ("dj", "j"), ("zh", "j"),
    ("q", "k"), ("k", "q"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ou", "u"), ("u", "ou"), ("oo", "u"), ("ee", "i"),
    ("i", "ee"), ("y", "i"), ("i", "y"), ("ei", "ai"), ("ai", "ei"), ("e", "i"), ("o", "u"), ("w", "v"), ("v", "w"),
    ("c", "k"), ("k", "c"), ("ts", "z"), ("z", "s"), ("f", "ff"), ("s", "ss"), ("ss", "s"), ("l", "ll"), ("ll", "l"),
    ("tt", "t"), ("r", "rr"), ("ph", "f"), ("ov", "off"), ("ev", "eff"), ("iya", "ia"), ("ah", "a"),
)  # fmt: skip


@dataclass
class Counted:
    """How many were right, with those that were wrong and missed."""

    asked: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def row(self, title: str) -> str:
        """Write precision and recall, with what they are shares of."""
        found, wanted = self.right + len(self.wrong), self.right + len(self.missed)
        precision = f"{self.right / found:.3f} ({self.right}/{found})" if found else "-"
        recall = f"{self.right / wanted:.3f} ({self.right}/{wanted})" if wanted else "-"
        return f"| {title} | {precision} | {recall} |"


@dataclass(frozen=True)
class Report:
    """A report with its labels; `names` are those that documents consisting of it alone have."""

    file: str
    sentences: tuple[Sentence, ...]
    names: Names
    labels: dict[str, list[list[str]]]


def read_reports(split: str) -> Iterator[Report]:
    """Read the reports of a split that have noise; those without labels have empty ones."""
    labels: dict[str, Any] = json.loads(LABELS.read_text(encoding="utf-8"))["reports"]
    for path in sorted((ROOT / "corpus" / split).glob("*.txt")):
        file = f"{split}/{path.name}"
        sentences = tuple(sentences_of(Document(file, path.stem, path.read_text(encoding="utf-8"))))
        yield Report(file, sentences, Names.of([sentences]), labels.get(file, {}))


def inside(reports: Sequence[Report]) -> tuple[Counted, Counted]:
    """Measure the links inside reports: of spellings, and of acronyms."""
    spellings, acronyms = Counted(), Counted()
    for report in reports:
        same, unsure = report.labels.get("same", []), report.labels.get("open", [])
        for link in report.names.links:
            if _level(link.left, same) == _level(link.right, same):
                continue
            if _level(link.left, unsure) != _level(link.right, unsure):
                spellings.wrong.append(f"{report.file}: {link.left} = {link.right}")
        for group in same:
            for left, right in combinations(group, 2):
                if folded(left) == folded(right):
                    continue
                if folded(right) in {folded(name) for name in report.names.spellings(left)}:
                    spellings.right += 1
                else:
                    spellings.missed.append(f"{report.file}: {left} = {right}")
        labelled = {folded(acronym): folded(name) for acronym, name in report.labels.get("acronyms", [])}
        found = {folded(acronym): folded(name) for acronym, name in report.names.acronyms.items()}
        if report.labels:
            acronyms.right += sum(labelled.get(acronym) == name for acronym, name in found.items())
            acronyms.wrong += [f"{report.file}: {a} = {n}" for a, n in found.items() if labelled.get(a) != n]
            acronyms.missed += [f"{report.file}: {a} = {n}" for a, n in labelled.items() if found.get(a) != n]
    return spellings, acronyms


def _level(name: str, groups: Sequence[Sequence[str]]) -> str:
    """Write a name with one spelling for each group."""
    level = folded(name)
    for number, group in enumerate(groups):
        for spelling in sorted((folded(spelling) for spelling in group), key=len, reverse=True):
            level = re.sub(rf"\b{re.escape(spelling)}\b", f"<{number}>", level)
    return level


def asked(reports: Sequence[Report], seed: int) -> dict[str, Counted]:
    """Measure how outside spellings of reports' names are found, by the way they are made; and strangers' names."""
    generator = random.Random(seed)
    counted: dict[str, Counted] = {kind: Counted() for kind in ("typing error", "romanisation", "accents", "stranger")}
    owned = {report.file: _names_of(report) for report in reports}
    every = sorted({name for names in owned.values() for name in names})
    for report in reports:
        mine = owned[report.file]
        held = {folded(part) for name in gather([report.sentences]).forms for part in name.split()}
        for name in mine:
            for kind, made in _outside(name, generator):
                if folded(made) in held or (folded(made) == folded(name) and kind != "accents"):
                    continue
                question = generator.choice(TEMPLATES).format(made)
                found = report.names.resolve(question)
                right = {folded(name), *(folded(other) for other in report.names.spellings(name))}
                _judge(counted[kind], report.file, made, name, [match.found for match in found], right)
        strangers = [name for name in every if not _shares(name, held)]
        drawn = generator.sample(strangers, min(STRANGERS * len(mine), len(strangers)))
        counted["stranger"].asked += len(drawn)
        for name in drawn:
            for match in report.names.resolve(generator.choice(TEMPLATES).format(name)):
                counted["stranger"].wrong.append(f"{report.file}: {match.asked} → {match.found}")
    return counted


def _judge(counted: Counted, file: str, made: str, name: str, found: Sequence[str], right: set[str]) -> None:
    if any(folded(one) in right or folded(one) in {p for r in right for p in r.split()} for one in found):
        counted.right += 1
    else:
        counted.missed.append(f"{file}: {made} ← {name}")
        counted.wrong += [f"{file}: {made} → {one}, not {name}" for one in found]


def _names_of(report: Report) -> list[str]:
    """Give the single names of a report that are no English words and occur as names for sure."""
    forms = gather([report.sentences]).forms.values()
    return sorted(
        form.spelling
        for form in forms
        if form.words == 1 and form.sure and len(form.key) >= 4 and not form.spelling.isupper()
        if not is_word(form.key) and not any(char.isdigit() for char in form.key)
    )


def _shares(name: str, held: set[str]) -> bool:
    return any(part in held for part in folded(name).split())


def _outside(name: str, generator: random.Random) -> Iterator[tuple[str, str]]:
    if len(name) >= 5:
        made = _mistyped(name, generator)
        yield "typing error", made.lower() if generator.random() < 0.2 else made
    low = name.lower()
    fitting = [(old, new) for old, new in ROMANISATIONS if old in low[1:]]
    if fitting:
        made = low
        for old, new in generator.sample(fitting, min(len(fitting), generator.choice((1, 1, 2)))):
            place = made.find(old, 1)
            made = made[:place] + new + made[place + len(old) :] if place > 0 else made
        yield "romanisation", made[0].upper() + made[1:]
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    plain = plain.replace("-", " ")
    if plain != unicodedata.normalize("NFKD", name):
        yield "accents", plain


def _mistyped(name: str, generator: random.Random) -> str:
    place = generator.randrange(1, len(name) - 1)
    char = name[place].lower()
    row = next((row for row in KEYS if char in row), "")
    near = row[max(0, row.find(char) - 1) : row.find(char) + 2].replace(char, "") or "e"
    kind = generator.choice(("drop", "double", "swap", "slip"))
    if kind == "drop":
        return name[:place] + name[place + 1 :]
    if kind == "double":
        return name[:place] + name[place] + name[place:]
    if kind == "swap":
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name[:place] + generator.choice(near) + name[place + 1 :]


def questions(reports: Sequence[Report], split: str) -> tuple[int, list[str]]:
    """Resolve the corpus' own questions; give how many there are, and what was found."""
    names = {report.file: report.names for report in reports}
    lines = (ROOT / "corpus" / split / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    found: list[str] = []
    for line in lines:
        told = json.loads(line)
        for match in names[f"{split}/{told['document']}"].resolve(told["question"]):
            known = "known, " if match.known else ""
            found.append(f"{told['id']}: {match.asked} → {match.found} ({known}{match.kind}, {match.sureness:.2f})")
    return len(lines), found


def measure_times(split: str) -> None:
    """Print how long gathering takes for 100,000 words, and resolving a question."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / split).glob("*.txt"))]
    every: list[list[Sentence]] = []
    count = 0
    generator = random.Random(1)
    while count < 100_000:
        text = _varied(generator.choice(texts), generator)
        count += len(text.split())
        every.append(list(sentences_of(Document(str(len(every)), "x", text))))
    start = time.perf_counter()
    names = Names.of(every)
    print(f"gathering and linking {count:,} words in {len(every)} documents: {time.perf_counter() - start:.2f} s")
    asked_ = [json.loads(line)["question"] for line in (ROOT / "corpus" / split / "questions.jsonl").open()][:200]
    names.resolve("What did Someone Unheardof say about Timbuktu?")
    start = time.perf_counter()
    for question in asked_:
        names.resolve(question)
    print(f"resolving a question: {(time.perf_counter() - start) / len(asked_) * 1000:.1f} ms")


def _varied(text: str, generator: random.Random) -> str:
    """Give a text other names, so that many texts have many names."""
    changed: dict[str, str] = {}

    def put(match: re.Match[str]) -> str:
        name = match[0]
        if is_word(name.lower()):
            return name
        if name not in changed:
            letters = list(name[1:])
            generator.shuffle(letters)
            changed[name] = name[0] + "".join(letters).lower()
        return changed[name]

    return re.sub(r"\b[A-Z][a-z]{3,}\b", put, text)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong and missed, and what questions find")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", action="store_true", help="measure times, and nothing else")
    given = parser.parse_args()
    if given.times:
        measure_times(given.split)
        return
    reports = list(read_reports(given.split))
    spellings, acronyms = inside(reports)
    ways = asked([report for report in reports if report.labels], given.seed)
    every = Counted()
    for kind, counted in ways.items():
        if kind == "stranger":
            every.wrong += counted.wrong[::STRANGERS]
            continue
        every.right += counted.right
        every.wrong += counted.wrong
        every.missed += counted.missed
    total, found = questions(reports, given.split)
    print(f"{given.split}: {len(reports)} reports, {sum(bool(report.labels) for report in reports)} labelled\n")
    print("| linking | precision | recall |\n|---|---|---|")
    print(spellings.row("inside: spellings"))
    print(acronyms.row("inside: acronyms"))
    for kind, counted in ways.items():
        print(
            counted.row(f"asked: {kind}")
            if kind != "stranger"
            else f"| asked: {counted.asked:,} strangers' names | {len(counted.wrong)} found | |"
        )
    print(every.row("asked: all"))
    print(f"\nThe corpus' {total} questions: {len(found)} names resolved.")
    if given.wrong:
        for title, counted in (("spellings", spellings), ("acronyms", acronyms), *ways.items()):
            for line in counted.wrong:
                print(f"wrong  {title:13} {line}")
            for line in counted.missed:
                print(f"missed {title:13} {line}")
        for line in found:
            print(f"asked  {line}")


if __name__ == "__main__":
    main()
