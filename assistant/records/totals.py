"""Counts and orders over all findings, made by the engine: nothing is read but what the answer is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select, tuple_

from assistant.records.filters import VALUES, due_conditions, holds_any, is_open, matching
from assistant.records.query import FindingQuery, Ranked, ValueKind, ValueTotal
from assistant.records.tables import (
    AccountabilityTable,
    AmountTable,
    CommitmentTable,
    FindingTable,
    OfFinding,
    ReportTable,
    RuleTable,
)

_NUMBERS = {"accountability": AccountabilityTable.persons, "amounts": AmountTable.value_yuan}
_KINDS: dict[Ranked, ValueKind] = {"due": "commitments", "amount": "amounts"}
_ORDERS: dict[Ranked, ColumnElement[Any]] = {
    "due": func.min(CommitmentTable.due_last),
    "amount": func.max(AmountTable.value_yuan).desc(),
}


def value_totals(connection: Connection, kind: ValueKind, query: FindingQuery) -> list[ValueTotal]:
    """What the findings that meet `query` hold of `kind`, by source; reports that hold none are left out.

    Of commitments only those within the query's window of deadlines count, of documents not those that were only
    read, of all kinds only those with its words.
    """
    table, _, _ = VALUES[kind]
    number = func.coalesce(func.sum(_NUMBERS[kind]), 0.0) if kind in _NUMBERS else literal(0.0)
    # Findings are told apart within their report, and the rows are grouped by report.
    statement = (
        select(ReportTable.source, func.count(table.ordinal.distinct()), func.count(), number)
        .join(table, table.report_id == ReportTable.id)
        .where(*_in(table, query), *_value_conditions(kind, query))
        .group_by(ReportTable.source)
        .order_by(ReportTable.source)
    )
    rows = connection.execute(statement)
    return [ValueTotal(source, findings, values, float(total or 0)) for source, findings, values, total in rows]


def leading_keys(
    connection: Connection, query: FindingQuery, by: Ranked, limit: int, holding: ValueKind | None = None
) -> list[tuple[str, int]]:
    """(source, ordinal) of the first `limit` findings that meet `query`, in the order asked for.

    With `holding` (by "due": commitments, by "amount": amounts), only findings that hold a value of that kind that
    counts. Ties by source and ordinal.
    """
    place = (ReportTable.source, FindingTable.ordinal)
    statement = select(*place).join(FindingTable, FindingTable.report_id == ReportTable.id)
    if not is_open(query):
        statement = statement.where(tuple_(FindingTable.report_id, FindingTable.ordinal).in_(matching(query)))
    kind = _KINDS.get(by, holding)
    if kind is not None:
        table = VALUES[kind][0]
        beside = and_(table.report_id == FindingTable.report_id, table.ordinal == FindingTable.ordinal)
        statement = statement.join(table, beside).where(*_value_conditions(kind, query)).group_by(*place)
    order = [] if by == "place" else [_ORDERS[by]]
    return [
        (source, ordinal) for source, ordinal in connection.execute(statement.order_by(*order, *place).limit(limit))
    ]


def _in(table: type[OfFinding], query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    if not is_open(query):
        yield tuple_(table.report_id, table.ordinal).in_(matching(query))


def _value_conditions(kind: ValueKind, query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    if kind == "commitments":
        yield from due_conditions(query)
    if kind == "rules":
        yield RuleTable.action != "学习"
    if query.value_words:
        _, name, quote = VALUES[kind]
        yield holds_any([name, quote], query.value_words)
