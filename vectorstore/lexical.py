"""The catalogue of chunks and the search by words in it: one SQLite file.

FTS5 cannot split Chinese, so it indexes tokens we cut. The catalogue is the truth about which chunks there are; the
vector store holds the same ids. Ranking does not depend on the order in which reports came in.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StoreError
from vectorstore import pages
from vectorstore.chunking import CHUNKING, Chunk
from vectorstore.segmentation import SEGMENTATION, query_tokens, tokens

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, version TEXT NOT NULL, chunking TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS chunks (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, finding INTEGER,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, context TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS embedded (source TEXT PRIMARY KEY, version TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_by_place ON chunks (source, finding);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    context, body, content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE IF NOT EXISTS frequencies USING fts5vocab (words, row);
"""
_COLUMNS = 'c.id, c.source, c.finding, c.start, c."end", c.kind, c.context, c.text'
_CONTEXT_WEIGHT = 1.0
_BODY_WEIGHT = 1.0
_MOST_ROWS = 60_000
"""Occurrences of a question's words that are scored at most, rarest words first: in a large corpus the commonest words
cost the most and tell the least."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A chunk as the catalogue holds it."""

    id: str
    source: str
    finding: int | None
    start: int
    end: int
    kind: str
    context: str
    text: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search; None leaves it open, an empty collection matches nothing."""

    sources: Collection[str] | None = None
    findings: Collection[tuple[str, int]] | None = None
    """By source and ordinal."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be found in it."""
        return (self.sources is not None and not self.sources) or (self.findings is not None and not self.findings)

    def holds(self, source: str, finding: int | None) -> bool:
        """Whether a chunk stands in it."""
        return (self.sources is None or source in self.sources) and (
            self.findings is None or (finding is not None and (source, finding) in self.findings)
        )


class LexicalStore:
    """Chunks and their words. Every change is one transaction; safe across threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; it opens again at the next use."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def replace(self, source: str, version: str, chunks: Sequence[Chunk], text: str) -> None:
        """Make these the chunks of `source`, as of `version`, and `text` its page; it has no vectors yet."""
        with self._lock, self._guarded() as connection, connection:
            _remove(connection, source)
            pages.put(connection, source, text)
            connection.execute("INSERT INTO sources VALUES (?, ?, ?)", (source, version, CHUNKING))
            for chunk in chunks:
                place = (chunk.id, source, chunk.finding, chunk.start, chunk.end, chunk.kind, chunk.context, chunk.text)
                cursor = connection.execute(
                    'INSERT INTO chunks (id, source, finding, start, "end", kind, context, text)'
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    place,
                )
                _index(connection, cursor.lastrowid or 0, chunk.context, chunk.text)

    def delete(self, source: str) -> None:
        """Remove the chunks of `source`, if there are any."""
        with self._lock, self._guarded() as connection, connection:
            _remove(connection, source)

    def version_of(self, source: str) -> str | None:
        """The version that the words of `source` are held in, if they are held as they should be."""
        with self._lock, self._guarded() as connection:
            row = connection.execute(
                "SELECT s.version FROM sources s JOIN page_of p ON p.source = s.source"
                " WHERE s.source = ? AND s.chunking = ?",
                (source, CHUNKING),
            ).fetchone()
        return row[0] if row else None

    def mark_embedded(self, source: str, version: str) -> None:
        """The vectors of all chunks of `source`, as of `version`, are stored."""
        with self._lock, self._guarded() as connection, connection:
            connection.execute("INSERT OR REPLACE INTO embedded VALUES (?, ?)", (source, version))

    def lagging(self) -> int:
        """How many sources are found by words and not yet by meaning."""
        with self._lock, self._guarded() as connection:
            statement = (
                "SELECT count(*) FROM sources s LEFT JOIN embedded e ON e.source = s.source AND e.version = s.version"
                " WHERE e.source IS NULL"
            )
            return int(connection.execute(statement).fetchone()[0])

    def versions(self, *, embedded: bool = True) -> dict[str, str]:
        """The sources held, with the version given to `replace`.

        Empty where they were cut in an older way or have no page, and with `embedded` where vectors are missing.
        """
        with self._lock, self._guarded() as connection:
            rows = connection.execute(
                "SELECT s.source, s.version, s.chunking, p.number, e.version FROM sources s"
                " LEFT JOIN page_of p ON p.source = s.source LEFT JOIN embedded e ON e.source = s.source"
            ).fetchall()
        return {
            source: version if chunking == CHUNKING and page is not None and (not embedded or done == version) else ""
            for source, version, chunking, page, done in rows
        }

    def holding(self, groups: Sequence[Sequence[str]]) -> set[str]:
        """The sources that speak, in one place, of something in every group of words; a title counts for its text."""
        with self._lock, self._guarded() as connection:
            if len(groups) == 1:
                return pages.holding(connection, groups[0])
            ways = [[phrase for word in group if (phrase := pages.phrase_of(word))] for group in groups]
            if not ways or not all(ways):
                return set()
            every = " AND ".join(pages.any_of(way) for way in ways)
            here = " OR ".join(f"body : {phrase}" for way in ways for phrase in way)
            rows = connection.execute(
                "SELECT DISTINCT c.source FROM words JOIN chunks c ON c.number = words.rowid WHERE words MATCH ?",
                (f"({every}) AND ({here})",),
            )
            return {row[0] for row in rows}

    def ids(self, source: str) -> set[str]:
        """Ids of the chunks of `source`."""
        with self._lock, self._guarded() as connection:
            return {row[0] for row in connection.execute("SELECT id FROM chunks WHERE source = ?", (source,))}

    def count(self) -> int:
        """How many chunks there are of sources whose vectors are stored."""
        with self._lock, self._guarded() as connection:
            statement = "SELECT count(*) FROM chunks c JOIN embedded e ON e.source = c.source"
            return int(connection.execute(statement).fetchone()[0])

    def get(self, ids: Iterable[str]) -> dict[str, Stored]:
        """Chunks by id; unknown ids are left out."""
        with self._lock, self._guarded() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM chunks c WHERE c.id IN (SELECT value FROM json_each(?))", (_json(ids),)
            )
            return {row[0]: Stored(*row) for row in rows}

    def search(self, question: str, limit: int, scope: Scope) -> list[Stored]:
        """The best chunks by words (BM25), ties by source and place."""
        if scope.is_empty:
            return []
        with self._lock, self._guarded() as connection:
            wanted = _affordable(connection, query_tokens(question))
            if not wanted:
                return []
            where, parameters = _where(scope)
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM words JOIN chunks c ON c.number = words.rowid WHERE words MATCH ?{where}"
                f" ORDER BY round(bm25(words, {_CONTEXT_WEIGHT}, {_BODY_WEIGHT}), 9), c.source, c.start, c.id LIMIT ?",
                (" OR ".join(_term(token) for token in wanted), *parameters, limit),
            )
            return [Stored(*row) for row in rows]

    def _guarded(self) -> _Guarded:
        return _Guarded(self._open(), self._path)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with _Guarded(sqlite3.connect(self._path, check_same_thread=False), self._path) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("PRAGMA busy_timeout=10000")
                _create(connection)
                _segment_anew(connection)
            self._connection = connection
        return self._connection


class _Guarded:
    """A connection whose errors come out as ours."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"the search index {str(self._path)!r} cannot be used: {error}") from error


def _create(connection: sqlite3.Connection) -> None:
    known = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('sources', 'embedded')").fetchall()
    connection.executescript(_SCHEMA + pages.SCHEMA)
    if known == [("sources",)]:
        # Before there was this table, a source was held only once its vectors were.
        with connection:
            connection.execute("INSERT INTO embedded SELECT source, version FROM sources")


def _segment_anew(connection: sqlite3.Connection) -> None:
    """Index the catalogue again where its words were cut by another version of the segmentation."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'segmentation'").fetchone()
    if row is not None and row[0] == SEGMENTATION:
        return
    with connection:
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        for number, context, text in connection.execute("SELECT number, context, text FROM chunks").fetchall():
            _index(connection, number, context, text)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('segmentation', ?)", (SEGMENTATION,))


def _index(connection: sqlite3.Connection, number: int, context: str, text: str) -> None:
    row = (number, " ".join(tokens(context)), " ".join(tokens(text)))
    connection.execute("INSERT INTO words (rowid, context, body) VALUES (?, ?, ?)", row)


def _remove(connection: sqlite3.Connection, source: str) -> None:
    """Take a source out; FTS5 stores no text here and must be told which words go."""
    rows = connection.execute("SELECT number, context, text FROM chunks WHERE source = ?", (source,)).fetchall()
    connection.executemany(
        "INSERT INTO words (words, rowid, context, body) VALUES ('delete', ?, ?, ?)",
        ((number, " ".join(tokens(context)), " ".join(tokens(text))) for number, context, text in rows),
    )
    pages.remove(connection, source)
    connection.execute("DELETE FROM embedded WHERE source = ?", (source,))
    connection.execute("DELETE FROM chunks WHERE source = ?", (source,))
    connection.execute("DELETE FROM sources WHERE source = ?", (source,))


def _affordable(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[str]:
    """The tokens to score: the rarest, as many as the bound on scored rows allows, and at least one."""
    rows = connection.execute(
        "SELECT term, doc FROM frequencies WHERE term IN (SELECT value FROM json_each(?))", (_json(wanted),)
    )
    documents = dict(rows.fetchall())
    kept: list[str] = []
    spent = 0
    for token in sorted(wanted, key=lambda t: documents.get(t, 0)):
        spent += documents.get(token, 0)
        if kept and spent > _MOST_ROWS:
            break
        kept.append(token)
    return kept


def _term(token: str) -> str:
    """A token in FTS5's language; a single character finds every token that begins with it."""
    quoted = '"' + token.replace('"', '""') + '"'
    return quoted + "*" if len(token) == 1 else quoted


def _where(scope: Scope) -> tuple[str, list[str]]:
    clauses, parameters = "", []
    if scope.sources is not None:
        clauses += " AND c.source IN (SELECT value FROM json_each(?))"
        parameters.append(_json(scope.sources))
    if scope.findings is not None:
        clauses += " AND (c.source || '#' || c.finding) IN (SELECT value FROM json_each(?))"
        parameters.append(_json(f"{source}#{ordinal}" for source, ordinal in scope.findings))
    return clauses, parameters


def _json(values: Iterable[str]) -> str:
    return json.dumps(sorted(values), ensure_ascii=False)
