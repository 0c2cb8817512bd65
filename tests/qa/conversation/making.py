"""Answers to keep."""

from __future__ import annotations

from typing import Any

from qa.answer import Answer, Citation, Span, Statement

TEXT = "The lease was signed by Ana Ruiz on 3 May.\nThe rent is 900 euros [a month].\n"


def cited(number: int, quote: str) -> Citation:
    """Make a citation of a piece of `TEXT`."""
    start = TEXT.index(quote)
    return Citation(number, "minutes.txt", "m1", None, start, start + len(quote), quote, TEXT)


def answer(question: str = "Who signed the lease?", text: str = "**Ana Ruiz** [1]", **changes: Any) -> Answer:
    """Make an answer with one citation."""
    quote = "The lease was signed by Ana Ruiz on 3 May."
    values: dict[str, Any] = {
        "question": question,
        "standalone_question": question,
        "status": "answered",
        "text": text,
        "spans": (Span("Ana Ruiz", "m1", 24, 32, 0.9),),
        "statements": (Statement(quote, (1,), None, "reported"),),
        "citations": (cited(1, quote),),
        "confidence": 0.75,
        "timings": {"total": 0.1},
    }
    return Answer(**{**values, **changes})
