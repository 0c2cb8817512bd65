"""Questions that people ask one after the other: `training/conversations.tsv` has conversations over some drills.

A line is a turn: the drill's name, the conversation's, the question as it was typed, the same so that it stands alone
("=" where it does), and where the sentences that answer it begin in the drill's text ("-" where it does not tell). What
stands alone is asked. It names what was spoken of, which the sentence that answers it need not name again; the drills'
own questions rarely do that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from index.document import Document
from index.segment import sentences_of
from training.drills import read_drills
from training.reports import Told

CONVERSATIONS: Final = Path(__file__).with_name("conversations.tsv")
HELD_OUT: Final = Path(__file__).with_name("conversations-held-out.tsv")
ITSELF: Final = "="
NOTHING: Final = "-"


def of_conversations(path: Path, drills: Path) -> Iterator[tuple[str, list[Told]]]:
    """Give the drills that are spoken of, with the questions asked of them.

    Raises:
        ValueError: a line has not five columns, or names a place where no sentence begins; the message says which.
    """
    asked: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t")
        if len(columns) != 5:
            raise ValueError(f"{path}: line {number} has not five columns with tabs between them")
        name, _, typed, standalone, places = columns
        asked[name].append((number, typed if standalone == ITSELF else standalone, places))
    for name, questions in asked.items():
        text, _ = read_drills(drills / f"{name}.txt")
        found = sentences_of(Document(id=name, title=name, text=text))
        sentences = {str(sentence.start): (sentence.start, sentence.end) for sentence in found}
        told: list[Told] = []
        for number, question, places in questions:
            begun = [] if places == NOTHING else places.split()
            strange = set(begun) - sentences.keys()
            if strange:
                raise ValueError(f"{path}: line {number}: no sentence begins at {min(strange)}")
            told.append(Told(question, bool(begun), (), tuple(sentences[place] for place in begun)))
        yield text, told
