"""What speaks for a sentence as evidence, as numbers: one row a sentence, one column a feature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.dates import find_days
from index.document import Day, Sentence
from qa.evidence.announced import announces_statement
from qa.evidence.attribution import attribution_of
from qa.evidence.match import WordMatcher, initials_of
from qa.evidence.spans import open_actor, type_fit
from qa.question.intent import Intent
from qa.words import Word, words

FEATURES: Final = (
    "dense", "passage", "covered", "covered_near", "names", "names_near", "missed", "missed_near", "day_same",
    "day_carried", "day_other", "type", "announces", "short", "sourced", "open_actor", "density", "focus",
)  # fmt: skip
"""The columns, in order. All lie between 0 and 1 or close to it."""

_NEAR_DISCOUNT: Final = 0.75
_NEAR_SENTENCES: Final = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart once for all sentences: its content words, their weights, its days and its intent."""

    text: str
    intent: Intent
    words: tuple[Word, ...]
    weights: NDArray[np.float32]
    days: tuple[Day, ...]

    @property
    def names(self) -> NDArray[np.bool_]:
        """Mark the words that are names or numbers: what an answer may not exchange for something kindred."""
        return np.array([word.name or word.number for word in self.words], dtype=np.bool_)


def take_apart(question: str, intent: Intent, frequencies: Mapping[str, int], total: int) -> Asked:
    """Prepare a question. `frequencies` counts the passages that contain a word, `total` all passages."""
    dated = find_days(question)
    kept: list[Word] = []
    seen: set[str] = set()
    for word in words(question):
        in_date = any(start <= word.start < end for start, end, _ in dated)
        if not word.stop and not in_date and word.key not in seen:
            kept.append(word)
            seen.add(word.key)
    weights = [_weight(word, frequencies.get(word.text, 0), total) for word in kept]
    return Asked(question, intent, tuple(kept), np.array(weights, dtype=np.float32), tuple(day for _, _, day in dated))


def _weight(word: Word, frequency: int, total: int) -> float:
    """Weigh a word by its rarity. A common word that no document has is most likely the asker's own for something that
    they do have: it weighs as one of middling rarity. A name that they lack weighs in full.
    """
    known = frequency if frequency or word.name or word.number else max(1.0, total**0.5)
    return log(1 + (total + 1) / (known + 0.5)) * (1.25 if word.name else 1.0)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence with what stands around it: the sentences before it in its document and its passage's header."""

    sentence: Sentence
    before: tuple[Sentence, ...]
    header: str


def feature_rows(
    asked: Asked,
    sentences: Sequence[Surroundings],
    dense: NDArray[np.float32],
    passage_dense: NDArray[np.float32],
    matcher: WordMatcher,
) -> NDArray[np.float32]:
    """Give the features of each sentence for a question, shape (sentences, len(FEATURES)).

    dense, passage_dense: cosine similarity of the question with each sentence and with its passage.
    """
    rows = np.zeros((len(sentences), len(FEATURES)), dtype=np.float32)
    if not sentences:
        return rows
    texts: dict[str, tuple[Word, ...]] = {}
    for around in sentences:
        for text in (around.sentence.text, around.header, *(before.text for before in around.before)):
            if text not in texts:
                texts[text] = words(text)
    met = _met_by_text(asked, texts, matcher)
    names = asked.names
    focus = _focus(asked)
    for row, around in enumerate(sentences):
        own = met[around.sentence.text]
        near = own.copy()
        for text in (around.header, *(before.text for before in around.before[-_NEAR_SENTENCES:])):
            near = np.maximum(near, met[text] * _NEAR_DISCOUNT)
        day_same, day_carried, day_other = _day_features(asked.days, around.sentence)
        sentence = around.sentence
        content = sum(not word.stop for word in texts[sentence.text])
        rows[row] = (
            dense[row],
            passage_dense[row],
            _share(own, asked.weights),
            _share(near, asked.weights),
            _share(own[names], asked.weights[names]),
            _share(near[names], asked.weights[names]),
            _largest_miss(own, asked.weights),
            _largest_miss(near, asked.weights),
            day_same,
            day_carried,
            day_other,
            type_fit(asked.intent.kind, asked.text, sentence.text),
            announces_statement(sentence.text),
            content < 4,
            attribution_of(sentence.text).certainty != "reported",
            open_actor(sentence.text),
            float((own > 0.8).sum()) / max(content, 4),
            float(own[focus].min()) if len(focus) else 0.5,
        )
    return rows


_FOCUS: Final = re.compile(
    r"\b(?:how\s?many|how\s?much|which|what|whose|number of|names? of|amount of)\s+(?P<focus>[^?.,;:]+)", re.IGNORECASE
)


def _focus(asked: Asked) -> list[int]:
    """Find the words of the question that name the kind of thing asked for: the run of content words that follows
    "how many", "which" or "what".
    """
    found = _FOCUS.search(asked.text)
    if found is None:
        return []
    run: list[str] = []
    for word in words(found["focus"]):
        if word.stop:
            if run:
                break
            continue
        if run and found["focus"][: word.start].rstrip()[-1:] in "\"'":
            break
        run.append(word.key)
        if len(run) == 2:
            break
    return [place for place, word in enumerate(asked.words) if word.key in run[:1]]


def _met_by_text(
    asked: Asked, texts: Mapping[str, Sequence[Word]], matcher: WordMatcher
) -> dict[str, NDArray[np.float32]]:
    """Give, for each text, how well it meets each asked word; all distinct words are compared at once."""
    distinct: dict[tuple[str, bool], int] = {}
    vocabulary: list[Word] = []
    columns: dict[str, list[int]] = {}
    for text, found in texts.items():
        columns[text] = []
        for word in found:
            if word.stop:
                continue
            key = (word.text, word.name)
            if key not in distinct:
                distinct[key] = len(vocabulary)
                vocabulary.append(word)
            columns[text].append(distinct[key])
    matrix = matcher.matrix(asked.words, vocabulary)
    met: dict[str, NDArray[np.float32]] = {}
    for text, found in texts.items():
        best = matrix[:, columns[text]].max(axis=1) if columns[text] else np.zeros(len(asked.words), np.float32)
        met[text] = _with_initials(asked, found, best)
    return met


def _with_initials(asked: Asked, found: Sequence[Word], best: NDArray[np.float32]) -> NDArray[np.float32]:
    """Let an acronym and the run of names that it abbreviates meet, whichever side has which."""
    acronyms = [row for row, word in enumerate(asked.words) if word.key.isupper() and len(word.key) >= 2]
    if acronyms:
        spelled = initials_of(found)
        for row in acronyms:
            if asked.words[row].key in spelled:
                best[row] = max(best[row], 0.95)
    shorts = {word.key for word in found if word.key.isupper() and len(word.key) >= 3}
    if shorts:
        for initials, (start, end) in initials_of(asked.words).items():
            if initials in shorts:
                best[start:end] = np.maximum(best[start:end], 0.95)
    return best


def _share(met: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    total = float(weights.sum())
    return float((met * weights).sum()) / total if total else 1.0


def _largest_miss(met: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    return float(((1.0 - met) * weights).max() / weights.max()) if len(weights) else 0.0


def _day_features(asked: Sequence[Day], sentence: Sentence) -> tuple[float, float, float]:
    if not asked:
        return 0.0, 0.0, 0.0
    if any(day.matches(own) for day in asked for own in sentence.days):
        return 1.0, 0.0, 0.0
    if sentence.days:
        return 0.0, 0.0, 1.0
    if any(day.matches(carried) for day in asked for carried in sentence.carried):
        return 0.0, 1.0, 0.0
    return 0.0, 0.0, 0.6 if sentence.carried else 0.3
