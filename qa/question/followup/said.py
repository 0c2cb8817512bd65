"""What was said before, as pairs of a question and its answer, cut to a sane length and cleaned of markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qa.question.followup.asking_back import asks_back
from qa.question.followup.signs import signs_of
from qa.question.intent import is_talk

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.question.contextualise import Turn

EXCHANGES: Final = 8
"""Questions that are looked back at; more where the oldest of them leans on what was before it."""
_FURTHEST: Final = 40
_QUESTION: Final = 600
_ANSWER: Final = 1_500
"""Characters of a question and of an answer that are read."""

_MARKER: Final = re.compile(r"\s?\[\d{1,3}\]")
_BULLET: Final = re.compile(r"^[ \t]{0,8}(?:[-*•>]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_MARKUP: Final = re.compile(r"\*\*|__|`|\\(?=[\[\]()*_#>~|.!+-])")
_SILENT: Final = re.compile(
    r"\b(?:do(?:es)? not|doesn['’]t|don['’]t|names? no|says? nothing|(?:is|are) not (?:named|given|said|told)"
    r"|gives? no)\b",
    re.IGNORECASE,
)
_TEXTS: Final = re.compile(
    r"^\W{0,4}(?:the|this|these|it|they)\b[^.]{0,24}?\b(?:report|document|text|chronicle|minutes|bulletin|memo|log"
    r"|letter"
    r"|extract|statement|article|post-mortem|paper)s?\b|^\W{0,4}(?:it|they)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, as it was typed, and what was answered, cleaned; "" where nothing was.

    asks_back: the answer was a question for what is meant. silent: it said that the documents do not tell.
    Where the answer itself is kept, `answer` is its quotes, a line each, with the marks and bullets of its text.
    spans: the short answers and sources: () where the answer is known as text alone. items: the short answer of each
    quote, () unless every one of several has one. standalone: the question as the answer understood it, None where
    only its text is known. choices: the questions that it offered, where it asked back.
    """

    question: str
    answer: str = ""
    asks_back: bool = False
    silent: bool = False
    spans: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    standalone: str | None = None
    choices: tuple[str, ...] = ()


def exchanges(history: Sequence[Turn]) -> tuple[Exchange, ...]:
    """Give the last questions with their answers, oldest first; thanks and greetings are left out."""
    found: list[Exchange] = []
    answers: list[str] = []
    answer: Answer | None = None
    for turn in reversed(history):
        if turn.role == "assistant":
            answers.append(cleaned(turn.content))
            answer = answer or getattr(turn, "answer", None)
            continue
        question = " ".join(turn.content[:_QUESTION].split())
        if question and not is_talk(question, later=True):
            found.append(_exchange(question, " ".join(reversed(answers)), answer))
            if len(found) >= EXCHANGES and (len(found) == _FURTHEST or not signs_of(question).leans):
                break
        answers, answer = [], None
    return tuple(reversed(found))


def cleaned(answer: str) -> str:
    """Give an answer as plain lines, without markers and Markdown."""
    text = _MARKUP.sub("", _BULLET.sub("• ", _MARKER.sub("", answer[:_ANSWER])))
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _exchange(question: str, text: str, answer: Answer | None) -> Exchange:
    if answer is None:
        silent = _SILENT.search(text[:160]) is not None and _TEXTS.search(text) is not None
        return Exchange(question, text, asks_back(text), silent)
    sources = tuple(dict.fromkeys(c.source for c in answer.citations if c.source))
    return Exchange(
        question,
        _quotes(answer) or text,
        answer.status == "needs_clarification",
        answer.status == "not_in_documents",
        tuple(span.text for span in answer.spans),
        sources,
        _items(answer),
        answer.standalone_question,
        answer.choices,
    )


def _quotes(answer: Answer) -> str:
    """Give the quotes of an answer as its text has them, which is what the rules look for."""
    bullet = "• " if _BULLET.search(answer.text) else ""
    lines: list[str] = []
    room = _ANSWER
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())[:room]
        room -= len(quote)
        lines += [f"{bullet}“{quote}”"] if quote else []
    return "\n".join(lines)


def _items(answer: Answer) -> tuple[str, ...]:
    """Give the short answer of each quote; several of one quote are readings of one answer, and no items."""
    cited = [(quote.document_id, quote.start, quote.end) for quote in answer.citations]
    best = [
        next((s.text for s in answer.spans if s.document_id == name and start <= s.start and s.end <= end), "")
        for name, start, end in cited
    ]
    return tuple(best) if len(best) > 1 and all(best) else ()
