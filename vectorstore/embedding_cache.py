"""Vectors already computed, on disk: reading a report again or rebuilding the store costs no embedding.

Keyed by model and text. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from assistant.errors import StoreError
from vectorstore.embeddings import Embedder, Vector

_LOOKUP = 500
"""Keys in one statement; SQLite builds may allow no more than 999 parameters."""
_BATCH = 32
"""Texts embedded between two commits: what an interrupted run has to do again."""


_QUESTIONS = 64
"""Questions remembered in memory: one answer looks the same words up in notice after notice."""


class CachedEmbedder:
    """An embedder that remembers passages. Questions are never stored, for they belong to users: the last few of them
    stay in memory alone.
    """

    def __init__(self, inner: Embedder, path: Path) -> None:
        self._inner, self._path = inner, path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._questions: OrderedDict[str, Vector] = OrderedDict()

    @property
    def model_id(self) -> str:
        """That of the embedder behind."""
        return self._inner.model_id

    @property
    def dimension(self) -> int:
        """That of the embedder behind."""
        return self._inner.dimension

    def query(self, text: str) -> Vector:
        """The vector of a question, computed once as long as it is among the last few."""
        with self._lock:
            if (known := self._questions.get(text)) is not None:
                self._questions.move_to_end(text)
                return known
        vector = self._inner.query(text)
        with self._lock:
            self._questions[text] = vector
            while len(self._questions) > _QUESTIONS:
                self._questions.popitem(last=False)
        return vector

    def passages(self, texts: Sequence[str]) -> Vector:
        """One row a text; only those never seen are computed."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        with self._lock:
            known = self._read(set(keys))
            missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in known}.items())
            for i in range(0, len(missing), _BATCH):
                batch = missing[i : i + _BATCH]
                rows = self._inner.passages([text for _, text in batch])
                known |= {key: row for (key, _), row in zip(batch, rows, strict=True)}
                self._write((key, row) for (key, _), row in zip(batch, rows, strict=True))
        return np.stack([known[key] for key in keys]) if keys else np.empty((0, self.dimension), np.float32)

    def close(self) -> None:
        """Close the file; it opens again at the next use."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, check_same_thread=False)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (model TEXT, text BLOB, vector BLOB NOT NULL,"
                " PRIMARY KEY (model, text)) WITHOUT ROWID"
            )
            self._connection = connection
        return self._connection

    def _read(self, keys: set[bytes]) -> dict[bytes, Vector]:
        found: dict[bytes, Vector] = {}
        wanted = sorted(keys)
        try:
            for i in range(0, len(wanted), _LOOKUP):
                part = wanted[i : i + _LOOKUP]
                marks = ",".join("?" * len(part))
                rows = self._open().execute(
                    f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({marks})", [self.model_id, *part]
                )
                found |= {key: np.frombuffer(blob, np.float32) for key, blob in rows}
        except sqlite3.Error as e:
            raise self._broken(e) from e
        return found

    def _write(self, rows: Iterable[tuple[bytes, Vector]]) -> None:
        try:
            with self._open() as transaction:
                transaction.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                    [(self.model_id, key, row.astype(np.float32).tobytes()) for key, row in rows],
                )
        except sqlite3.Error as e:
            raise self._broken(e) from e

    def _broken(self, error: sqlite3.Error) -> StoreError:
        return StoreError(f"the embedding cache {str(self._path)!r} cannot be used ({error}); it may be deleted")
