"""Understanding the names of a question by those that the documents have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Index
    from index.names import Names
    from index.names.match import NameMatch

GATHERED: Final = 2_000_000
"""Characters of documents up to which the names of all are gathered, once, in some three seconds at most."""
_NEAR: Final = 50
"""Passages nearest to a question whose names are looked at where there is more text."""


def names_in(question: str, index: Index, documents: Sequence[str] | None = None) -> tuple[NameMatch, ...]:
    """Find the names of a question that the documents (ids or titles; all, if not told) write otherwise, or in further
    ways.

    Of much text only those names are looked at that stand in the passages nearest to the question: gathering all
    would keep the first who asks waiting, and the more names there are, the more are alike by chance.
    """
    names = names_of(index, documents)
    if names is not None:
        return names.resolve(question)
    from index.names import Names, read_aliases

    near = [scored.passage for scored in index.search(question, k=_NEAR, documents=documents)]
    told = (index.sentences(p.document_id)[p.first_sentence : p.last_sentence + 1] for p in near)
    return Names.of(told, read_aliases(index.settings.aliases)).resolve(question)


def names_of(index: Index, documents: Sequence[str] | None = None) -> Names | None:
    """Give the names of documents (all, if not told); None where there is more text than they are gathered from."""
    size = sum(len(document.text) for document in index.resolved(documents))
    return index.names_of(documents) if size <= GATHERED else None
