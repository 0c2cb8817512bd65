"""An answer written out with its sources in plain text, for the clipboard, a pipe or a file."""

from __future__ import annotations

from qa.answer import Answer, Citation
from qa.compose.markdown import plain


def with_sources(answer: Answer) -> str:
    """Give an answer's text followed by its notes and its numbered sources with their quotes and places."""
    parts = [plain(answer.text), *(f"Note: {note}" for note in answer.notes)]
    if answer.citations:
        parts.append("Sources:\n" + "\n".join(source_line(citation) for citation in answer.citations))
    return "\n\n".join(parts)


def source_line(citation: Citation) -> str:
    """Give one source on one line: number, document, page where there is one, offsets, quote."""
    page = f", page {citation.page}" if citation.page is not None else ""
    quote = " ".join(citation.quote.split())
    return f"[{citation.number}] {citation.document}{page}, characters {citation.start}–{citation.end}: “{quote}”"
