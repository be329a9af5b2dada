"""Conversations, kept on the server and found again by the one they belong to, and by nobody else.

An owner is known by an unguessable name (`visitors`), of which only the hash is stored: who reads this database cannot
take a visitor's place.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.answering.answer import Answer
from assistant.answering.changing import Asked, PlanChange

_SCHEMA = """
CREATE TABLE IF NOT EXISTS talk (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL, turns TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS talk_of_owner ON talk (owner, changed DESC);
"""
_TITLE_CHARS = 40
_LISTED = 50
"""Conversations shown and kept a visitor; the oldest beyond them go."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer."""

    question: str
    answer: Answer
    change: PlanChange | None = None
    """What the reader set in place of how the question was understood; None where nothing."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as far as it has come; `id` is None until something of it was kept."""

    id: str | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def questions(self) -> list[str]:
        """What was asked, oldest first."""
        return [turn.question for turn in self.turns]

    @property
    def asked(self) -> list[Asked]:
        """What was asked, with what was changed about it, oldest first."""
        return [Asked(turn.question, turn.change) for turn in self.turns]

    def until(self, turns: int) -> Talk:
        """The first `turns` of it."""
        return Talk(self.id, self.turns[: max(0, turns)])

    def with_turn(self, turn: Turn) -> Talk:
        """One turn longer."""
        return Talk(self.id, (*self.turns, turn))


@dataclass(frozen=True, slots=True)
class Heading:
    """A conversation in a list; `changed` in seconds since 1970."""

    id: str
    title: str
    changed: float


class Conversations:
    """The conversations of all visitors, each opened only with its owner's name. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with self._database() as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.executescript(_SCHEMA)
        path.chmod(0o600)

    def headings(self, owner: str) -> list[Heading]:
        """The owner's conversations, newest first."""
        with self._database() as database:
            rows = database.execute(
                "SELECT id, title, changed FROM talk WHERE owner = ? ORDER BY changed DESC LIMIT ?",
                (_hashed(owner), _LISTED),
            )
            return [Heading(*row) for row in rows]

    def open(self, owner: str, id: str) -> Talk:
        """A conversation of the owner's; an empty one where the owner has none of that id."""
        with self._database() as database:
            query = "SELECT turns FROM talk WHERE id = ? AND owner = ?"
            row = database.execute(query, (id, _hashed(owner))).fetchone()
        try:
            return Talk(id, _turns(row[0])) if row else Talk()
        except (ValidationError, KeyError, TypeError, json.JSONDecodeError):
            # Kept by a version whose answers had another form.
            return Talk()

    def keep(self, owner: str, talk: Talk) -> Talk:
        """Keep the conversation as it now is; the same conversation with its id."""
        id = talk.id or secrets.token_urlsafe(12)
        title = talk.turns[0].question[:_TITLE_CHARS] if talk.turns else ""
        with self._database() as database:
            database.execute(
                "INSERT INTO talk VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " title = excluded.title, changed = excluded.changed, turns = excluded.turns"
                " WHERE owner = excluded.owner",
                (id, _hashed(owner), title, time.time(), _json(talk.turns)),
            )
            database.execute(
                "DELETE FROM talk WHERE owner = ?1 AND id NOT IN"
                " (SELECT id FROM talk WHERE owner = ?1 ORDER BY changed DESC LIMIT ?2)",
                (_hashed(owner), _LISTED),
            )
        return Talk(id, talk.turns)

    def forget(self, owner: str, id: str) -> None:
        """Delete a conversation of the owner's."""
        with self._database() as database:
            database.execute("DELETE FROM talk WHERE id = ? AND owner = ?", (id, _hashed(owner)))

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as database, database:
            yield database


def _hashed(owner: str) -> str:
    return hashlib.sha256(owner.encode()).hexdigest()


def _json(turns: Sequence[Turn]) -> str:
    return json.dumps([_kept(turn) for turn in turns], ensure_ascii=False)


def _kept(turn: Turn) -> dict[str, Any]:
    change = {"change": turn.change.model_dump(mode="json", exclude_none=True)} if turn.change else {}
    return {"question": turn.question, "answer": turn.answer.model_dump(mode="json"), **change}


def _turns(kept: str) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            each["question"],
            Answer.model_validate(each["answer"]),
            PlanChange.model_validate(each["change"]) if "change" in each else None,
        )
        for each in json.loads(kept)
    )
