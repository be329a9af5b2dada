"""Commitments by deadline: overdue as of a day, still ahead, never dated, or reported done later in the same notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.comparison.closing import closing_words
from assistant.records import FindingRow
from assistant.records.due import last_day
from assistant.schema import Evidence, Status


@dataclass(frozen=True, slots=True)
class DueItem:
    """One commitment with the finding it stands in, judged on a day."""

    hospital: str
    source: str
    finding: int
    label: str
    title: str
    status: Status
    what: str
    due: str | None
    """As precise as the notice; None where it gives no date."""
    overdue: bool
    """Whether the last day that keeps the deadline lay before the day of judgement, and nothing says it was kept."""
    evidence: Evidence
    due_evidence: Evidence | None
    closed: Evidence | None
    """The later words of the same finding that report it done."""

    @property
    def last(self) -> str | None:
        """The last day that keeps the deadline: a month's or year's last one where no day is printed."""
        return last_day(self.due) if self.due else None

    def as_json(self) -> dict[str, Any]:
        """The form of the command line's contract."""
        return {
            "hospital": self.hospital,
            "source": self.source,
            "finding": self.finding,
            "what": self.what,
            "due": self.due,
            "overdue": self.overdue,
            "quote": self.evidence.quote,
            "start": self.evidence.start,
            "end": self.evidence.end,
        }


@dataclass(frozen=True, slots=True)
class DueList:
    """All commitments of some reports, judged on `as_of`."""

    as_of: str
    items: tuple[DueItem, ...]
    """Overdue first, then by deadline; undated and closed ones last."""

    @property
    def overdue(self) -> tuple[DueItem, ...]:
        """Past their deadline on the day of judgement."""
        return tuple(item for item in self.items if item.overdue)

    @property
    def ahead(self) -> tuple[DueItem, ...]:
        """Dated, and not yet due on that day."""
        return tuple(item for item in self.items if item.due and not item.overdue and not item.closed)

    @property
    def undated(self) -> tuple[DueItem, ...]:
        """Open, without a date."""
        return tuple(item for item in self.items if item.due is None and not item.closed)

    @property
    def closed(self) -> tuple[DueItem, ...]:
        """Reported done later in the same notice."""
        return tuple(item for item in self.items if item.closed)

    def as_json(self) -> dict[str, Any]:
        """The form of the command line's contract: dated and open, overdue first."""
        return {"as_of": self.as_of, "items": [item.as_json() for item in (*self.overdue, *self.ahead)]}


def due_list(rows: Iterable[FindingRow], as_of: date, texts: dict[str, str]) -> DueList:
    """The commitments of `rows` as they stand on `as_of`; `texts` holds the text of each source."""
    day = as_of.isoformat()
    items = [item for row in rows for item in _items(row, day, texts[row.source])]
    return DueList(day, tuple(sorted(items, key=_place)))


def _items(row: FindingRow, day: str, text: str) -> Sequence[DueItem]:
    found = []
    for commitment in row.finding.commitments:
        closed = closing_words(row.finding, commitment, text)
        late = commitment.due is not None and last_day(commitment.due) < day and closed is None
        found.append(
            DueItem(
                hospital=row.hospital,
                source=row.source,
                finding=row.finding.ordinal,
                label=row.finding.label,
                title=row.finding.title,
                status=row.finding.status,
                what=commitment.what,
                due=commitment.due,
                overdue=late,
                evidence=commitment.evidence,
                due_evidence=commitment.due_evidence,
                closed=closed,
            )
        )
    return found


def _place(item: DueItem) -> tuple[bool, bool, str, str, int, int]:
    return (
        item.closed is not None,
        not item.overdue,
        item.last or "9999",
        item.source,
        item.finding,
        item.evidence.start,
    )
