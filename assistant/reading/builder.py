"""Text put together line by line, with a note of where each line stood in the original."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.document import Location

Piece = tuple[str, str | None]
"""Words and their place in the original (第3页); None where the format has no places."""


class TextBuilder:
    """Gathers lines; `text` and `locations` are what a reader gives."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._locations: list[Location] = []
        self._length = 0

    def line(self, *pieces: Piece) -> None:
        """Add one line, whose pieces may stand in different places (a paragraph that goes on overleaf)."""
        for words, place in pieces:
            self._add(words, place)
        self._add("\n", pieces[-1][1] if pieces else None)

    def _add(self, words: str, place: str | None) -> None:
        start, self._length = self._length, self._length + len(words)
        self._parts.append(words)
        if place is None:
            return
        last = self._locations[-1] if self._locations else None
        if last and last.place == place and last.end == start:
            self._locations[-1] = Location(last.start, self._length, place)
        else:
            self._locations.append(Location(start, self._length, place))

    @property
    def text(self) -> str:
        """All lines so far."""
        return "".join(self._parts)

    @property
    def locations(self) -> tuple[Location, ...]:
        """Where they stood, in order of the text."""
        return tuple(self._locations)


def lines_of(paragraphs: Sequence[Sequence[Piece]]) -> TextBuilder:
    """A builder that holds `paragraphs`, a line each."""
    builder = TextBuilder()
    for pieces in paragraphs:
        builder.line(*pieces)
    return builder
