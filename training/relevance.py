"""Train the relevance model: does this sentence, with the one before it, help to answer this question?

`python -m training.relevance --data DIR SET…` makes `relevance.pt` in the output folder. A cross-encoder (question and
sentence read together) from the packaged embedding model's weights, in two steps: first on public questions over single
sentences (QAMR: Michael et al., NAACL 2018) and on scientific articles (COVID-QA: Möller et al., 2020), then on the
train and dev questions of the sets, with the sentences that the heuristic features rank highest as negatives. Questions
that a document does not answer have negatives only.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from qa.evidence.pairs import pair_text
from training.evidence import Example, measured, out_of_fold

STEP = 32
LONGEST = 128


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, a sentence with its surroundings as one text, and whether the sentence helps to answer."""

    question: str
    text: str
    label: float


class CrossEncoder(nn.Module):
    """The encoder with one output on its first token."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager", local_files_only=True)
        self.head = nn.Linear(self.encoder.config.hidden_size, 1)
        nn.init.zeros_(self.head.bias)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Give one logit a pair."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        logits: torch.Tensor = self.head(hidden[:, 0]).squeeze(-1)
        return logits


def untokenised(text: str) -> str:
    """Undo the treebank tokenisation of QAMR's sentences."""
    for old, new in (
        (" ,", ","), (" .", "."), (" 's", "'s"), ("`` ", '"'), (" ''", '"'), ("-LRB- ", "("), (" -RRB-", ")"),
        (" ;", ";"), (" :", ":"), (" n't", "n't"), (" ?", "?"), (" %", "%"), ("$ ", "$"), ("-- ", "— "),
    ):  # fmt: skip
        text = text.replace(old, new)
    return text


def qamr_pairs(folder: Path, most: int, chance: random.Random) -> list[Pair]:
    """Pair QAMR questions with their sentence and with two others, one of the same article where there is one."""
    sentences: dict[str, str] = {}
    for line in (folder / "wiki-sentences.tsv").read_text(encoding="utf-8").splitlines():
        key, text = line.split("\t")
        sentences[key] = untokenised(text)
    articles: dict[str, list[str]] = defaultdict(list)
    asked: list[tuple[str, str]] = []
    for name in ("dev.tsv", "test.tsv"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            asked.append((columns[5], columns[0]))
    used = sorted({key for _, key in asked})
    words = {key: set(sentences[key].casefold().split()) for key in used}
    for key in used:
        articles[":".join(key.split(":")[:3])].append(key)
    asked = sorted(set(asked))
    chance.shuffle(asked)
    pairs: list[Pair] = []
    for question, key in asked[:most]:
        terms = {w for w in question.casefold().rstrip("?").split() if len(w) > 3}
        others = sorted((k for k in chance.sample(used, 150) if k != key), key=lambda k: -len(terms & words[k]))
        same = [k for k in articles[":".join(key.split(":")[:3])] if k != key]
        negatives = [others[0], chance.choice(same) if same else others[1]]
        pairs.append(Pair(question, sentences[key], 1.0))
        pairs.extend(Pair(question, sentences[k], 0.0) for k in negatives)
    return pairs


def covid_pairs(folder: Path, most: int, chance: random.Random) -> list[Pair]:
    """Pair COVID-QA questions with the sentence that holds the answer and with three of the same article."""
    from index.load import text_document
    from index.segment import sentences_of

    with lzma.open(folder / "200423_covidQA.json.xz", "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    pairs: list[Pair] = []
    for article in articles:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            spans = [
                (s.start, s.end) for s in sentences_of(text_document("article", text)) if 30 < s.end - s.start < 500
            ]
            for item in paragraph["qas"]:
                answer = item["answers"][0]
                start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
                holding = [(s, e) for s, e in spans if s <= start and end <= e]
                if not holding or end - start > 200:
                    continue
                terms = {w for w in item["question"].casefold().rstrip("?").split() if len(w) > 3}
                rest = [(s, e) for s, e in spans if (s, e) not in holding]
                others = sorted(rest, key=lambda p: -len(terms & set(text[p[0] : p[1]].casefold().split())))[:8]
                if len(others) < 3:
                    continue
                pairs.append(Pair(item["question"], text[holding[0][0] : holding[0][1]], 1.0))
                pairs.extend(Pair(item["question"], text[s:e], 0.0) for s, e in chance.sample(others, 3))
    groups = [pairs[i : i + 4] for i in range(0, len(pairs), 4)]
    chance.shuffle(groups)
    return [pair for group in groups[:most] for pair in group]


def report_pairs(
    examples: Sequence[Example], ranks: dict[int, np.ndarray], hard: int, chance: random.Random
) -> list[Pair]:
    """Pair report questions with their gold sentences and `hard` of the highest-ranked others."""
    pairs: list[Pair] = []
    for place, example in enumerate(examples):
        if example.question.kind == "summary":
            continue
        order = [int(row) for row in np.argsort(-ranks[place])]
        gold = [row for row in order if example.gold[row]]
        answered = example.question.status == "answered"
        others = [row for row in order if not example.gold[row]][: hard + 4]
        chosen = others[: hard // 2] + chance.sample(
            others[hard // 2 :], min(hard - hard // 2, len(others[hard // 2 :]))
        )
        if answered:
            pairs.extend(Pair(example.asked.text, pair_text(example.around[row]), 1.0) for row in gold[:3])
        pairs.extend(Pair(example.asked.text, pair_text(example.around[row]), 0.0) for row in chosen)
    return pairs


def batches(
    pairs: Sequence[Pair], tokenizer: object, chance: random.Random
) -> Iterator[tuple[dict[str, torch.Tensor], torch.Tensor]]:
    """Give shuffled batches of pairs of like length."""
    order = list(range(len(pairs)))
    chance.shuffle(order)
    for block in (order[i : i + STEP * 20] for i in range(0, len(order), STEP * 20)):
        block.sort(key=lambda i: len(pairs[i].question) + len(pairs[i].text))
        chunks = [block[i : i + STEP] for i in range(0, len(block), STEP)]
        chance.shuffle(chunks)
        for chunk in chunks:
            chosen = [pairs[i] for i in chunk]
            encoded = tokenizer(  # type: ignore[operator]
                [p.question for p in chosen], [p.text for p in chosen], padding=True, truncation="longest_first",
                max_length=LONGEST, return_tensors="pt",
            )  # fmt: skip
            yield dict(encoded), torch.tensor([p.label for p in chosen])


def train(
    model: CrossEncoder,
    tokenizer: object,
    pairs: Sequence[Pair],
    epochs: int,
    rate: float,
    chance: random.Random,
    name: str,
) -> None:
    """Train on pairs with binary cross-entropy, a linear warm-up and decay."""
    steps = epochs * (len(pairs) // STEP + 1)
    groups = [
        {"params": model.encoder.parameters(), "lr": rate},
        {"params": model.head.parameters(), "lr": rate * 10},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.1 * steps + 1), max(0.0, (steps - s) / (0.9 * steps)))
    )
    model.train()
    start, step, running = time.time(), 0, 0.6
    for _ in range(epochs):
        for encoded, labels in batches(pairs, tokenizer, chance):
            loss = nn.functional.binary_cross_entropy_with_logits(
                model(**encoded), labels * 0.96 + 0.02, pos_weight=torch.tensor(2.0)
            )
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            running = 0.98 * running + 0.02 * loss.item()
            if step % 25 == 0:
                left = (time.time() - start) / step * (steps - step)
                print(f"{name} {step}/{steps} loss {running:.3f} {left / 60:.1f} min left", flush=True)
    model.eval()


def logits(model: CrossEncoder, tokenizer: object, question: str, texts: Sequence[str]) -> np.ndarray:
    """Score the sentences of one question."""
    with torch.inference_mode():
        encoded = tokenizer(  # type: ignore[operator]
            [question] * len(texts),
            list(texts),
            padding=True,
            truncation="longest_first",
            max_length=LONGEST,
            return_tensors="pt",
        )
        return np.asarray(model(**encoded))


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder with qamr/ and covid-qa/")
    parser.add_argument("--out", type=Path, default=Path("build/relevance"))
    parser.add_argument("--hold", default="", help="leave out documents whose set's name begins so, to validate on")
    parser.add_argument("--first", type=Path, help="weights after the first step, to start from")
    parser.add_argument("--qamr", type=int, default=5000)
    parser.add_argument("--covid", type=int, default=900)
    parser.add_argument("--hard", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    from transformers import AutoTokenizer

    from index._model import find_model
    from index.settings import Settings

    options.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(options.seed)
    torch.manual_seed(options.seed)
    settings = Settings()
    folder = str(find_model(settings.model, settings.cache_dir).folder)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = CrossEncoder(folder)
    if options.first:
        model.load_state_dict(torch.load(options.first, weights_only=True))
    else:
        pairs = qamr_pairs(options.data / "qamr", options.qamr, chance) + covid_pairs(
            options.data / "covid-qa", options.covid, chance
        )
        train(model, tokenizer, pairs, 1, 1e-4, chance, "public")
        torch.save(model.state_dict(), options.out / "first.pt")
    examples = measured(options.sets)
    ranks = out_of_fold(examples)
    kept = {p: e for p, e in enumerate(examples) if not (options.hold and e.document.startswith(options.hold))}
    chosen = list(kept.values())
    pairs = report_pairs(chosen, dict(enumerate(ranks[p] for p in kept)), options.hard, chance)
    train(model, tokenizer, pairs, options.epochs, 8e-5, chance, "reports")
    torch.save(model.state_dict(), options.out / "relevance.pt")


if __name__ == "__main__":
    main()
