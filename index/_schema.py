"""The tables of the store."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x52505141
"""Marks the SQLite file as an index of ours ("RPQA")."""

SCHEMA_VERSION: Final = 1
"""Kept in SQLite's `user_version`; raised with every change that an older version could not read."""

TOKENIZER: Final = "porter unicode61 remove_diacritics 2"

SCHEMA: Final = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT,
    media_type TEXT NOT NULL,
    pages TEXT NOT NULL,      -- JSON: [[number, start, end], …]
    metadata TEXT NOT NULL,   -- JSON: an object
    digest TEXT NOT NULL      -- of all of the above
);
CREATE TABLE sentences (
    document_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    section TEXT,
    days TEXT,                -- JSON: [[month, day, year], …], NULL for none
    carried TEXT,
    carried_from INTEGER,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, so an old vector cannot stand for a new passage
    document_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    header TEXT NOT NULL,
    text TEXT NOT NULL,
    first_sentence INTEGER NOT NULL,
    last_sentence INTEGER NOT NULL
);
CREATE INDEX passages_of_document ON passages (document_id);
CREATE TABLE vectors (
    passage_id INTEGER PRIMARY KEY,
    passage BLOB NOT NULL,    -- float16, little-endian, of unit length
    sentences BLOB NOT NULL   -- float16, one row a sentence
);
-- The words of the passages as index.lexical normalises them; the text itself is in `passages`.
CREATE VIRTUAL TABLE words USING fts5 (header, text, content='', tokenize="{TOKENIZER}");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""

QUESTION_TABLES: Final = f"""
CREATE VIRTUAL TABLE temp.question USING fts5 (text, tokenize="{TOKENIZER}");
CREATE VIRTUAL TABLE temp.question_words USING fts5vocab (temp, question, instance);
"""
"""Tables of a connection's own, in memory, through which SQLite tells how it cuts and stems a question."""
