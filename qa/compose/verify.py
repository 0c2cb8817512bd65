"""The last stage: keep of an answer only what its citations support."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.document import Document
from qa.answer import Answer, Citation, Statement
from qa.compose.markdown import markers


class BrokenAnswer(AssertionError):
    """An answer contradicts its own citations: a defect in the composer that made it, never shown to people."""


def verify(answer: Answer, document: Callable[[str], Document]) -> Answer:
    """Check an answer against the documents, and give it with what fails left out.

    A citation whose quote does not stand at its offsets is dropped together with the statements that rest on it
    alone; spans and considered sentences that are not verbatim are dropped too. An answer that is left without any
    citation becomes `not_in_documents`.

    Raises:
        BrokenAnswer: after that, a marker has no citation or a citation no marker.
    """
    sound = {c.number for c in answer.citations if _verbatim(c, document)}
    if len(sound) < len(answer.citations):
        answer = _without_unsound(answer, sound)
    spans = tuple(s for s in answer.spans if document(s.document_id).text[s.start : s.end] == s.text)
    considered = tuple(c for c in answer.considered if _verbatim(c, document))
    if len(spans) < len(answer.spans) or len(considered) < len(answer.considered):
        answer = replace(answer, spans=spans, considered=considered)
    marked = markers(answer.text)
    numbers = {citation.number for citation in answer.citations}
    if marked != numbers:
        raise BrokenAnswer(f"markers {sorted(marked)} do not fit citations {sorted(numbers)}")
    return answer


def _verbatim(citation: Citation, document: Callable[[str], Document]) -> bool:
    return bool(citation.quote) and document(citation.document_id).text[citation.start : citation.end] == citation.quote


def _without_unsound(answer: Answer, sound: set[int]) -> Answer:
    kept = tuple(s for s in answer.statements if not s.citations or set(s.citations) & sound)
    if not sound or not kept:
        text = "The documents do not say."
        return replace(
            answer,
            status="not_in_documents",
            text=text,
            statements=(Statement(text, ()),),
            citations=(),
            spans=(),
            verdict=None,
        )
    renumbered = {old: new for new, old in enumerate(sorted(sound), 1)}
    statements = tuple(replace(s, citations=tuple(renumbered[n] for n in s.citations if n in sound)) for s in kept)
    text = "\n\n".join(s.text + "".join(f" [{n}]" for n in s.citations) for s in statements)
    citations = tuple(replace(c, number=renumbered[c.number]) for c in answer.citations if c.number in sound)
    return replace(answer, text=text, statements=statements, citations=citations, verdict=None)
