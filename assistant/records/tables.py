"""The tables of the records: one row a thing that can be asked for, keyed by its place in the notice.

Keys are natural (report, ordinal, position), so the rows of a report lie together and come back in document order.
Words of the notice are three columns, `<name>_start`, `<name>_end`, `<name>_quote`: offsets in code points of the text
in `document`, half-open. Closed sets are text with a CHECK, which reads well in any SQL tool and travels between
engines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from assistant.schema import STATUSES, TOPICS, Doubt, Level, Proposer, RuleAction, Status, StatusBasis

HEAD = "0002"
"""The migration that these tables stand at."""

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """`column` holds one of `values`, or nothing where it may be empty."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def _quoted(name: str) -> CheckConstraint:
    """The three columns of a quote are there together, and the offsets make a stretch."""
    return CheckConstraint(
        f"({name}_start IS NULL AND {name}_end IS NULL AND {name}_quote IS NULL)"
        f" OR ({name}_start >= 0 AND {name}_end > {name}_start AND {name}_quote IS NOT NULL)",
        name=f"{name}_whole",
    )


class Base(DeclarativeBase):
    """Root of the mapped tables."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = {str: Text()}  # noqa: RUF012 - read by SQLAlchemy, never changed


class OfReport(Base):
    """Key of a row that belongs to a report: the report, and the position in its list, from 0."""

    __abstract__ = True

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


class OfFinding(Base):
    """Key of a row that belongs to a finding: report, ordinal of the finding, and the position in its list, from 0."""

    __abstract__ = True

    report_id: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


def _of_finding() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["report_id", "ordinal"], ["finding.report_id", "finding.ordinal"], ondelete="CASCADE")


class Evidenced:
    """The words that a row rests on."""

    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    evidence_quote: Mapped[str]


class ReportTable(Base):
    """A notice, with what it says about itself."""

    __tablename__ = "report"
    __table_args__ = (_one_of("inspection_level", get_args(Level)), Index(None, "sha256"), Index(None, "hospital"))

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    version: Mapped[str]
    """What read it: the extractor and the fingerprint of its rules."""
    hospital: Mapped[str]
    province: Mapped[str | None]
    city: Mapped[str | None]
    party_body: Mapped[str | None]
    inspection_body: Mapped[str | None]
    inspection_level: Mapped[str | None]
    inspection_start: Mapped[str | None]
    inspection_end: Mapped[str | None]
    feedback_date: Mapped[str | None]
    published: Mapped[str | None]
    declared_findings: Mapped[int | None]
    declared_completed: Mapped[int | None]
    declared_partial: Mapped[int | None]
    declared_unfinished: Mapped[int | None]
    declared_clues_total: Mapped[int | None]
    declared_clues_closed: Mapped[int | None]
    declared_letters_total: Mapped[int | None]
    declared_letters_closed: Mapped[int | None]
    declared_immediate_total: Mapped[int | None]
    declared_immediate_closed: Mapped[int | None]
    contact_phone: Mapped[str | None]
    contact_address: Mapped[str | None]
    contact_email: Mapped[str | None]


class DocumentTable(Base):
    """The full text of a notice, as its reader gave it. Apart from `report`, so that listing reports reads no text."""

    __tablename__ = "document"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    media: Mapped[str]
    text: Mapped[str]


class LocationTable(OfReport):
    """Where a stretch of the text stood in the original file (第3页)."""

    __tablename__ = "location"

    start_offset: Mapped[int]
    end_offset: Mapped[int]
    place: Mapped[str]


class FieldEvidenceTable(Evidenced, OfReport):
    """The words that a field of the report rests on."""

    __tablename__ = "field_evidence"
    __table_args__ = (UniqueConstraint("report_id", "field"), _quoted("evidence"))

    field: Mapped[str]


class AliasTable(OfReport):
    """Another name that the notice uses for the hospital."""

    __tablename__ = "alias"
    __table_args__ = (Index(None, "name"),)

    name: Mapped[str]


class PassageTable(Evidenced, OfReport):
    """Text outside findings that can be cited."""

    __tablename__ = "passage"
    __table_args__ = (_quoted("evidence"),)

    heading: Mapped[str]


class DoubtTable(OfReport):
    """Why a reader should look twice at how the notice was read."""

    __tablename__ = "doubt"
    __table_args__ = (_one_of("kind", get_args(Doubt.model_fields["kind"].annotation)), _quoted("evidence"))

    kind: Mapped[str]
    message: Mapped[str]
    finding: Mapped[int | None]
    evidence_start: Mapped[int | None]
    evidence_end: Mapped[int | None]
    evidence_quote: Mapped[str | None]


class FindingTable(Base):
    """One numbered finding of a notice (反馈问题)."""

    __tablename__ = "finding"
    __table_args__ = (
        _one_of("status", STATUSES),
        _one_of("status_basis", get_args(StatusBasis)),
        CheckConstraint("(status = 'not_stated') = (status_basis = 'none')", name="basis_agrees"),
        CheckConstraint("status_basis <> 'explicit' OR status_quote IS NOT NULL", name="status_has_words"),
        CheckConstraint("ordinal >= 1", name="ordinal_from_one"),
        _quoted("title"),
        _quoted("status"),
        _quoted("department"),
        _quoted("deadline"),
        Index(None, "status"),
    )

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    section: Mapped[str]
    title: Mapped[str]
    title_start: Mapped[int]
    title_end: Mapped[int]
    title_quote: Mapped[str]
    status: Mapped[Status] = mapped_column(Text)
    status_basis: Mapped[str]
    status_start: Mapped[int | None]
    status_end: Mapped[int | None]
    status_quote: Mapped[str | None]
    department_start: Mapped[int | None]
    department_end: Mapped[int | None]
    department_quote: Mapped[str | None]
    deadline_start: Mapped[int | None]
    deadline_end: Mapped[int | None]
    deadline_quote: Mapped[str | None]
    summary: Mapped[str | None]


class FindingSpanTable(OfFinding):
    """A stretch of the text that belongs to a finding."""

    __tablename__ = "finding_span"
    __table_args__ = (_of_finding(),)

    start_offset: Mapped[int]
    end_offset: Mapped[int]


class FindingTopicTable(OfFinding):
    """A topic of a finding; position 0 is the most important."""

    __tablename__ = "finding_topic"
    __table_args__ = (_of_finding(), _one_of("topic", TOPICS), Index(None, "topic", "report_id", "ordinal"))

    topic: Mapped[str]


class MeasureTable(Evidenced, OfFinding):
    """One step of rectification (整改措施)."""

    __tablename__ = "measure"
    __table_args__ = (_of_finding(), _quoted("evidence"))

    marker: Mapped[str]


class CommitmentTable(Evidenced, OfFinding):
    """Something the text leaves open (未完事项)."""

    __tablename__ = "commitment"
    __table_args__ = (
        _of_finding(),
        _one_of("proposer", get_args(Proposer)),
        CheckConstraint("(due IS NULL) = (due_last IS NULL)", name="due_has_last"),
        _quoted("evidence"),
        _quoted("due"),
        Index(None, "due_last"),
    )

    what: Mapped[str]
    due: Mapped[str | None]
    """As precise as the text: YYYY, YYYY-MM or YYYY-MM-DD."""
    due_last: Mapped[str | None]
    """The last day of the period that `due` names: what deadlines are compared and sorted by."""
    due_start: Mapped[int | None]
    due_end: Mapped[int | None]
    due_quote: Mapped[str | None]
    proposer: Mapped[str]


class AccountabilityTable(Evidenced, OfFinding):
    """A measure against persons or departments because of the finding (问责)."""

    __tablename__ = "accountability"
    __table_args__ = (_of_finding(), _one_of("proposer", get_args(Proposer)), _quoted("evidence"))

    action: Mapped[str]
    persons: Mapped[int | None]
    proposer: Mapped[str]


class AmountTable(Evidenced, OfFinding):
    """A sum of money, in yuan (金额)."""

    __tablename__ = "amount"
    __table_args__ = (_of_finding(), _one_of("proposer", get_args(Proposer)), _quoted("evidence"))

    value_yuan: Mapped[float]
    kind: Mapped[str]
    proposer: Mapped[str]


class RuleTable(Evidenced, OfFinding):
    """A document that the hospital made, revised, issued or abolished (制度)."""

    __tablename__ = "rule"
    __table_args__ = (
        _of_finding(),
        _one_of("action", get_args(RuleAction)),
        _one_of("proposer", get_args(Proposer)),
        _quoted("evidence"),
    )

    name: Mapped[str]
    action: Mapped[str]
    proposer: Mapped[str]


class FileTable(Base):
    """A file as it was when it was hashed: unchanged in size and time, it need not be read to know its hash."""

    __tablename__ = "file"

    path: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    changed_ns: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]


class RevisionTable(Base):
    """One row: counts the changes to the records, so that whoever keeps something derived knows when it is stale."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
