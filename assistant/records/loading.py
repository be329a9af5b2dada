"""Rows as a report again: what every query reads. One statement a table, however many findings match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Row, Select, and_, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from assistant.records.query import FindingRow
from assistant.records.tables import (
    AccountabilityTable,
    AliasTable,
    AmountTable,
    CommitmentTable,
    DoubtTable,
    Evidenced,
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

# Rows of one statement hold columns of many types; pydantic checks each value where it is put into the domain.
AnyRow = Row[Any]
Cells = tuple[Any, ...]
Key = tuple[int, int]
"""Report id and ordinal."""
T = TypeVar("T")

_MOST_NAMED = 500
"""Findings whose keys are written out in a statement."""


class _Reader(NamedTuple):
    """Where the values of a field of `Finding` lie, and how one is made of its cells."""

    table: type[OfFinding]
    columns: tuple[InstrumentedAttribute[Any], ...]
    read: Callable[..., object]


def _words(start: int, end: int, quote: str) -> Evidence:
    return Evidence(start=start, end=end, quote=quote)


def _words_or_none(start: int | None, end: int | None, quote: str | None) -> Evidence | None:
    return None if start is None or end is None or quote is None else _words(start, end, quote)


def _evidence(table: type[Evidenced]) -> tuple[InstrumentedAttribute[Any], ...]:
    return table.evidence_start, table.evidence_end, table.evidence_quote


# Cells are taken by position: by name, a large answer takes half as long again.
_READERS: dict[str, _Reader] = {
    "spans": _Reader(
        FindingSpanTable, (FindingSpanTable.start_offset, FindingSpanTable.end_offset), lambda *span: span
    ),
    "topics": _Reader(FindingTopicTable, (FindingTopicTable.topic,), lambda topic: topic),
    "measures": _Reader(
        MeasureTable,
        (MeasureTable.marker, *_evidence(MeasureTable)),
        lambda marker, *words: Measure(marker=marker, evidence=_words(*words)),
    ),
    "commitments": _Reader(
        CommitmentTable,
        (
            CommitmentTable.what,
            CommitmentTable.due,
            CommitmentTable.proposer,
            CommitmentTable.due_start,
            CommitmentTable.due_end,
            CommitmentTable.due_quote,
            *_evidence(CommitmentTable),
        ),
        lambda what, due, proposer, start, end, quote, *words: Commitment(
            what=what,
            due=due,
            proposer=proposer,
            due_evidence=_words_or_none(start, end, quote),
            evidence=_words(*words),
        ),
    ),
    "accountability": _Reader(
        AccountabilityTable,
        (
            AccountabilityTable.action,
            AccountabilityTable.persons,
            AccountabilityTable.proposer,
            *_evidence(AccountabilityTable),
        ),
        lambda action, persons, proposer, *words: Accountability(
            action=action, persons=persons, proposer=proposer, evidence=_words(*words)
        ),
    ),
    "amounts": _Reader(
        AmountTable,
        (AmountTable.value_yuan, AmountTable.kind, AmountTable.proposer, *_evidence(AmountTable)),
        lambda value, kind, proposer, *words: Amount(
            value_yuan=value, kind=kind, proposer=proposer, evidence=_words(*words)
        ),
    ),
    "rules": _Reader(
        RuleTable,
        (RuleTable.name, RuleTable.action, RuleTable.proposer, *_evidence(RuleTable)),
        lambda name, action, proposer, *words: Rule(
            name=name, action=action, proposer=proposer, evidence=_words(*words)
        ),
    ),
}


def load_findings(connection: Connection, matching: Select[int, int]) -> list[FindingRow]:
    """The findings whose (report id, ordinal) `matching` gives, by source and ordinal."""
    wanted = matching.subquery("wanted")
    statement = (
        select(ReportTable.source, ReportTable.hospital, *FindingTable.__table__.columns)
        .join(FindingTable, FindingTable.report_id == ReportTable.id)
        .join(wanted, and_(FindingTable.report_id == wanted.c.report_id, FindingTable.ordinal == wanted.c.ordinal))
        .order_by(ReportTable.source, FindingTable.ordinal)
    )
    rows = connection.execute(statement).all()
    keys = [_key(row) for row in rows]
    # A few findings are named, so that the search is not run again for each table; many are better searched for.
    named = keys if len(keys) <= _MOST_NAMED else matching
    values = {name: _values(connection, named, reader) if rows else {} for name, reader in _READERS.items()}
    return [
        FindingRow(
            row.source, row.hospital, _finding(row, {name: of.get(_key(row), ()) for name, of in values.items()})
        )
        for row in rows
    ]


def _key(row: AnyRow) -> Key:
    return row.report_id, row.ordinal


def _values(connection: Connection, wanted: Sequence[Key] | Select[int, int], reader: _Reader) -> dict[Key, Cells]:
    table, columns, read = reader
    statement = (
        select(table.report_id, table.ordinal, *columns)
        .where(tuple_(table.report_id, table.ordinal).in_(wanted))
        .order_by(table.report_id, table.ordinal, table.position)
    )
    if not isinstance(wanted, Select):
        # SQLite looks pairs up by index when they come from a search, and not when they are written out.
        statement = statement.where(table.report_id.in_({report_id for report_id, _ in wanted}))
    grouped: dict[Key, list[object]] = defaultdict(list)
    for report_id, ordinal, *cells in connection.execute(statement):
        grouped[report_id, ordinal].append(read(*cells))
    return {key: tuple(values) for key, values in grouped.items()}


def _finding(row: AnyRow, values: dict[str, Any]) -> Finding:
    return Finding(
        ordinal=row.ordinal,
        label=row.label,
        section=row.section,
        title=row.title,
        title_evidence=_words(row.title_start, row.title_end, row.title_quote),
        status=row.status,
        status_basis=row.status_basis,
        status_evidence=_words_or_none(row.status_start, row.status_end, row.status_quote),
        department=_words_or_none(row.department_start, row.department_end, row.department_quote),
        deadline=_words_or_none(row.deadline_start, row.deadline_end, row.deadline_quote),
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
    # A few reports or all of them: a list of ids would grow past what an engine takes in one statement.
    only = [row.id for row in rows] if len(rows) <= _MOST_NAMED else None
    aliases = _of_reports(connection, AliasTable, only, lambda row: str(row.name))
    evidence = _of_reports(
        connection, FieldEvidenceTable, only, lambda row: (str(row.field), _words(*_evidence_cells(row)))
    )
    doubts = _of_reports(connection, DoubtTable, only, _doubt)
    fields = {row.id: _fields(row, aliases.get(row.id, ()), dict(evidence.get(row.id, ()))) for row in rows}
    return ReportParts(fields, doubts, _statuses(connection, only))


def _statuses(connection: Connection, only: Sequence[int] | None) -> dict[int, dict[Status, int]]:
    statement = (
        select(FindingTable.report_id, FindingTable.status, func.count())
        .group_by(FindingTable.report_id, FindingTable.status)
        .order_by(FindingTable.report_id, FindingTable.status)
    )
    if only is not None:
        statement = statement.where(FindingTable.report_id.in_(only))
    counted: dict[int, dict[Status, int]] = defaultdict(dict)
    for report_id, status, count in connection.execute(statement):
        counted[report_id][status] = count
    return dict(counted)


def load_passages(connection: Connection, report_id: int) -> tuple[Passage, ...]:
    """The passages of a report, in document order."""
    return _of_reports(connection, PassageTable, [report_id], passage).get(report_id, ())


def passage(row: AnyRow) -> Passage:
    """A row of `passage`, read."""
    return Passage(heading=row.heading, evidence=_words(*_evidence_cells(row)))


def _of_reports(
    connection: Connection,
    table: type[OfReport],
    only: Sequence[int] | None,
    read: Callable[[AnyRow], T],
) -> dict[int, tuple[T, ...]]:
    statement = select(table.__table__).order_by(table.report_id, table.position)
    if only is not None:
        statement = statement.where(table.report_id.in_(only))
    grouped: dict[int, list[T]] = defaultdict(list)
    for row in connection.execute(statement):
        grouped[row.report_id].append(read(row))
    return {report_id: tuple(values) for report_id, values in grouped.items()}


def _evidence_cells(row: AnyRow) -> Cells:
    return row.evidence_start, row.evidence_end, row.evidence_quote


def _doubt(row: AnyRow) -> Doubt:
    return Doubt(
        kind=row.kind, message=row.message, finding=row.finding, evidence=_words_or_none(*_evidence_cells(row))
    )


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
