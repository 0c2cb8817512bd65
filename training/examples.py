"""What the reader learns from: a question, neighbouring sentences, and what of them answers it.

Public sets, each read from the folder that its authors' files are put in (`training/README.md` says where they come
from). QAMR (Michael et al., NAACL 2018) asks about single Wikipedia and Wikinews sentences; QA-SRL (Roit et al., ACL
2020) asks for the roles of a verb; COVID-QA (Möller et al., 2020) asks about scientific articles.
"""

from __future__ import annotations

import csv
import json
import lzma
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.evidence.windows import Piece


@dataclass(frozen=True, slots=True)
class Example:
    """One window's worth to learn.

    spans: (piece, start, end) of the gold short answers. gold: the pieces that are evidence. answerable: whether the
    pieces answer the question, None where the set does not say. learn_evidence: whether `gold` is to be learnt from;
    spans are learnt where there are any, or where there is nothing to answer. verdict: those that are right, where the
    question is a yes/no one that the pieces answer.
    """

    question: str
    context: str
    pieces: tuple[Piece, ...]
    spans: tuple[tuple[int, int, int], ...]
    gold: frozenset[int]
    answerable: bool | None
    learn_evidence: bool = True
    verdict: frozenset[str] = frozenset()


_UNTOKENISED = (
    (" ,", ","), (" .", "."), (" 's", "'s"), ("`` ", '"'), (" ''", '"'), ("-LRB- ", "("), (" -RRB-", ")"),
    (" ;", ";"), (" :", ":"), (" n't", "n't"), (" ?", "?"), (" %", "%"), ("$ ", "$"), ("-- ", "— "),
)  # fmt: skip


def untokenised(text: str) -> str:
    """Undo treebank tokenisation."""
    for old, new in _UNTOKENISED:
        text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on one sentence, with its answer's places there; `article` tells sentences that stand together."""

    question: str
    key: str
    spans: tuple[tuple[int, int], ...]

    @property
    def article(self) -> str:
        """Name the article of the sentence."""
        return ":".join(self.key.split(":")[:3])


def _placed(tokens: Sequence[str], first: int, last: int) -> tuple[int, int] | None:
    """Find the characters of tokens `first` to `last` (both included) in the untokenised sentence."""
    sentence = untokenised(" ".join(tokens))
    answer = untokenised(" ".join(tokens[first : last + 1])).strip(" ,.;:")
    start = len(untokenised(" ".join(tokens[:first])))
    found = sentence.find(answer, max(0, start - 3))
    return (found, found + len(answer)) if answer and 0 <= found <= start + 4 else None


def qamr(folder: Path) -> tuple[dict[str, str], list[Asked]]:
    """Read QAMR's filtered questions; gives the sentences by key and the questions, each once."""
    words: dict[str, list[str]] = {}
    for line in (folder / "wiki-sentences.tsv").read_text(encoding="utf-8").splitlines():
        key, text = line.split("\t")
        words[key] = text.split(" ")
    asked: dict[tuple[str, str], Asked] = {}
    for name in ("dev.tsv", "test.tsv"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            places = sorted(int(place) for place in columns[6].split())
            if places[-1] - places[0] != len(places) - 1 or len(places) > 15:
                continue
            span = _placed(words[columns[0]], places[0], places[-1])
            if span is not None:
                asked.setdefault((columns[5], columns[0]), Asked(columns[5], columns[0], (span,)))
    used = {item.key for item in asked.values()}
    return {key: untokenised(" ".join(words[key])) for key in used}, [asked[pair] for pair in sorted(asked)]


def qasrl(folder: Path) -> tuple[dict[str, str], list[Asked]]:
    """Read the gold standard of QA-SRL: role questions with one or more answers."""
    words: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.sentences.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            words.update((row["qasrl_id"], row["tokens"].split(" ")) for row in csv.DictReader(rows))
    asked: list[Asked] = []
    for file in sorted(folder.glob("*.gold.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if not row["answer_range"] or row["qasrl_id"] not in words:
                    continue
                ranges = [tuple(map(int, part.split(":"))) for part in row["answer_range"].split("~!~")]
                spans = [_placed(words[row["qasrl_id"]], first, last - 1) for first, last in ranges]
                found = tuple(span for span in spans if span is not None)
                if found:
                    asked.append(Asked(row["question"], row["qasrl_id"], found))
    return {key: untokenised(" ".join(words[key])) for key in {item.key for item in asked}}, asked


_BEFORE = 160
"""Characters of the sentence before that are given along."""
_NAME = re.compile(r"\b(?!I\b)(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*|\d[\d,.]*\d|\d)\b")


class SentenceQuestions:
    """Makes windows from questions on single sentences: with the sentence among others, without it, or with a name or
    number of the question exchanged for another one, so that nothing answers it any more.
    """

    def __init__(self, sentences: dict[str, str], asked: Sequence[Asked], *, negatives: bool) -> None:
        self._sentences = sentences
        self._asked = asked
        self._negatives = negatives
        self._articles: dict[str, list[str]] = defaultdict(list)
        self._words = {key: {w for w in text.casefold().split() if len(w) > 3} for key, text in sentences.items()}
        for key in sorted(sentences):
            self._articles[":".join(key.split(":")[:3])].append(key)
        self._keys = sorted(sentences)

    def __len__(self) -> int:
        return len(self._asked)

    def examples(self, count: int, chance: random.Random) -> list[Example]:
        """Draw questions, each given one form."""
        drawn = chance.sample(list(self._asked), min(count, len(self._asked)))
        return [self._alone(a) if not self._negatives else self._one(a, chance) for a in drawn]

    def _alone(self, asked: Asked) -> Example:
        spans = tuple((0, start, end) for start, end in asked.spans)
        piece = Piece(self._sentences[asked.key])
        return Example(asked.question, "", (piece,), spans, frozenset({0}), None, learn_evidence=False)

    def _one(self, asked: Asked, chance: random.Random) -> Example:
        others = self._others(asked, chance)
        form = chance.random()
        question = asked.question
        if form < 0.2:
            return self._made(question, None, others, (), chance)
        if form < 0.4:
            changed = self._exchanged(asked, others, chance)
            if changed is not None:
                return self._made(changed, asked.key, others[: chance.randint(0, 2)], (), chance)
        return self._made(question, asked.key, others[: chance.randint(0, 3)], asked.spans, chance)

    def _others(self, asked: Asked, chance: random.Random) -> list[str]:
        """Draw four other sentences: of the same article where there are some, else ones that share words."""
        terms = {w for w in asked.question.casefold().rstrip("?").split() if len(w) > 3}
        same = [key for key in self._articles[asked.article] if key != asked.key]
        chance.shuffle(same)
        rest = [key for key in chance.sample(self._keys, 60) if key != asked.key and key not in same]
        rest.sort(key=lambda key: -len(terms & self._words[key]))
        return [*same[:2], *rest][:4]

    def _exchanged(self, asked: Asked, others: Sequence[str], chance: random.Random) -> str | None:
        """Exchange a name or number of the question, which its sentence has, for one that the sentence has not."""
        sentence = self._sentences[asked.key]
        found = [m for m in _NAME.finditer(asked.question) if m.start() > 0 and m.group() in sentence]
        if not found:
            return None
        match = chance.choice(found)
        number = match.group()[0].isdigit()
        pool = [
            m.group()
            for key in (*others, *chance.sample(self._keys, 20))
            for m in _NAME.finditer(self._sentences[key])
            if m.start() > 0 and m.group() not in sentence and m.group()[0].isdigit() == number
        ]
        if not pool:
            return None
        return asked.question[: match.start()] + chance.choice(pool[:12]) + asked.question[match.end() :]

    def _made(
        self,
        question: str,
        key: str | None,
        others: Sequence[str],
        spans: Sequence[tuple[int, int]],
        chance: random.Random,
    ) -> Example:
        keys = [*([key] if key is not None else []), *others]
        chance.shuffle(keys)
        before = self._sentences[chance.choice(self._keys)][-160:] if chance.random() < 0.3 else ""
        pieces = tuple(Piece(self._sentences[k]) for k in keys)
        place = keys.index(key) if key is not None and spans else -1
        gold = frozenset({place}) if place >= 0 else frozenset()
        placed = tuple((place, start, end) for start, end in spans)
        return Example(question, before, pieces, placed, gold, bool(spans))


def covid(folder: Path, chance: random.Random) -> list[Example]:
    """Make two windows from each COVID-QA question: around its answer, and of the article's likest other sentences."""
    from index.load import text_document
    from index.segment import sentences_of

    with lzma.open(folder / "200423_covidQA.json.xz", "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    examples: list[Example] = []
    for article in articles:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            found = [s for s in sentences_of(text_document("article", text)) if 30 < s.end - s.start < 600]
            for item in paragraph["qas"]:
                answer = item["answers"][0]
                start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
                place = next((n for n, s in enumerate(found) if s.start <= start and end <= s.end), None)
                if place is None or end - start > 160:
                    continue
                first = max(0, place - chance.randint(0, 2))
                kept = found[first : place + 1 + chance.randint(0, 2)][:4]
                at = place - first
                span = (at, start - found[place].start, end - found[place].start)
                pieces = tuple(Piece(s.text) for s in kept)
                if at < len(pieces):
                    examples.append(Example(item["question"], "", pieces, (span,), frozenset({at}), True))
                terms = {w for w in item["question"].casefold().rstrip("?").split() if len(w) > 3}
                near = sorted(
                    (n for n in range(len(found)) if abs(n - place) > 3),
                    key=lambda n: -len(terms & set(found[n].text.casefold().split())),
                )[:6]
                if near:
                    other = chance.choice(near)
                    pieces = tuple(Piece(s.text) for s in found[other : other + 3] if s is not found[place])
                    examples.append(Example(item["question"], "", pieces, (), frozenset(), False))
    return examples


def alone(example: Example, chance: random.Random) -> Example:
    """Cut an example down to one sentence, with the end of the one before, as it is read at a second look.

    Mostly it is one that answers, where there is one.
    """
    held = sorted({number for number, _, _ in example.spans})
    others = [number for number in range(len(example.pieces)) if number not in example.gold]
    if not held and not others:
        return example
    kept = chance.choice(held if held and (not others or chance.random() < 0.6) else others)
    before = " ".join(example.pieces[kept - 1].text.split())[-_BEFORE:] if kept else example.context
    spans = tuple((0, start, end) for number, start, end in example.spans if number == kept)
    gold = frozenset({0}) if kept in example.gold else frozenset()
    answerable = None if example.answerable is None else example.answerable and bool(gold)
    return replace(
        example,
        context=before,
        pieces=(example.pieces[kept],),
        spans=spans,
        gold=gold,
        answerable=answerable,
        verdict=example.verdict if gold else frozenset(),
    )


def misspelt(example: Example, chance: random.Random) -> Example:
    """Write the question as people in a hurry do: without capitals, without its mark, with a slip, or as it was."""
    question = example.question
    if chance.random() < 0.2:
        question = question.rstrip("?. ")
    if chance.random() < 0.15:
        question = question.lower()
    if chance.random() < 0.1:
        places = [m.start() for m in re.finditer(r"\B[a-z](?=[a-z])", question)]
        if places:
            at = chance.choice(places)
            slip = chance.choice((question[at + 1] + question[at], question[at], ""))
            question = question[:at] + slip + question[at + (2 if len(slip) != 1 else 1) :]
    return replace(example, question=question) if question.strip() else example
