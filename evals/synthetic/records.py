"""What a made-up notice says, in types: the truth that its text, its gold and its questions are all made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.schema import Status, Topic

Layout = Literal["numbered", "status_line", "title_status", "blocks", "groups", "prose", "table", "markdown"]
LAYOUTS: tuple[Layout, ...] = (
    "numbered", "status_line", "title_status", "blocks", "groups", "prose", "table", "markdown"
)  # fmt: skip
SILENT: frozenset[Layout] = frozenset({"numbered", "prose"})
"""Layouts that state no status per finding."""


@dataclass(frozen=True, slots=True)
class Open:
    """A matter that is not done yet."""

    what: str
    due: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Sanction:
    """Someone held to account."""

    action: str
    persons: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money, in yuan."""

    yuan: float
    printed: str
    quote: str


@dataclass(frozen=True, slots=True)
class Document:
    """A rule that the hospital made."""

    name: str
    action: Literal["制定", "修订", "印发"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with everything said of it. `measures` are whole sentences without marker and full stop."""

    title: str
    topic: Topic
    group: str
    status: Status
    printed_status: str
    measures: tuple[str, ...]
    office: str
    opens: tuple[Open, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    sums: tuple[Sum, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something in the notice that cannot be right, put there on purpose."""

    finding: int | None
    why: str


@dataclass(frozen=True)
class Notice:
    """One notice of one hospital."""

    number: int
    hospital: str
    place: str
    """The town or district in its name, with its 市, 县 or 区."""
    level: Literal["市委", "县委", "区委"]
    team: str
    layout: Layout
    start: date
    end: date
    feedback: date
    published: date
    findings: tuple[Finding, ...]
    declared: int | None
    """The number of findings that the opening declares; wrong where a contradiction says so."""
    letters: tuple[int, int] | None
    """Letters from the public handed over, and how many of them are closed."""
    skipped: int | None
    """A number that the numbering leaves out, where numbers run through the whole notice."""
    phone: str
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    contradictions: tuple[Contradiction, ...] = field(default=())

    @property
    def prefix(self) -> str:
        """What its file name begins with, and what evidence names it by."""
        return f"y{self.number:05d}"

    @property
    def source(self) -> str:
        """Its file name."""
        return f"{self.prefix}_notice.{'md' if self.layout == 'markdown' else 'txt'}"

    @property
    def states(self) -> bool:
        """Whether it gives a status per finding."""
        return self.layout not in SILENT
