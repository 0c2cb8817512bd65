"""Small answers and questions, made by hand, for the tests of evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.measures import Outcome
from eval.measures.outcome import Searches
from eval.question_set import Gold, Question, Turn
from qa import Answer, Citation, Statement, Status

DOCUMENT = "doc"
TEXT = "Ana signed it. Ben was there. Cleo left early. Dan said no. Eve slept. Fay read on."
SENTENCES = ((0, 14), (15, 29), (30, 46), (47, 59), (60, 70), (71, 83))


def question(status: Status = "answered", *, gold: Sequence[int] = (), **keys: Any) -> Question:
    """Make a question whose gold are whole sentences of `TEXT`, by their number."""
    quotes = tuple(Gold(quote=TEXT[start:end], start=start, end=end) for start, end in (SENTENCES[i] for i in gold))
    given = {"id": "q", "document": "text.txt", "question": "Who signed it?", "kind": "who", "split": "dev"} | keys
    return Question(status=status, gold=quotes, **given)


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of what the user and the assistant said by turns."""
    return tuple(Turn(role="assistant" if place % 2 else "user", content=text) for place, text in enumerate(texts))


def citation(start: int, end: int, *, number: int = 1, document_id: str = DOCUMENT) -> Citation:
    """Cite ``TEXT[start:end]``."""
    quote = TEXT[start:end]
    return Citation(number, "text.txt", document_id, None, start, end, quote, quote)


def cite(*sentences: int) -> tuple[Citation, ...]:
    """Cite whole sentences by their number."""
    return tuple(citation(*SENTENCES[place], number=number) for number, place in enumerate(sentences, 1))


def answer(
    text: str = "Ana [1]",
    status: Status = "answered",
    *,
    cited: Sequence[int] = (),
    considered: Sequence[int] = (),
    statements: Sequence[Statement] = (),
    **keys: Any,
) -> Answer:
    """Make an answer that cites and considers whole sentences."""
    return Answer(
        "Who signed it?",
        "Who signed it?",
        status,
        text,
        citations=cite(*cited),
        considered=cite(*considered),
        statements=tuple(statements),
        **keys,
    )


def refusal(text: str = "The documents do not say.", **keys: Any) -> Answer:
    """Make a refusal."""
    return answer(text, "not_in_documents", statements=[Statement(text, ())], **keys)


def outcome(asked: Question, given: Answer, *, seconds: float = 0.0, searches: Searches | None = None) -> Outcome:
    """Bring a question and an answer together, over `TEXT`."""
    gold = tuple((each.start, each.end) for each in asked.gold if each.start is not None and each.end is not None)
    return Outcome(asked, given, DOCUMENT, SENTENCES, gold, seconds, searches)
