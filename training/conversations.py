"""Questions that people ask one after the other: `training/conversations.tsv` has conversations over some drills.

A line is a turn: the drill's name, the conversation's, the question as it was typed, the same so that it stands alone
("=" where it does), where the sentences that answer it begin in the drill's text ("-" where it does not tell), and
which verdicts on a yes/no question are right ("-" for none). What stands alone is asked. It names what was spoken of,
which the sentence that answers it need not name again; the drills' own questions rarely do that.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.document import Document
from index.segment import sentences_of
from qa.evidence.model import VERDICTS
from qa.question.contextualise import Turn as Message
from qa.question.contextualise import understand
from qa.question.followup.in_context import with_turn_before
from training.drills import read_drills
from training.reports import Told

CONVERSATIONS: Final = Path(__file__).with_name("conversations.tsv")
HELD_OUT: Final = Path(__file__).with_name("conversations-held-out.tsv")
"""Nothing is learnt from these, but from the plain questions of the same drills; no verdicts are told."""
UNSEEN: Final = Path(__file__).with_name("conversations-unseen.tsv")
"""Over drills of which nothing at all is learnt, `drills-unseen/`."""
EXAM: Final = Path(__file__).with_name("conversations-exam.tsv")
"""Over `drills-exam/`, by which nothing is chosen either."""
ITSELF: Final = "="
NOTHING: Final = "-"
_COLUMNS: Final = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation, which is told by its name: as it was `typed`, and as it stands alone, with the
    (start, end) of the sentences that answer it, none where the text does not tell, and the verdicts that are right.
    """

    conversation: str
    typed: str
    standalone: str
    sentences: tuple[tuple[int, int], ...]
    verdict: frozenset[str]


def conversations(path: Path, drills: Path) -> Iterator[tuple[str, str, list[Turn]]]:
    """Give the drills that are spoken of: name, text and turns, in the order of the file.

    Raises:
        ValueError: a line has not six columns, names a place where no sentence begins, or a verdict that there is not,
            or where nothing answers; the message says which.
        FileNotFoundError: the folder lacks a drill that is spoken of.
    """
    asked: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise ValueError(f"{path}: line {number} has not six columns with tabs between them")
        asked[columns[0]].append((number, columns[1:]))
    for name, lines in asked.items():
        if not (drills / f"{name}.txt").is_file():
            raise FileNotFoundError(f"{path} speaks of the drill {name}, which is not in {drills}; name its folder")
        text, _ = read_drills(drills / f"{name}.txt")
        found = sentences_of(Document(id=name, title=name, text=text))
        sentences = {str(sentence.start): (sentence.start, sentence.end) for sentence in found}
        turns: list[Turn] = []
        for number, (conversation, typed, standalone, places, verdict) in lines:
            begun, judged = (() if each == NOTHING else each.split() for each in (places, verdict))
            strange = set(begun) - sentences.keys()
            if strange:
                raise ValueError(f"{path}: line {number}: no sentence begins at {min(strange)}")
            unknown = set(judged) - set(VERDICTS)
            if unknown:
                raise ValueError(f"{path}: line {number}: {min(unknown)!r} is not a verdict")
            if judged and not begun:
                raise ValueError(f"{path}: line {number} has a verdict, and no sentence that answers")
            answering = tuple(sentences[place] for place in begun)
            alone = typed if standalone == ITSELF else standalone
            turns.append(Turn(conversation, typed, alone, answering, frozenset(judged)))
        yield name, text, turns


def of_conversations(path: Path, drills: Path) -> Iterator[tuple[str, list[Told]]]:
    """Give the texts that are spoken of, with the questions asked of them; errors as `conversations`."""
    for _, text, turns in conversations(path, drills):
        yield text, [Told(turn.standalone, bool(turn.sentences), (), turn.sentences, turn.verdict) for turn in turns]


NOT_TOLD: Final = "The document does not say."
_UNDERSTOOD: Final = 0.5
"""How many of the questions before are put as the assistant understands them, not as people wrote them out."""
_SILENT: Final = 0.25
_OTHER: Final = 0.1
"""How many answers before are left out, and how many are another sentence of the text: the assistant errs, too."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A follow-up, as `typed`, after a question: that as people wrote it out and as the assistant understands it, the
    sentences that answered it, and another one of the text; and the last question before it that was answered, with
    its answer, "" where there is none.
    """

    typed: str
    before: str
    understood: str
    answer: str
    other: str
    earlier: str = ""
    earlier_answer: str = ""

    def drawn(self, chance: random.Random) -> str:
        """Draw what a reader is asked, see `qa.question.followup.in_context`."""
        draw = chance.random()
        answer = "" if draw < _SILENT else self.other if draw < _SILENT + _OTHER else self.answer
        before = self.understood if chance.random() < _UNDERSTOOD else self.before
        earlier = ("", "") if answer else (self.earlier, self.earlier_answer)
        return with_turn_before(self.typed, before, answer, *earlier)


def spoken_in(path: Path, drills: Path) -> dict[str, tuple[Spoken, ...]]:
    """Give by each question that was written out how it was asked as a follow-up, but for those that two reports were
    asked; errors as `conversations`.
    """
    found: dict[str, list[Spoken]] = defaultdict(list)
    reports: dict[str, set[str]] = defaultdict(set)
    for name, text, turns in conversations(path, drills):
        every = sentences_of(Document(id=name, title=name, text=text))
        for _, those in itertools.groupby(turns, key=lambda turn: turn.conversation):
            history: list[Message] = []
            earlier = ("", "")
            for last, turn in itertools.pairwise(those):
                understood = understand(last.typed, history)
                told = " ".join(text[start:end] for start, end in last.sentences)
                known, earlier = earlier, (last.standalone, told) if told else earlier
                history += [Message("user", last.typed), Message("assistant", told or NOT_TOLD)]
                if turn.typed == turn.standalone or not with_turn_before(turn.typed, "", ""):
                    continue
                answering = {*last.sentences, *turn.sentences}
                others = [each.text for each in every if (each.start, each.end) not in answering]
                other = random.Random(turn.standalone).choice(others) if others else ""
                before = last.standalone if understood.clarify else understood.standalone
                found[turn.standalone].append(Spoken(turn.typed, last.standalone, before, told, other, *known))
                reports[turn.standalone].add(name)
    return {question: tuple(ways) for question, ways in found.items() if len(reports[question]) == 1}
