"""What answering keeps ready between questions: the names of the hospitals, and whether any notice contains some words.

Rebuilt when the stored reports change.
"""

from __future__ import annotations

from assistant.answering.hospitals import Gazetteer
from assistant.answering.ports import Passages, Records

_READ = 60
"""Up to so many notices are read for some words; in more, the index of words is asked."""


class Library:
    """The gazetteer and the texts, as of the current state of the store."""

    def __init__(self, store: Records, passages: Passages | None = None) -> None:
        self._store = store
        self._passages = passages
        self._state: tuple[object, ...] | None = None
        self._gazetteer = Gazetteer({})

    @property
    def gazetteer(self) -> Gazetteer:
        """The names of the stored hospitals."""
        rows = self._store.reports()
        state = tuple((row.source, row.sha256) for row in rows)
        if state != self._state:
            self._gazetteer = Gazetteer.of(rows)
            self._state = state
        return self._gazetteer

    def speaks_of(self, words: str) -> bool:
        """Whether any notice contains these words."""
        sources = sorted(row.source for row in self._store.reports())
        if self._passages is not None and len(sources) > _READ:
            return bool(self._passages.speaking(f"“{words}”", sources))
        return any(words in self._store.text(source) for source in sources)
