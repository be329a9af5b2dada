"""A `FindingQuery` as SQL: which findings match, as (report id, ordinal)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, false, or_, select, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from assistant.records.due import last_day
from assistant.records.query import FindingQuery, Matter, ValueKind
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

_NAMED = 200
"""More names than this travel as one parameter: engines bound how many a statement may have."""
Word = InstrumentedAttribute[str]
VALUES: dict[ValueKind, tuple[type[OfFinding], Word, Word]] = {
    "commitments": (CommitmentTable, CommitmentTable.what, CommitmentTable.evidence_quote),
    "accountability": (AccountabilityTable, AccountabilityTable.action, AccountabilityTable.evidence_quote),
    "amounts": (AmountTable, AmountTable.kind, AmountTable.evidence_quote),
    "rules": (RuleTable, RuleTable.name, RuleTable.evidence_quote),
}
"""The table of each kind of value, what names a value, and its words."""


class _Listed(FunctionElement[str]):
    """The strings of a JSON array, as rows."""

    type = Text()
    inherit_cache = True


@compiles(_Listed, "sqlite")
def _listed_sqlite(element: _Listed, compiler: SQLCompiler, **given: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **given)}))"


@compiles(_Listed, "postgresql")
def _listed_postgresql(element: _Listed, compiler: SQLCompiler, **given: Any) -> str:
    return f"(SELECT json_array_elements_text(CAST({compiler.process(element.clauses, **given)} AS json)))"


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


def is_open(query: FindingQuery) -> bool:
    """Whether every finding meets `query`."""
    return not list(_conditions(query))


def _conditions(query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    if query.sources is not None:
        yield among(ReportTable.source, query.sources)
    if query.ordinals is not None:
        yield tuple_(ReportTable.source, FindingTable.ordinal).in_(query.ordinals)
    if query.statuses:
        yield FindingTable.status.in_(query.statuses)
    yield from _of_matter(query)
    yield from _of_values(query)


def _of_matter(query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    if query.topics:
        yield _has(FindingTopicTable, FindingTopicTable.topic.in_(query.topics))
    if query.about is not None:
        yield _about(query.about)


def _of_values(query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    if query.open_words:
        yield _opens(query.open_words)
    if query.open_pattern is not None:
        yield _has(CommitmentTable, CommitmentTable.evidence_quote.regexp_match(query.open_pattern))
    if query.due_from is not None or query.due_to is not None:
        yield _has(CommitmentTable, *due_conditions(query))
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


def among(column: Word, names: tuple[str, ...]) -> ColumnElement[bool]:
    """The column holds one of `names`, however many there are."""
    if len(names) <= _NAMED:
        return column.in_(names)
    listed: ColumnElement[bool] = column.op("IN", is_comparison=True)(_Listed(bindparam(None, json.dumps(names))))
    return listed


def holds_any(columns: Iterable[Word], words: tuple[str, ...]) -> ColumnElement[bool]:
    """One of the columns holds one of the words; false without words."""
    return or_(false(), *(column.contains(word, autoescape=True) for column in columns for word in words))


def _about(matter: Matter) -> ColumnElement[bool]:
    ways = [holds_any([FindingTable.title], matter.title_words)] if matter.title_words else []
    if matter.topics:
        ways.append(_has(FindingTopicTable, FindingTopicTable.topic.in_(matter.topics)))
    if matter.first_topics:
        first = FindingTopicTable.topic.in_(matter.first_topics), FindingTopicTable.position == 0
        ways.append(_has(FindingTopicTable, *first))
    if matter.open_words:
        ways.append(_opens(matter.open_words))
    return or_(false(), *ways)


def _opens(words: tuple[str, ...]) -> ColumnElement[bool]:
    return _has(CommitmentTable, holds_any([CommitmentTable.what, CommitmentTable.evidence_quote], words))


def due_conditions(query: FindingQuery) -> Iterator[ColumnElement[bool]]:
    """Conditions on a commitment: that its deadline lies within the window of `query`."""
    # A deadline counts by its last day, so one due "in December" lies within a query for December.
    if query.due_from is not None:
        yield CommitmentTable.due_last >= query.due_from
    if query.due_to is not None:
        yield CommitmentTable.due_last <= last_day(query.due_to)
