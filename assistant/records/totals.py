"""Counts and orders over all findings, made by the engine: nothing is read but what the answer is."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select, tuple_

from assistant.records.filters import VALUES, due_conditions, holds_any, matching
from assistant.records.query import FindingQuery, Ranked, ValueKind, ValueTotal
from assistant.records.tables import (
    AccountabilityTable,
    AmountTable,
    CommitmentTable,
    FindingTable,
    OfFinding,
    ReportTable,
)

_NUMBERS = {"accountability": AccountabilityTable.persons, "amounts": AmountTable.value_yuan}


def value_totals(connection: Connection, kind: ValueKind, query: FindingQuery) -> list[ValueTotal]:
    """What the findings that meet `query` hold of `kind`, by source; reports that hold none are left out.

    Of commitments only those within the query's window of deadlines count, of all kinds only those with its words.
    """
    table, _, _ = VALUES[kind]
    number = func.coalesce(func.sum(_NUMBERS[kind]), 0.0) if kind in _NUMBERS else literal(0.0)
    # Findings are told apart within their report, and the rows are grouped by report.
    statement = (
        select(ReportTable.source, func.count(table.ordinal.distinct()), func.count(), number)
        .join(table, table.report_id == ReportTable.id)
        .where(_in(table, query), *_value_conditions(kind, query))
        .group_by(ReportTable.source)
        .order_by(ReportTable.source)
    )
    rows = connection.execute(statement)
    return [ValueTotal(source, findings, values, float(total or 0)) for source, findings, values, total in rows]


def leading_keys(connection: Connection, query: FindingQuery, by: Ranked, limit: int) -> list[tuple[str, int]]:
    """(source, ordinal) of the first `limit` findings that meet `query`, in the order asked for.

    By "due" and "amount", only findings that hold a value which counts; ties by source and ordinal.
    """
    place = (ReportTable.source, FindingTable.ordinal)
    statement = select(*place).join(FindingTable, FindingTable.report_id == ReportTable.id)
    if by == "place":
        keys = tuple_(FindingTable.report_id, FindingTable.ordinal).in_(matching(query))
        rows = connection.execute(statement.where(keys).order_by(*place).limit(limit))
        return [(source, ordinal) for source, ordinal in rows]
    kind: ValueKind = "commitments" if by == "due" else "amounts"
    table = VALUES[kind][0]
    order = func.min(CommitmentTable.due_last) if by == "due" else func.max(AmountTable.value_yuan).desc()
    beside = and_(table.report_id == FindingTable.report_id, table.ordinal == FindingTable.ordinal)
    rows = connection.execute(
        statement.join(table, beside)
        .where(_in(table, query), *_value_conditions(kind, query))
        .group_by(*place)
        .order_by(order, *place)
        .limit(limit)
    )
    return [(source, ordinal) for source, ordinal in rows]


def _in(table: type[OfFinding], query: FindingQuery) -> ColumnElement[bool]:
    return tuple_(table.report_id, table.ordinal).in_(matching(query))


def _value_conditions(kind: ValueKind, query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    if kind == "commitments":
        yield from due_conditions(query)
    if query.value_words:
        _, name, quote = VALUES[kind]
        yield holds_any([name, quote], query.value_words)
