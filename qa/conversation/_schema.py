"""The tables of the file of conversations."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x52505143
"""Marks the SQLite file as conversations of ours ("RPQC")."""

SCHEMA_VERSION: Final = 1
"""Kept in SQLite's `user_version`; raised with every change that an older version could not read."""

SCHEMA: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE conversations (
    key INTEGER PRIMARY KEY,
    user TEXT NOT NULL,       -- '' where one person has the file for himself
    id TEXT NOT NULL,
    title TEXT,               -- NULL: the first question
    created TEXT NOT NULL,    -- times in ISO 8601, UTC
    changed TEXT NOT NULL,
    UNIQUE (user, id)
);
CREATE INDEX conversations_by_change ON conversations (user, changed);
-- Of a row's columns those come first that are read without the answer.
CREATE TABLE turns (
    conversation INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,  -- from 1, without gaps
    at TEXT NOT NULL,
    question TEXT NOT NULL,   -- '' where a program added only an answer
    standalone TEXT NOT NULL,
    text TEXT,                -- NULL where a program added only a question
    words TEXT NOT NULL,      -- question and text in the form in which they are searched
    answer TEXT,              -- JSON of Answer.to_dict
    PRIMARY KEY (conversation, number)
);
CREATE TABLE feedback (
    conversation INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    vote TEXT NOT NULL,       -- 'up' or 'down'
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (conversation, turn),
    FOREIGN KEY (conversation, turn) REFERENCES turns (conversation, number) ON DELETE CASCADE
);
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
COMMIT;
"""
# A full-text index (FTS5) is not used: until SQLite 3.42 it cannot forget the words of what was deleted.
