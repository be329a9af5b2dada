"""A document as every export writes it: headings, paragraphs, bullets, tables, and numbered sources behind each mark.

Composers fill it once; markdown, Word and Excel render it. So a fact is the same fact in every format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.reading.document import Document

_RANGE = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Words and the numbers of the sources they rest on."""

    words: str
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter, the title stands apart."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """One entry of a list, after a word that says what it is."""

    name: str
    runs: tuple[Run, ...]


Cell = Run | int | float | date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row as long as `columns`. In Excel a sheet called `name`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sheet_only: bool = False
    """Whether it repeats what the text says and is meant for spreadsheets alone."""


Block = Heading | Paragraph | Bullet | Grid


@dataclass(frozen=True, slots=True)
class Source:
    """Where cited words stand: `quote` equals the file's text from `start` to `end` (code points)."""

    number: int
    hospital: str
    file: str
    label: str
    """The finding's number and title, or the part of the notice."""
    quote: str
    start: int
    end: int
    place: str | None = None
    """第3页 or 第12段, where the format has places."""

    @property
    def where(self) -> str:
        """Hospital, file, place and finding in one line."""
        parts = [self.hospital, self.file, self.place or "", self.label]
        return "，".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its sources, numbered from 1."""

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = field(default=())

    def grids(self) -> Iterator[Grid]:
        """Its tables, in order."""
        return (block for block in self.blocks if isinstance(block, Grid))


def mark_ranges(marks: tuple[int, ...]) -> list[tuple[int, int]]:
    """Marks as first and last numbers: four or more that follow one another are one range, others stand alone."""
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(marks):
        end = position
        while end + 1 < len(marks) and marks[end + 1] == marks[end] + 1:
            end += 1
        run = marks[position : end + 1]
        found += [(run[0], run[-1])] if len(run) >= _RANGE else [(number, number) for number in run]
        position = end + 1
    return found


def mark_words(marks: tuple[int, ...]) -> str:
    """Marks as text: [1][4], [5]–[9]."""
    return "".join(f"[{a}]" if a == b else f"[{a}]–[{b}]" for a, b in mark_ranges(marks))


def with_places(paper: Paper, document: Callable[[str], Document]) -> Paper:
    """`paper` with the place in the original (第3页) of every source, where its format has places."""
    originals = {file: document(file) for file in sorted({source.file for source in paper.sources})}
    placed = (replace(s, place=s.place or originals[s.file].place(s.start)) for s in paper.sources)
    return replace(paper, sources=tuple(placed))
