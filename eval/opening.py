"""Opening what is measured: an assistant over all documents of a plan, in one index."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import QuestionSetError
from eval.measures.outcome import Offsets

if TYPE_CHECKING:
    from index import Index, Progress, Settings
    from qa import Assistant


@dataclass(frozen=True, slots=True)
class Opened:
    """An assistant, and what is known of its documents: their ids by path, their sentences' offsets by id."""

    assistant: Assistant
    ids: Mapping[Path, str]
    sentences: Mapping[str, tuple[Offsets, ...]]


@contextmanager
def opened(
    texts: Mapping[Path, str],
    *,
    path: Path | None = None,
    settings: Settings | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Opened]:
    """Open an assistant over the documents `texts`, by path.

    Args:
        texts: what the index must hold.
        path: an index to use as it is; where there is none yet, one is made there and stays. None makes a temporary
            one that is gone afterwards.
        settings: those of the index and the assistant; None takes the process's.
        progress: is told how the making of the index goes.

    Raises:
        QuestionSetError: the index that is there lacks a document, or holds another text of it.
        index.errors.IndexUnusable: the index cannot be opened or made.
    """
    from index import Settings, build_index
    from qa import Assistant

    chosen = settings if settings is not None else Settings.load()
    with tempfile.TemporaryDirectory(prefix="report-qa-eval-", ignore_cleanup_errors=True) as folder:
        place = path if path is not None else Path(folder) / "index"
        if not place.exists():
            build_index(sorted(texts), place, settings=chosen, progress=progress).close()
        with Assistant.open(place, settings=chosen) as assistant:
            ids = {source: _document_id(assistant.index, source, text, place) for source, text in texts.items()}
            sentences = {
                each: tuple((sentence.start, sentence.end) for sentence in assistant.index.sentences(each))
                for each in ids.values()
            }
            yield Opened(assistant, ids, sentences)


def _document_id(index: Index, source: Path, text: str, place: Path) -> str:
    """Find a document in the index by its text, in which offsets count; of several, the one from that path."""
    same = [document for document in index.documents if document.text == text]
    if not same:
        raise QuestionSetError(
            f"The index {place} does not hold {source} as it is now: "
            f"add it with `report-qa index {source} --to {place}`, or leave --index out."
        )
    return next((each.id for each in same if each.source == str(source)), same[0].id)
