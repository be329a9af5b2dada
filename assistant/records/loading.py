"""Rows as a report again: what every query reads. One statement a table, however many findings match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, and_, func, select

from assistant.records.query import FindingRow
from assistant.records.tables import (
    AccountabilityTable,
    AliasTable,
    AmountTable,
    CommitmentTable,
    DoubtTable,
    FieldEvidenceTable,
    FindingSpanTable,
    FindingTable,
    FindingTopicTable,
    MeasureTable,
    OfFinding,
    OfReport,
    PassageTable,
    ReportTable,
    RuleTable,
)
from assistant.schema import (
    Accountability,
    Amount,
    Commitment,
    Contact,
    DeclaredTotals,
    Doubt,
    Evidence,
    Finding,
    Measure,
    Passage,
    ReportFields,
    Rule,
    Status,
)

# Rows of one statement hold columns of many types; each is named where it is read, and pydantic checks the value.
AnyRow = Row[Any]
T = TypeVar("T")
Key = tuple[int, int]
"""Report id and ordinal."""


def words(row: AnyRow, name: str = "evidence") -> Evidence:
    """The quote in the three columns of `name`."""
    columns = row._mapping
    return Evidence(start=columns[f"{name}_start"], end=columns[f"{name}_end"], quote=columns[f"{name}_quote"])


def words_or_none(row: AnyRow, name: str = "evidence") -> Evidence | None:
    """The quote in the three columns of `name`, None where they are empty."""
    return words(row, name) if row._mapping[f"{name}_quote"] is not None else None


_READERS: dict[str, tuple[type[OfFinding], Callable[[AnyRow], object]]] = {
    "spans": (FindingSpanTable, lambda row: (row.start_offset, row.end_offset)),
    "topics": (FindingTopicTable, lambda row: row.topic),
    "measures": (MeasureTable, lambda row: Measure(marker=row.marker, evidence=words(row))),
    "commitments": (
        CommitmentTable,
        lambda row: Commitment(
            what=row.what,
            due=row.due,
            evidence=words(row),
            due_evidence=words_or_none(row, "due"),
            proposer=row.proposer,
        ),
    ),
    "accountability": (
        AccountabilityTable,
        lambda row: Accountability(action=row.action, persons=row.persons, evidence=words(row), proposer=row.proposer),
    ),
    "amounts": (
        AmountTable,
        lambda row: Amount(value_yuan=row.value_yuan, kind=row.kind, evidence=words(row), proposer=row.proposer),
    ),
    "rules": (
        RuleTable,
        lambda row: Rule(name=row.name, action=row.action, evidence=words(row), proposer=row.proposer),
    ),
}
"""By field of `Finding`: the table of its values, and how a row of it is read."""


def load_findings(connection: Connection, matching: Select[int, int]) -> list[FindingRow]:
    """The findings whose (report id, ordinal) `matching` gives, by source and ordinal."""
    wanted = matching.subquery("wanted")
    values = {name: _values(connection, wanted, *reader) for name, reader in _READERS.items()}
    statement = (
        select(ReportTable.source, ReportTable.hospital, *FindingTable.__table__.columns)
        .join(FindingTable, FindingTable.report_id == ReportTable.id)
        .join(wanted, _is_wanted(FindingTable, wanted))
        .order_by(ReportTable.source, FindingTable.ordinal)
    )
    return [
        FindingRow(
            row.source, row.hospital, _finding(row, {name: of.get(_key(row), ()) for name, of in values.items()})
        )
        for row in connection.execute(statement)
    ]


def _is_wanted(table: type[OfFinding | FindingTable], wanted: Subquery) -> ColumnElement[bool]:
    return and_(table.report_id == wanted.c.report_id, table.ordinal == wanted.c.ordinal)


def _key(row: AnyRow) -> Key:
    return row.report_id, row.ordinal


def _values(
    connection: Connection, wanted: Subquery, table: type[OfFinding], read: Callable[[AnyRow], object]
) -> dict[Key, tuple[object, ...]]:
    statement = (
        select(table.__table__)
        .join(wanted, _is_wanted(table, wanted))
        .order_by(table.report_id, table.ordinal, table.position)
    )
    grouped: dict[Key, list[object]] = defaultdict(list)
    for row in connection.execute(statement):
        grouped[_key(row)].append(read(row))
    return {key: tuple(values) for key, values in grouped.items()}


def _finding(row: AnyRow, values: dict[str, Any]) -> Finding:
    return Finding(
        ordinal=row.ordinal,
        label=row.label,
        section=row.section,
        title=row.title,
        title_evidence=words(row, "title"),
        status=row.status,
        status_basis=row.status_basis,
        status_evidence=words_or_none(row, "status"),
        department=words_or_none(row, "department"),
        deadline=words_or_none(row, "deadline"),
        summary=row.summary,
        **values,
    )


class ReportParts(NamedTuple):
    """What belongs to reports beside their findings, by report id."""

    fields: dict[int, ReportFields]
    doubts: dict[int, tuple[Doubt, ...]]
    statuses: dict[int, dict[Status, int]]
    """How many findings of each status."""


def load_reports(connection: Connection, rows: Sequence[AnyRow]) -> ReportParts:
    """What belongs to the reports whose rows are given (all columns of `report`)."""
    # One report or all of them: a list of ids would grow past what an engine takes in one statement.
    only = rows[0].id if len(rows) == 1 else None
    aliases = _of_reports(connection, AliasTable, only, lambda row: str(row.name))
    evidence = _of_reports(connection, FieldEvidenceTable, only, lambda row: (str(row.field), words(row)))
    doubts = _of_reports(connection, DoubtTable, only, _doubt)
    fields = {row.id: _fields(row, aliases.get(row.id, ()), dict(evidence.get(row.id, ()))) for row in rows}
    return ReportParts(fields, doubts, _statuses(connection, only))


def _statuses(connection: Connection, only: int | None) -> dict[int, dict[Status, int]]:
    statement = (
        select(FindingTable.report_id, FindingTable.status, func.count())
        .group_by(FindingTable.report_id, FindingTable.status)
        .order_by(FindingTable.report_id, FindingTable.status)
    )
    if only is not None:
        statement = statement.where(FindingTable.report_id == only)
    counted: dict[int, dict[Status, int]] = defaultdict(dict)
    for report_id, status, count in connection.execute(statement):
        counted[report_id][status] = count
    return dict(counted)


def load_passages(connection: Connection, report_id: int) -> tuple[Passage, ...]:
    """The passages of a report, in document order."""
    return _of_reports(connection, PassageTable, report_id, passage).get(report_id, ())


def passage(row: AnyRow) -> Passage:
    """A row of `passage`, read."""
    return Passage(heading=row.heading, evidence=words(row))


def _of_reports(
    connection: Connection,
    table: type[OfReport],
    only: int | None,
    read: Callable[[AnyRow], T],
) -> dict[int, tuple[T, ...]]:
    statement = select(table.__table__).order_by(table.report_id, table.position)
    if only is not None:
        statement = statement.where(table.report_id == only)
    grouped: dict[int, list[T]] = defaultdict(list)
    for row in connection.execute(statement):
        grouped[row.report_id].append(read(row))
    return {report_id: tuple(values) for report_id, values in grouped.items()}


def _doubt(row: AnyRow) -> Doubt:
    return Doubt(kind=row.kind, message=row.message, finding=row.finding, evidence=words_or_none(row))


def _fields(row: AnyRow, aliases: tuple[str, ...], evidence: dict[str, Evidence]) -> ReportFields:
    columns = row._mapping
    plain = set(ReportFields.model_fields) - {"declared_totals", "contact", "aliases", "evidence"}
    return ReportFields(
        **{name: columns[name] for name in plain},
        declared_totals=DeclaredTotals(**{name: columns[f"declared_{name}"] for name in DeclaredTotals.model_fields}),
        contact=Contact(**{name: columns[f"contact_{name}"] for name in Contact.model_fields}),
        aliases=aliases,
        evidence=evidence,
    )
