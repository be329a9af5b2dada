"""Typed questions to the records, and the rows they give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from assistant.schema import Doubt, Finding, Passage, ReportFields, Status, Topic

ValueKind = Literal["commitments", "accountability", "amounts", "rules"]
"""What findings hold that can be counted by itself."""
Ranked = Literal["place", "due", "amount"]
"""Findings by source and ordinal; by their first deadline; by their largest sum, largest first."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a finding may be about; any one of these is enough, and of empty ones none is."""

    topics: tuple[Topic, ...] = ()
    first_topics: tuple[Topic, ...] = ()
    """As the most important one."""
    title_words: tuple[str, ...] = ()
    """In the finding's title."""
    open_words: tuple[str, ...] = ()
    """In the words of one of its open matters."""


@dataclass(frozen=True, slots=True)
class FindingQuery:
    """Which findings are wanted; every field narrows, None or empty leaves it open."""

    sources: tuple[str, ...] | None = None
    """Reports by source name; an empty tuple matches nothing."""
    ordinals: tuple[tuple[str, int], ...] | None = None
    """Findings by (source, ordinal)."""
    topics: tuple[Topic, ...] = ()
    """Any of these."""
    statuses: tuple[Status, ...] = ()
    """Any of these."""
    due_from: str | None = None
    """ISO date: a commitment due on or after it."""
    due_to: str | None = None
    """ISO date: a commitment due on or before it."""
    with_commitments: bool = False
    with_accountability: bool = False
    with_amounts: bool = False
    with_rules: bool = False
    about: Matter | None = None
    open_words: tuple[str, ...] = ()
    """An open matter holds one of these words."""
    open_pattern: str | None = None
    """A regular expression that the words of an open matter meet."""
    value_words: tuple[str, ...] = ()
    """Of the values that a count or an order is about, only those whose name or quote holds one of these words."""
    limit: int | None = None
    """Only the first so many by source and ordinal; `RecordStore.tally` counts all that match all the same."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the report it stands in."""

    source: str
    hospital: str
    finding: Finding


class ValueTotal(NamedTuple):
    """What the findings of one report hold of one kind of value."""

    source: str
    findings: int
    """How many findings hold any."""
    values: int
    number: float
    """Persons printed, or yuan; 0 for kinds without a number."""


class HeldReport(NamedTuple):
    """What a run over files must know of a stored report."""

    sha256: str
    version: str
    """What read it."""
    findings: int
    declared: int | None
    doubts: int


class SeenFile(NamedTuple):
    """A file as it was when it was hashed."""

    path: str
    size: int
    """Bytes."""
    changed_ns: int
    """Time of the last change, in nanoseconds since 1970."""
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its findings."""

    source: str
    sha256: str
    fields: ReportFields
    findings: int
    status_counts: dict[Status, int] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def discloses_status(self) -> bool:
        """Whether the notice states a status for any of its findings."""
        return any(count for status, count in self.status_counts.items() if status != "not_stated")


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage outside findings, with the report it stands in."""

    source: str
    hospital: str
    passage: Passage
