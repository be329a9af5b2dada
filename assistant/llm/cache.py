"""Answers of a model that were paid for once, in SQLite, keyed by everything that makes an answer what it is.

In the key: model identity (endpoint, name, decoding parameters), messages, schema, token limit. Not in the key:
timeouts, retries, concurrency. Only validated answers are stored: a refusal, a truncated or malformed answer is asked
again next time.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

from pydantic import BaseModel

from assistant.llm.port import ChatModel, Completion, Message, T, TextDelta, Usage

_TABLE = """
CREATE TABLE IF NOT EXISTS response (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, value TEXT NOT NULL, input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL, created TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
)
"""


class ResponseCache:
    """A table of responses; safe for several threads, and for a process that is killed at any moment."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        self._connection.execute("PRAGMA journal_mode=WAL")
        # A response is paid for: it must survive a power cut, not only a killed process.
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(_TABLE)

    def get(self, key: str) -> tuple[str, Usage] | None:
        """The stored JSON and its usage, or None."""
        with self._lock:
            row = self._connection.execute(
                "SELECT value, input_tokens, output_tokens FROM response WHERE key = ?", (key,)
            ).fetchone()
        return None if row is None else (row[0], Usage(row[1], row[2]))

    def put(self, key: str, model: str, value: str, usage: Usage) -> None:
        """Store a validated answer."""
        with self._lock:
            self._connection.execute(
                "INSERT OR REPLACE INTO response (key, model, value, input_tokens, output_tokens)"
                " VALUES (?, ?, ?, ?, ?)",
                (key, model, value, usage.input_tokens, usage.output_tokens),
            )

    def __len__(self) -> int:
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM response").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


class CachedChat:
    """A chat model that asks nothing twice. Streams are not cached: they are read by people, once."""

    def __init__(self, chat: ChatModel, cache: ResponseCache) -> None:
        self._chat = chat
        self._cache = cache

    @property
    def name(self) -> str:
        """Name of the model behind."""
        return self._chat.name

    @property
    def identity(self) -> str:
        """Identity of the model behind."""
        return self._chat.identity

    def key(self, messages: Sequence[Message], schema: type[BaseModel], max_tokens: int) -> str:
        """The key of a request."""
        parts = [
            self._chat.identity,
            [(message.role, message.content) for message in messages],
            schema.model_json_schema(),
            max_tokens,
        ]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        """From the cache, or asked and stored."""
        key = self.key(messages, schema, max_tokens)
        if stored := self._cache.get(key):
            return Completion(schema.model_validate_json(stored[0]), stored[1], cached=True)
        completion = self._chat.structured(messages, schema, max_tokens=max_tokens, timeout=timeout)
        self._cache.put(key, self._chat.name, completion.value.model_dump_json(), completion.usage)
        return completion

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, timeout: float | None = None
    ) -> Generator[TextDelta, None, None]:
        """Straight from the model."""
        return self._chat.stream(messages, max_tokens=max_tokens, timeout=timeout)

    def close(self) -> None:
        """Let go of the model's connections; the cache stays open, it is its owner's."""
        self._chat.close()
