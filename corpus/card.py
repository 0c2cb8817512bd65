"""The data card's statistics: written by the command, so that they are those of the corpus it lies beside."""

from __future__ import annotations

from typing import Final

from corpus.errors import CorpusError
from corpus.reading import Corpus
from corpus.stats import Table, tables

CARD: Final = "README.md"
_BEGIN: Final = "<!-- statistics: python -m corpus stats --write -->\n"
_END: Final = "<!-- end of statistics -->\n"


def markdown(table: Table) -> str:
    """Give a table in Markdown."""
    head = [f"| {' | '.join(table.columns)} |", f"| --- |{' ---: |' * (len(table.columns) - 1)}"]
    rows = [f"| {' | '.join(row)} |" for row in table.rows]
    return "\n".join([f"**{table.title}**", "", *head, *rows]) + "\n"


def card_is_current(corpus: Corpus) -> bool:
    """Say whether the card's statistics are those of the corpus; where there is no card, they are not wrong."""
    path = corpus.folder / CARD
    return not path.is_file() or _renewed(path.read_text(encoding="utf-8"), corpus) == path.read_text(encoding="utf-8")


def write_card(corpus: Corpus) -> None:
    """Write the corpus' statistics into its card.

    Raises:
        CorpusError: there is no card, or it has no place for them.
    """
    path = corpus.folder / CARD
    if not path.is_file():
        raise CorpusError(f"There is no card {path}: write one with the lines {_BEGIN.strip()} and {_END.strip()}.")
    text = path.read_text(encoding="utf-8")
    if _BEGIN not in text or _END not in text:
        raise CorpusError(f"{path} needs the lines {_BEGIN.strip()} and {_END.strip()}, between which statistics go.")
    path.write_text(_renewed(text, corpus), encoding="utf-8")


def _renewed(card: str, corpus: Corpus) -> str:
    before, begin, rest = card.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    own = "\n".join(markdown(table) for table in tables(corpus))
    return f"{before}{begin}\n{own}\n{end}{after}" if begin and end else ""
