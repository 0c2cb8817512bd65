"""What a rewriter learns from: follow-ups, what was said before, and the question as it stands alone.

People wrote some of them (`conversations.tsv`, the corpus' train conversations). Many more are made of the drills'
questions: one is taken to follow another of the same report, and what was heard before becomes a pronoun, or is left
out.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from eval.question_set import read_set
from index.document import Document
from index.segment import sentences_of
from qa.question.contextualise import Turn, understand
from qa.question.rewrite.source import UNTOLD, words_of
from qa.words import content_words
from training.conversations import conversations
from training.drills import read_drills
from training.followups import cut, leaning

Before = tuple[tuple[str, str], ...]
"""The questions before, each with its answer, oldest first."""

_LISTED: Final = 3_000
_TWO_BEFORE: Final = 0.5
_NEAREST: Final = 8
_LEFT_OUT: Final = 0.35
_CUT: Final = 0.15
_NOTHING: Final = "The document does not say."
_OPENINGS: Final = ("and ", "And ", "so ", "ok, ", "but ", *[""] * 12)
_PREPOSITIONS: Final = "of|to|by|for|with|at|in|from|on|against|about|near|during|after|before"
_HEARD: Final = re.compile(
    rf" (?:{_PREPOSITIONS}) (?:the |a |an |this |that )?"
    rf"(?:[\w'’-]+ ){{0,4}}?[\w'’-]+(?=\?|$|,| (?:{_PREPOSITIONS})\b)"
)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A question as it was typed after others, and as it stands alone; `typed` where it does already."""

    typed: str
    before: Before
    standalone: str

    @property
    def alone(self) -> bool:
        """Say whether it stands alone as it was typed."""
        return self.typed == self.standalone


def written_by_people(path: Path, drills: Path) -> Iterator[Rewrite]:
    """Give the turns of a file of conversations; errors as `training.conversations.conversations`."""
    for _, text, turns in conversations(path, drills):
        before: dict[str, Before] = defaultdict(tuple)
        for turn in turns:
            yield Rewrite(turn.typed, before[turn.conversation], turn.standalone)
            answer = " ".join(text[start:end] for start, end in turn.sentences) or UNTOLD
            before[turn.conversation] = (*before[turn.conversation], (turn.standalone, answer))


def of_sets(sets: Sequence[Path], split: str) -> Iterator[Rewrite]:
    """Give the turns of question sets that tell how they stand alone."""
    for path in sets:
        alone: dict[tuple[str, ...], str] = {}
        for line in read_set(path).lines:
            question = line.question
            if question.split != split or not question.standalone:
                continue
            asked = [turn.content for turn in question.history if turn.role == "user"]
            told = [turn.content for turn in question.history if turn.role == "assistant"]
            known = [alone.get(tuple(asked[: number + 1]), each) for number, each in enumerate(asked)]
            alone[(*asked, question.question)] = question.standalone
            yield Rewrite(question.question, tuple(zip(known, told, strict=False)), question.standalone)


def said(rewrite: Rewrite) -> list[Turn]:
    """Give what was said before as a history."""
    return [
        turn
        for asked, answer in rewrite.before
        for turn in (Turn("user", asked), Turn("assistant", _NOTHING if answer == UNTOLD else answer))
    ]


def understood(rewrite: Rewrite) -> Rewrite:
    """Give the questions before as the assistant's rules understand them, in place of as people wrote them out."""
    history = said(rewrite)
    before = tuple(
        (understand(asked, history[: 2 * number]).standalone, answer)
        for number, (asked, answer) in enumerate(rewrite.before)
    )
    return replace(rewrite, before=before)


class Made:
    """Makes follow-ups of the questions of drills."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Take the drills' files."""
        self._reports: list[list[tuple[str, str, frozenset[str]]]] = []
        for path in paths:
            text, drills = read_drills(path)
            sentences = sentences_of(Document(id=path.stem, title=path.stem, text=text))
            asked: list[tuple[str, str, frozenset[str]]] = []
            for drill in drills:
                told = [s.text for s in sentences if any(a < s.end and s.start < b for a, b in drill.spans)]
                keys = frozenset(word.key for word in content_words(drill.question))
                asked.append((drill.question, " ".join(told) or UNTOLD, keys))
            self._reports.append(asked)

    def drawn(self, chance: random.Random) -> Iterator[Rewrite]:
        """Make one follow-up of each question that can be one, report by report."""
        for asked in self._reports:
            for number in range(len(asked)):
                made = self._made(asked, number, chance)
                if made is not None:
                    yield made

    def _made(
        self, asked: Sequence[tuple[str, str, frozenset[str]]], number: int, chance: random.Random
    ) -> Rewrite | None:
        question, _, keys = asked[number]
        others = [each for place, each in enumerate(asked) if place != number and each[0] != question]
        near = sorted(others, key=lambda each: -len(keys & each[2]) + chance.random())[:_NEAREST]
        if not near:
            return None
        spoken = chance.sample(near, 2 if len(near) > 1 and chance.random() < _TWO_BEFORE else 1)
        before = tuple((each[0], each[1]) for each in spoken)
        heard = " ".join(" ".join(each[:2]) for each in spoken[-1:])
        typed = cut(question, spoken[-1][0], chance) if chance.random() < _CUT else None
        if typed is None and chance.random() < _LEFT_OUT:
            typed = _left_out(question, f"{spoken[-1][0]} {spoken[-1][1]}", chance)
        if typed is None:
            typed = leaning(question, heard, chance)
        if typed is None or typed.casefold() == question.casefold():
            return None
        opening = chance.choice(_OPENINGS)
        return Rewrite(f"{opening}{typed[0].lower()}{typed[1:]}" if opening else typed, before, question)


def _left_out(question: str, heard: str, chance: random.Random) -> str | None:
    known = {word.key for word in content_words(heard)}
    runs = [
        (found.start(), found.end())
        for found in _HEARD.finditer(question)
        if (own := {word.key for word in content_words(found[0])}) and own <= known
    ]
    if not runs:
        return None
    start, end = chance.choice(runs)
    left = question[:start] + question[end:]
    return left if len(left.split()) >= 2 else None


def as_typed(rewrite: Rewrite, chance: random.Random) -> Rewrite:
    """Type a question carelessly now and then: in lower case, without its mark."""
    typed = rewrite.typed
    if chance.random() < 0.35:
        typed = typed.lower()
    if chance.random() < 0.35:
        typed = typed.rstrip(" ?")
    return replace(rewrite, typed=typed) if typed != rewrite.typed and not rewrite.alone else rewrite


def vocabulary(rewrites: Sequence[Rewrite], most: int = _LISTED) -> tuple[str, ...]:
    """List the words that questions have and the conversations before them lack, those first that are lacked most."""
    lacked: Counter[str] = Counter()
    for rewrite in rewrites:
        said = {word.casefold() for word in words_of(f"{rewrite.typed} {rewrite.before}")}
        found = [word.casefold() for word in words_of(rewrite.standalone.rstrip(" ?"))]
        lacked.update(word for word in found if word not in said)
    return tuple(word for word, count in lacked.most_common(most) if count > 1)
