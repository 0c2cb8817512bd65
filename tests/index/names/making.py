"""What tests of names make: the names of short texts."""

from __future__ import annotations

from index.document import Document, Sentence
from index.names import Aliases, Names
from index.segment import sentences_of


def sentences(*texts: str) -> list[list[Sentence]]:
    """Cut texts into sentences, each a document."""
    return [list(sentences_of(Document(f"text:{number}", "A text", text))) for number, text in enumerate(texts)]


def names_of(*texts: str, aliases: Aliases | None = None) -> Names:
    """Gather the names of texts, each a document."""
    return Names.of(sentences(*texts), aliases)


def found(names: Names, question: str) -> list[tuple[str, str, str]]:
    """Resolve a question: what was asked, what was found, and its kind."""
    return [(match.asked, match.found, match.kind) for match in names.resolve(question)]
