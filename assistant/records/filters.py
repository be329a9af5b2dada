"""A `FindingQuery` as SQL: which findings match, as (report id, ordinal)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, select, tuple_

from assistant.records.due import last_day
from assistant.records.query import FindingQuery
from assistant.records.tables import (
    AccountabilityTable,
    AmountTable,
    CommitmentTable,
    FindingTable,
    FindingTopicTable,
    OfFinding,
    ReportTable,
    RuleTable,
)


def matching(query: FindingQuery) -> Select[int, int]:
    """The keys of the findings that meet every condition of `query`, in no order."""
    return (
        select(FindingTable.report_id, FindingTable.ordinal)
        .join(ReportTable, ReportTable.id == FindingTable.report_id)
        .where(*_conditions(query))
    )


def first_matching(query: FindingQuery) -> Select[int, int]:
    """`matching`, cut to the limit of `query`."""
    if query.limit is None:
        return matching(query)
    return matching(query).order_by(ReportTable.source, FindingTable.ordinal).limit(query.limit)


def _conditions(query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    if query.sources is not None:
        yield ReportTable.source.in_(query.sources)
    if query.ordinals is not None:
        yield tuple_(ReportTable.source, FindingTable.ordinal).in_(query.ordinals)
    if query.topics:
        yield _has(FindingTopicTable, FindingTopicTable.topic.in_(query.topics))
    if query.statuses:
        yield FindingTable.status.in_(query.statuses)
    if query.due_from is not None or query.due_to is not None:
        yield _has(CommitmentTable, *_due(query))
    wanted: tuple[tuple[bool, type[OfFinding]], ...] = (
        (query.with_commitments, CommitmentTable),
        (query.with_accountability, AccountabilityTable),
        (query.with_amounts, AmountTable),
        (query.with_rules, RuleTable),
    )
    for asked, table in wanted:
        if asked:
            yield _has(table)


def _has(table: type[OfFinding], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The finding has a row in `table` that meets all of `conditions`.

    Not a correlated EXISTS: that would visit every finding, this starts from the index of the condition.
    """
    keys = select(table.report_id, table.ordinal).where(*conditions)
    return tuple_(FindingTable.report_id, FindingTable.ordinal).in_(keys)


def _due(query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    # A deadline counts by its last day, so one due "in December" lies within a query for December.
    if query.due_from is not None:
        yield CommitmentTable.due_last >= query.due_from
    if query.due_to is not None:
        yield CommitmentTable.due_last <= last_day(query.due_to)
