"""Finding passages by words: FTS5 and BM25, ranked by the rarer words of a question."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index._schema import QUESTION_TABLES

_INITIALISM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")

HEADER_WEIGHT = 0.4
"""What a word in a passage's header counts, where one in its text counts 1."""

MOST_POSTINGS = 20_000
"""How many occurrences a search may rank. Ranking hundreds of thousands, as a few frequent words have in a large index,
takes hundreds of milliseconds and tells next to nothing."""

FREQUENT = 0.25
"""A word that more than this part of a large index's passages contain does not help to find one."""

_LARGE = 1_000
_MOST_WORDS = 64


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question: as written, its stems, and in how many passages it occurs (at most)."""

    written: str
    stems: tuple[str, ...]
    frequency: int


def normalised_words(text: str) -> str:
    """Write a text as it is indexed: "U.S." as "US", "army's" as "army"."""
    without_dots = _INITIALISM.sub(lambda match: match[0].replace(".", "") + " ", text)
    return _POSSESSIVE.sub("", without_dots).replace("\0", " ")


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the tables in memory through which `search` cuts and stems questions."""
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.executescript(QUESTION_TABLES)


def search(
    connection: sqlite3.Connection, question: str, most: int, total: int, document_ids: Sequence[str] | None = None
) -> list[tuple[int, float]]:
    """Rank passages by BM25 over the question's rarer words.

    Args:
        connection: one that was given to `prepare`.
        question: any text; words that the index does not know are left out.
        most: how many passages to return at most.
        total: how many passages there are.
        document_ids: where given, only passages of these documents.

    Returns:
        (passage id, score), best first; scores are positive, higher is better.
    """
    words = _rarer(_known_words(connection, normalised_words(question)), total)
    if not words:
        return []
    match = " OR ".join(f'"{word.written}"' for word in words)
    restriction, parameters = _restriction(document_ids)
    rows = connection.execute(
        f"SELECT rowid, bm25(words, {HEADER_WEIGHT}, 1.0) AS score FROM words WHERE words MATCH ? {restriction} "
        "ORDER BY score, rowid LIMIT ?",
        [match, *parameters, most],
    )
    return [(int(rowid), -float(score)) for rowid, score in rows]


def document_frequency(
    connection: sqlite3.Connection, terms: Iterable[str], document_ids: Sequence[str] | None = None
) -> dict[str, int]:
    """Count the passages (of all documents, or of these) that contain each term, stemmed; of a term of several words,
    those with all in a row.
    """
    restriction, parameters = _restriction(document_ids)
    counts: dict[str, int] = {}
    for term in terms:
        written = _WORD.findall(normalised_words(term))
        if not written:
            counts[term] = 0
        elif len(written) == 1 and document_ids is None:
            known = _known_words(connection, written[0])
            counts[term] = known[0].frequency if known else 0
        else:
            phrase = " ".join(written)
            counts[term] = connection.execute(
                f"SELECT count(*) FROM words WHERE words MATCH ? {restriction}", [f'"{phrase}"', *parameters]
            ).fetchone()[0]
    return counts


def _restriction(document_ids: Sequence[str] | None) -> tuple[str, list[str]]:
    """Give the condition that a passage is of one of these documents, and its parameters."""
    if document_ids is None:
        return "", []
    restriction = "AND rowid IN (SELECT id FROM passages WHERE document_id IN (SELECT value FROM json_each(?)))"
    return restriction, [json.dumps(list(document_ids))]


def _known_words(connection: sqlite3.Connection, text: str) -> list[_Word]:
    """Cut a text into the words that the index knows."""
    written = list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))
    connection.execute("DELETE FROM temp.question")
    connection.executemany("INSERT INTO temp.question (rowid, text) VALUES (?, ?)", enumerate(written))
    stems: dict[int, list[str]] = {}
    for number, stem in connection.execute("SELECT doc, term FROM temp.question_words ORDER BY doc, offset"):
        stems.setdefault(number, []).append(stem)
    words: dict[tuple[str, ...], _Word] = {}
    for number, parts in stems.items():
        frequencies = [_frequency(connection, stem) for stem in parts]
        if min(frequencies) > 0:
            words.setdefault(tuple(parts), _Word(written[number], tuple(parts), min(frequencies)))
    return list(words.values())


def _frequency(connection: sqlite3.Connection, stem: str) -> int:
    row = connection.execute("SELECT doc FROM main.vocabulary WHERE term = ?", [stem]).fetchone()
    return int(row[0]) if row else 0


def _rarer(words: Sequence[_Word], total: int) -> list[_Word]:
    """Choose the words that rank: the rarest, as many as can be ranked quickly."""
    chosen: list[_Word] = []
    budget = MOST_POSTINGS
    for word in sorted(words, key=lambda word: word.frequency)[:_MOST_WORDS]:
        if (total > _LARGE and word.frequency > FREQUENT * total) or word.frequency > budget:
            break
        budget -= word.frequency
        chosen.append(word)
    return chosen
