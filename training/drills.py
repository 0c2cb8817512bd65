"""Reports written to train on, with their questions, in one plain-text file each (`training/drills/`).

After the text stands the line ``=== questions``; then for each question its line ``? …`` and below it either
``-`` (the report does not tell) or the answer: ``+ span`` for each verbatim short answer (``+ span ~ snippet`` where
the span occurs more than once, the snippet only once), ``> snippet`` for a further sentence needed, and ``! yes``,
``! no`` or ``! unconfirmed`` for the verdict of a yes/no question.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_SEPARATOR = "\n=== questions\n"
_VERDICTS = ("yes", "no", "unconfirmed")


@dataclass(frozen=True, slots=True)
class Drill:
    """A question on a report. spans: (start, end) of the short answers in its text; support: offsets of snippets in
    further sentences needed. Without spans, the report does not tell.
    """

    question: str
    spans: tuple[tuple[int, int], ...]
    support: tuple[int, ...] = ()
    verdict: str | None = None


def read_drills(path: Path) -> tuple[str, list[Drill]]:
    """Read a report and its questions.

    Raises:
        ValueError: a line is wrong; the message names the file and what is wrong.
    """
    text, separator, rest = path.read_text(encoding="utf-8").partition(_SEPARATOR)
    if not separator:
        raise ValueError(f"{path} has no line '=== questions'")
    text = text.strip()
    drills: list[Drill] = []
    for number, line in enumerate(rest.splitlines(), 1):
        mark, body = line[:1], line[1:].strip()
        if not mark.strip():
            continue
        if mark == "?":
            drills.append(Drill(body, ()))
            continue
        if not drills:
            raise ValueError(f"{path}: line {number} after the separator stands before the first question")
        last = drills[-1]
        if mark == "+":
            drills[-1] = Drill(last.question, (*last.spans, _span(text, body, path)), last.support, last.verdict)
        elif mark == ">":
            drills[-1] = Drill(last.question, last.spans, (*last.support, _once(text, body, path)), last.verdict)
        elif mark == "!":
            if body not in _VERDICTS:
                raise ValueError(f"{path}: line {number} after the separator has the verdict {body!r}")
            drills[-1] = Drill(last.question, last.spans, last.support, body)
        elif mark != "-":
            raise ValueError(f"{path}: line {number} after the separator begins with {mark!r}")
    return text, drills


def _span(text: str, body: str, path: Path) -> tuple[int, int]:
    span, _, snippet = (part.strip() for part in body.partition(" ~ "))
    if span not in (snippet or span):
        raise ValueError(f"{path}: {span!r} does not occur in {snippet!r}")
    start = _once(text, snippet, path) + snippet.index(span) if snippet else _once(text, span, path)
    return start, start + len(span)


def _once(text: str, snippet: str, path: Path) -> int:
    if not snippet or text.count(snippet) != 1:
        raise ValueError(f"{path}: {snippet!r} must occur exactly once in the report")
    return text.index(snippet)
