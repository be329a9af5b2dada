"""Every lie that a simulated model told, written down when it is told."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lie:
    """One false thing: in which field, about what, what was said and what is true."""

    kind: str
    """topic, due, persons, action, clause, dropped, prose, …"""
    subject: str
    """Title of the finding, or the question."""
    said: str
    truth: str


class Ledger:
    """A list that several threads may write."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lies: list[Lie] = []

    def note(self, lie: Lie) -> None:
        """Write a lie down."""
        with self._lock:
            self._lies.append(lie)

    @property
    def lies(self) -> tuple[Lie, ...]:
        """All lies so far."""
        with self._lock:
            return tuple(self._lies)

    def __len__(self) -> int:
        return len(self.lies)
