"""A line of print with its place on the page. Units are of the page (points, pixels); y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line as printed."""

    page: int
    """From 1."""
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    """Height of its characters, about one em."""
    row: bool = False
    """Whether it is a row of a ruled table, tabs between its cells."""

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...]
