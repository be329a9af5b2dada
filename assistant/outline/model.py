"""The outline of a notice: its sections and findings with offsets, before any field is read.

All offsets count code points of the source text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.schema import Doubt, Status

Span = tuple[int, int]
BlockKind = Literal["problem", "measures", "status", "reason", "deadline", "department", "result"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a finding with one role: its measures, its status line, a later explanation, a deadline line."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status and the words it was read from: the finding's own line, its group's heading or a collective sentence."""

    status: Status
    span: Span


@dataclass(frozen=True, slots=True)
class OutlineFinding:
    """One numbered finding as it lies in the text.

    `title` spans the problem in the notice's words, without number and final punctuation. `blocks` are in document
    order and include those of a later section that comes back to this finding.
    """

    ordinal: int
    label: str
    heading: Span
    """The whole heading line(s): number and problem."""
    title: Span
    section: Span | None
    """The nearest heading above that groups findings."""
    blocks: tuple[Block, ...]
    status: StatusReading | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The heading and every block, in document order."""
        return (self.heading, *((block.start, block.end) for block in self.blocks))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the notice that belongs to no finding: opening, organisation, totals, next steps, contact."""

    heading: Span | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A notice's structure. `findings` in document order, ordinals 1..N; `parts` is everything else, in order."""

    findings: tuple[OutlineFinding, ...]
    parts: tuple[Part, ...]
    doubts: tuple[Doubt, ...] = ()
