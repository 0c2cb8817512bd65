"""Write drills, or conversations over them, as a question set that can be asked: `python -m training.sets --questions
training/drills-unseen`, or `--turns training/conversations-unseen.tsv --about training/drills-unseen`.

What nothing is learnt from is so measured as all else is: `python -m eval run build/sets/….jsonl --split dev`. Dev, for
it is looked at and trainings are chosen by it; what is published is measured on the test sets. Questions of drills have
facts, one for each span of an answer; turns of conversations have none, so that of them "right" tells the status alone.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from eval.question_set import Gold, Question, ShortSpan, Turn
from index.document import Document
from index.segment import sentences_of
from qa.conversation.feedback import kind_of
from qa.evidence.model import VERDICTS
from training.conversations import conversations
from training.drills import read_drills

Asked: TypeAlias = tuple[str, str, list[Question]]
"""A report's name and text, and what is asked of it."""
Place: TypeAlias = tuple[int, int]


def turns_of(path: Path, about: Path) -> Iterator[Asked]:
    """Give what conversations ask, report by report. The assistant's earlier answers are the sentences that answer.

    Raises:
        ValueError: a line of the file is wrong, see `conversations`.
        FileNotFoundError: the folder `about` lacks a report.
    """
    for name, text, turns in conversations(path, about):
        history: dict[str, tuple[Turn, ...]] = defaultdict(tuple)
        asked: list[Question] = []
        for turn in turns:
            before = history[turn.conversation]
            plain = _question(f"{name}-{len(asked) + 1}", name, turn.typed, text, turn.sentences, turn.verdict)
            asked.append(plain.model_copy(update={"history": before, "standalone": turn.standalone}))
            answer = " ".join(text[start:end] for start, end in turn.sentences) or "The document does not say."
            said = (Turn(role="user", content=turn.typed), Turn(role="assistant", content=answer))
            history[turn.conversation] = (*before, *said)
        yield name, text, asked


def questions_of(folder: Path) -> Iterator[Asked]:
    """Give the questions of a folder of drills, report by report.

    Raises:
        ValueError: a file is wrong, see `read_drills`.
    """
    for path in sorted(folder.glob("*.txt")):
        text, drills = read_drills(path)
        sentences = sentences_of(Document(id=path.stem, title=path.stem, text=text))
        asked: list[Question] = []
        for drill in drills:
            places = [*drill.spans, *((place, place + 1) for place in drill.support)] if drill.spans else []
            gold = [(s.start, s.end) for s in sentences if any(a < s.end and s.start < b for a, b in places)]
            verdict = {drill.verdict} if drill.verdict else ()
            plain = _question(f"{path.stem}-{len(asked) + 1}", path.stem, drill.question, text, gold, verdict)
            spans = tuple(ShortSpan(text=text[start:end], start=start, end=end) for start, end in drill.spans)
            asked.append(plain.model_copy(update={"spans": spans, "facts": tuple((span.text,) for span in spans)}))
        yield path.stem, text, asked


def _question(
    number: str, name: str, question: str, text: str, gold: Sequence[Place], verdict: Iterable[str]
) -> Question:
    status: Literal["answered", "not_in_documents"] = "answered" if gold else "not_in_documents"
    right = tuple(each for each in VERDICTS if each in set(verdict)) if gold else ()
    return Question(
        id=number,
        document=f"{name}.txt",
        question=question,
        status=status,
        kind="yes-no" if right else kind_of(question),
        gold=tuple(Gold(quote=text[start:end], start=start, end=end) for start, end in gold),
        split="dev",
        verdict=right,
    )


def write(reports: Iterable[Asked], path: Path) -> int:
    """Write a set, with its documents beside it; gives how many questions it has.

    Raises:
        ValueError: there is nothing to ask.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    for name, text, asked in reports:
        (path.parent / f"{name}.txt").write_text(text, encoding="utf-8")
        lines += [f"{question.model_dump_json(exclude_defaults=True)}\n" for question in asked]
    if not lines:
        raise ValueError(f"there is no question to write into {path}; name a folder or file that has some")
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, help="write those of this folder's drills")
    parser.add_argument("--turns", type=Path, help="write the conversations of this file")
    parser.add_argument("--about", type=Path, default=Path("training/drills"), help="the drills that they are about")
    parser.add_argument("--out", type=Path, default=Path("build/sets"))
    options = parser.parse_args()
    if not options.questions and not options.turns:
        parser.error("name what to write: a folder of drills (--questions), or a file of conversations (--turns)")
    try:
        if options.questions:
            path = options.out / f"{options.questions.name}.jsonl"
            print(f"{write(questions_of(options.questions), path)} questions in {path}")
        if options.turns:
            path = options.out / f"{options.turns.stem}.jsonl"
            print(f"{write(turns_of(options.turns, options.about), path)} turns in {path}")
    except (ValueError, FileNotFoundError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
