"""Which notices contain some words, complete over their whole text: an index of pairs of characters.

A word stands in a text where all its pairs follow one another, so a phrase of pairs finds every occurrence, whatever a
dictionary would cut. What a chunk leaves out (a line of status, a heading) is found all the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from vectorstore.segmentation import pairs

SCHEMA = """
CREATE TABLE IF NOT EXISTS page_of (number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE IF NOT EXISTS pages USING fts5 (body, content='', tokenize="unicode61 remove_diacritics 0");
"""


def put(connection: sqlite3.Connection, source: str, text: str) -> None:
    """Hold `text` as the page of `source`."""
    # The words of the page before stay in the index under a number that no source has any more: to take them out, FTS5
    # would have to be told all of them again.
    remove(connection, source)
    cursor = connection.execute("INSERT INTO page_of (source) VALUES (?)", (source,))
    row = (cursor.lastrowid, " ".join(pairs(text, last=True)))
    connection.execute("INSERT INTO pages (rowid, body) VALUES (?, ?)", row)


def remove(connection: sqlite3.Connection, source: str) -> None:
    """Forget the page of `source`, if there is one."""
    connection.execute("DELETE FROM page_of WHERE source = ?", (source,))


def sources(connection: sqlite3.Connection) -> set[str]:
    """The sources that have a page."""
    return {row[0] for row in connection.execute("SELECT source FROM page_of")}


def holding(connection: sqlite3.Connection, words: Iterable[str]) -> set[str]:
    """The sources whose text holds one of `words`."""
    wanted = [phrase for word in words if (phrase := phrase_of(word))]
    if not wanted:
        return set()
    statement = "SELECT p.source FROM pages JOIN page_of p ON p.number = pages.rowid WHERE pages MATCH ?"
    return {row[0] for row in connection.execute(statement, (any_of(wanted),))}


def phrase_of(word: str) -> str:
    """A word in FTS5's language: its pairs in a row; a single character finds every pair that begins with it."""
    tokens = pairs(word, last=False)
    if len(tokens) == 1 and len(tokens[0]) == 1:
        return f'"{tokens[0]}" *'
    return '"' + " ".join(tokens) + '"' if tokens else ""


def any_of(phrases: Sequence[str]) -> str:
    """One of several phrases."""
    return f"({' OR '.join(phrases)})"
