"""Questions asked as follow-ups: what a reader reads of them is what `qa.question.followup` makes of them, with the
words of the turns before in brackets, and that has to be learnt.

A question of a report is made to lean on another one of the same report: what both have in common becomes a pronoun,
or is left out. What it stands for is then looked for as it is in a conversation. A reader that is good at the plain
question teaches what the understood one should be read as (context distillation: Snell et al., 2022, "Learning by
Distilling Context", arXiv 2209.15189).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from eval.question_set import read_set
from qa.question.contextualise import Turn, understand
from qa.words import content_words
from training.examples import Example
from training.reports import Read

Twins = tuple[Example, Example]
"""A window under the question as it is understood, and the same one under the plain question."""

REAL: Final = 0.15
"""How many of the follow-ups are those of conversations."""
BESIDE: Final = 12
"""Questions on each side of one that are taken to be of the same report."""
_NOTHING: Final = "The document does not say."
_ANSWER: Final = 300
"""Characters of an answer that a conversation remembers of a question of ours, at most."""
_NEAREST: Final = 6
"""Questions that have most words in common with one, of which one is taken to have been asked before."""
_CUT: Final = 0.4
"""How many questions that differ from the one before in one stretch alone are cut down to it."""
_HEAD: Final = 0.3
"""How many phrases become their last word ("the station") rather than a pronoun."""
_TWO_BEFORE: Final = 0.4
_SAID: Final = re.compile(r"\w+(?:['’]\w+)?")
_ARTICLES: Final = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_STOPS: Final = (
    "of|to|by|for|with|at|in|from|on|against|about|near|and|or|that|which|who|is|are|was|were|be|been|has|have|had|did|do"
    "|does|as|after|before|during|than|then|not|a|an|the|into|over|under|between|when|where|why|how|what"
)
_PHRASE: Final = re.compile(
    rf"\b(?i:the|this|that|these|those|an?) (?:(?!(?:{_STOPS})\b)[\w-]+ ?){{1,3}}(?<! )|\b[A-Z][\w-]+(?: [A-Z][\w.-]+)*"
)
_BEHIND: Final = re.compile(r"\b(?:of|to|by|for|with|at|in|from|on|against|about|near)\s+$", re.IGNORECASE)
_WHERE: Final = re.compile(r"\b(?:at|in|near|on)\s+$", re.IGNORECASE)
_SUBJECTS: Final = ("he", "she", "they", "it", "it", "that", "they", "this")
_OBJECTS: Final = ("him", "her", "them", "it", "it", "that", "this")
_OWNERS: Final = ("his", "her", "their", "its")
_OPENINGS: Final = ("and ", "And ", "ok, ", "so ", "but ", "", "", "", "", "")
_ABOUT: Final = ("and {}?", "And {}?", "what about {}?", "{}?", "and for {}?", "how about {}?")


def asked(read: Read) -> str:
    """Give a question's words."""
    return next(example.question for example in (*read.holding, *read.others))


def told(read: Read) -> str:
    """Give the sentences that answer a question, or that nothing does."""
    answers = [
        example.pieces[number].text for example in read.holding if example.answerable for number in sorted(example.gold)
    ]
    return " ".join(answers)[:_ANSWER] or _NOTHING


def leaning(question: str, heard: str, chance: random.Random) -> str | None:
    """Ask a question with "he", "there" or "the station" for something that was heard before; None where nothing of it
    was.
    """
    known = {word.key for word in content_words(heard)}
    runs = [
        (found.start(), found.end())
        for found in _PHRASE.finditer(question)
        if any(word.key in known for word in content_words(found[0])) and found.start()
    ]
    if not runs:
        return None
    start, end = chance.choice(runs)
    before, behind = question[:start], question[end:]
    phrase = question[start:end].split()
    opened, last = phrase[0], phrase[-1]
    if re.match(r"['’]s\b", behind):
        return before + chance.choice(_OWNERS) + behind[2:]
    if opened.lower() in _ARTICLES and chance.random() < _HEAD:
        return f"{before}{chance.choice(('the', 'that', 'this'))} {last}{behind}"
    place = _WHERE.search(before)
    if place and chance.random() < 0.5:
        return before[: place.start()] + "there" + behind
    return before + chance.choice(_OBJECTS if _BEHIND.search(before) else _SUBJECTS) + behind


def cut(question: str, before: str, chance: random.Random) -> str | None:
    """Leave of a question only what differs from the one before; None where they are built differently."""
    now, then = ([(m[0].lower(), m.start(), m.end()) for m in _SAID.finditer(text)] for text in (question, before))
    same = 0
    while same < min(len(now), len(then)) and now[same][0] == then[same][0]:
        same += 1
    tail = 0
    while tail < min(len(now), len(then)) - same and now[-1 - tail][0] == then[-1 - tail][0]:
        tail += 1
    left = now[same : len(now) - tail]
    if same + tail < 3 or not 1 <= len(left) <= 6:
        return None
    return chance.choice(_ABOUT).format(question[left[0][1] : left[-1][2]])


def followed(read: Read, beside: Sequence[Read], chance: random.Random) -> str | None:
    """Ask a question as one that follows another of the same report; gives what is understood of it, None where that
    cannot be.
    """
    question = asked(read)
    words = {word.key for word in content_words(question)}
    near = sorted(
        beside, key=lambda other: -len(words & {word.key for word in content_words(f"{asked(other)} {told(other)}")})
    )
    near = [other for other in near[: _NEAREST + 1] if other is not read and asked(other) != question]
    if not near:
        return None
    spoken = chance.sample(near, 2 if len(near) > 1 and chance.random() < _TWO_BEFORE else 1)
    history = [turn for each in spoken for turn in (Turn("user", asked(each)), Turn("assistant", told(each)))]
    typed = cut(question, asked(spoken[-1]), chance) if chance.random() < _CUT else None
    if typed is None:
        typed = leaning(question, f"{asked(spoken[-1])} {told(spoken[-1])}", chance)
        if typed is None:
            return None
        opening = chance.choice(_OPENINGS)
        if opening:
            typed = opening + typed[0].lower() + typed[1:]
    understood = understand(typed, history)
    return None if understood.clarify or understood.standalone == question else understood.standalone


def understood_turns(sets: Sequence[Path]) -> dict[str, str]:
    """Give for the train turns of conversations, as their authors wrote them out, what the assistant understands."""
    found: dict[str, str] = {}
    for path in sets:
        for line in read_set(path).lines:
            question = line.question
            if question.split == "train" and question.history and question.standalone:
                turns = tuple(Turn(turn.role, turn.content) for turn in question.history)
                understood = understand(question.question, turns)
                if not understood.clarify:
                    found[question.standalone] = understood.standalone
    return found


class FollowUps:
    """Draws follow-ups: those of conversations, and questions of reports that were made to lean on others."""

    def __init__(self, questions: Sequence[Read], turns: dict[str, str]) -> None:
        """Take the questions of reports, in the reports' order, and what is understood of the turns among them."""
        self._asked = questions
        self._turns = turns
        self._real = [read for read in questions if asked(read) in turns]

    def drawn(self, chance: random.Random) -> Iterator[Twins]:
        """Draw one question's windows, without end; see `Twins`."""
        while True:
            if self._real and chance.random() < REAL:
                read = chance.choice(self._real)
                understood: str | None = self._turns[asked(read)]
            else:
                place = chance.randrange(len(self._asked))
                read = self._asked[place]
                beside = self._asked[max(0, place - BESIDE) : place + BESIDE]
                understood = followed(read, beside, chance)
            if understood is not None:
                for example in read.drawn(chance):
                    yield replace(example, question=understood), example
