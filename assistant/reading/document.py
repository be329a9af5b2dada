"""What every reader gives: the text, and where in the original each part of it stood."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of the text (code points, half-open) and where it stands in the original file, in Chinese (第3页)."""

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read.

    For txt and md, `text` is the decoded file character for character (a byte order mark is not a character of it).
    """

    source: str
    """File name, without folders."""
    sha256: str
    """Of the file's bytes."""
    text: str
    media: str
    """txt, md, html, docx, …"""
    locations: tuple[Location, ...] = field(default=())

    def place(self, offset: int) -> str | None:
        """Where `offset` stands in the original (第3页), or None where the format has no places."""
        return next((spot.place for spot in self.locations if spot.start <= offset < spot.end), None)
