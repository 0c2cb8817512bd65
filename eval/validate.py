"""Checking a question set: everything docs/question-sets.md asks of it, told by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from eval.documents import find_document, locate, read_document
from eval.measures.verdict import VERDICTS, YES_NO
from eval.question_set import KINDS, Line, Problem, Question, QuestionSet, find_sets, parse_set
from eval.text import normalise, says, says_any
from index.errors import ReportQAError

Reader = Callable[[Question], str]
"""Gives the text of a question's document; raises ReportQAError where there is none."""

GOOD: Final = 0
BAD: Final = 1


def main(sets: Sequence[str | Path], *, documents: Path | None = None, strict: bool = False) -> int:
    """Validate sets, print what is wrong with them, and give the exit code: 1 where something is.

    Args:
        sets: paths, or names of shipped sets.
        documents: a folder in which documents are looked for first.
        strict: whether warnings count as well.

    Raises:
        QuestionSetError: a set cannot be opened at all.
    """
    from rich.text import Text

    from eval.table import console
    from index import Settings

    encoding = Settings.load().encoding
    out = console()
    bad = False
    for path in (path for name in sets for path in find_sets(name)):
        question_set, problems = validate(path, documents=documents, encoding=encoding)
        for problem in problems:
            level = "warning" if problem.warning else "error"
            out.print(Text(f"{question_set.path}:{problem.line}: {level}: {problem.message}"), soft_wrap=True)
        bad = bad or any(strict or not problem.warning for problem in problems)
        out.print(Text(_summary(question_set, problems)), soft_wrap=True)
    return BAD if bad else GOOD


def validate(
    path: Path, *, documents: Path | None = None, encoding: str | None = None
) -> tuple[QuestionSet, list[Problem]]:
    """Read a set and find all that is wrong with it, in the order of its lines.

    Raises:
        QuestionSetError: the file cannot be opened or is not UTF-8.
    """
    question_set, problems = parse_set(path)
    if not question_set.lines and not problems:
        problems.append(Problem(0, "holds no questions"))
    texts: dict[Path, str] = {}

    def text_of(question: Question) -> str:
        found = find_document(question.document, beside=path, folder=documents)
        if found not in texts:
            texts[found] = read_document(found, encoding)
        return texts[found]

    for line in question_set.lines:
        problems.extend(_alone(line, text_of))
    problems.extend(_doubles(question_set.lines))
    return question_set, sorted(problems, key=lambda problem: (problem.line, problem.warning))


def _alone(line: Line, text_of: Reader) -> Iterator[Problem]:
    """Check a question by itself."""
    question = line.question
    checks = (_kind, _outcome, _facts, _forbidden, _history)
    for check in checks:
        for message, warning in check(question):
            yield Problem(line.number, message, warning)
    try:
        text = text_of(question)
        places = locate(question, text)
    except (ReportQAError, ValueError) as error:
        yield Problem(line.number, str(error))
        return
    for message in _spans(question, text, places):
        yield Problem(line.number, message)
    for source in question.sources:
        if not says(text, source):
            yield Problem(line.number, f"the source {source!r} does not stand in the document", warning=True)


def _spans(question: Question, text: str, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Check that short answers are where they say, each inside a gold quote."""
    for span in question.spans:
        if span.start < 0 or text[span.start : span.end] != span.text:
            yield f"the span {span.text!r} is not at {span.start}:{span.end}"
        elif not any(start <= span.start and span.end <= end for start, end in places):
            yield f"the span {span.text!r} is in no gold quote"


Found = Iterator[tuple[str, bool]]
"""Messages, each with whether it is only a warning."""


def _kind(question: Question) -> Found:
    if question.kind not in KINDS:
        yield f"unknown kind {question.kind!r}; the kinds are {', '.join(KINDS)}", False


def _outcome(question: Question) -> Found:
    """Check that what goes with a status is there, and nothing else."""
    if question.verdict and (question.kind not in YES_NO or question.status != "answered"):
        yield "only an answered question of a yes/no kind has a verdict", False
    if question.status == "answered":
        if not question.gold:
            yield "an answered question needs gold: the sentences its answer rests on", False
        if not question.facts:
            yield "an answered question without facts: nothing tells whether its answer is right", True
        return
    if question.facts:
        yield f"a question with the status {question.status!r} has no facts", False
    if question.source is not None:
        yield f"a question with the status {question.status!r} has no source", False
    if question.spans:
        yield f"a question with the status {question.status!r} has no spans", False
    if question.gold and question.status != "not_in_documents":
        yield f"a question with the status {question.status!r} has no gold", False


def _facts(question: Question) -> Found:
    """Check that an extractive answer, which can only quote, is able to say the facts."""
    gold = " ".join(quote.quote for quote in question.gold)
    for wordings in question.facts:
        if question.gold and not says_any(gold, wordings) and not VERDICTS & set(map(normalise, wordings)):
            yield f"the fact {' / '.join(wordings)!r} is in no gold quote", True


def _forbidden(question: Question) -> Found:
    """Check that a right answer is possible: somebody's claim may be told as such, a plain fact only plainly."""
    for claim in question.forbidden:
        for wordings in question.facts:
            if all(says_any(wording, claim) for wording in wordings):
                told = f"the fact {' / '.join(wordings)!r} cannot be said without the forbidden {' / '.join(claim)!r}"
                yield told, question.source is not None


def _history(question: Question) -> Found:
    roles = [turn.role for turn in question.history]
    in_turn = all(role == ("user", "assistant")[place % 2] for place, role in enumerate(roles))
    if not in_turn or len(roles) % 2:
        yield "the history should go from the user to the assistant by turns, the assistant last", True


def _doubles(lines: Sequence[Line]) -> Iterator[Problem]:
    """Find ids and questions that stand twice, and questions of one split that are told apart by word order only."""
    ids: dict[str, int] = {}
    asked: dict[tuple[str, ...], int] = {}
    words: dict[tuple[str, ...], Line] = {}
    for line in lines:
        question = line.question
        if question.id in ids:
            yield Problem(line.number, f"the id {question.id!r} is that of line {ids[question.id]}")
        ids.setdefault(question.id, line.number)
        context = (question.document, *(normalise(turn.content) for turn in question.history))
        exact = (*context, normalise(question.question))
        if exact in asked:
            yield Problem(line.number, f"the question is that of line {asked[exact]}")
        asked.setdefault(exact, line.number)
        bag = (*context, *sorted(set(normalise(question.question).rstrip("?!. ").split())))
        twin = words.setdefault(bag, line)
        if twin.question.split != question.split:
            message = f"the question has the words of line {twin.number}, of another split ({twin.question.split})"
            yield Problem(line.number, message, warning=True)


def _summary(question_set: QuestionSet, problems: Sequence[Problem]) -> str:
    questions = [line.question for line in question_set.lines]
    errors = sum(not problem.warning for problem in problems)
    counts = [f"{len(questions)} questions", f"{errors} errors", f"{len(problems) - errors} warnings"]
    for key in ("status", "split", "kind"):
        counter = Counter(str(getattr(question, key)) for question in questions)
        counts.append(f"{key}: " + ", ".join(f"{name} {count}" for name, count in counter.most_common()))
    return f"{question_set.path}: " + "; ".join(counts)
