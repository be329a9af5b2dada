"""The records as CSV tables that open in a spreadsheet: one of findings, one a list they hold.

UTF-8 with a byte order mark, or Excel reads Chinese as something else. Cells that a spreadsheet would run as a formula
are made text: the words come from files that anyone may have written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.records.query import FindingRow
from assistant.schema import STATUS_ZH, TOPIC_ZH

Cell = str | int | float | None
PLACE = ("医院", "来源", "序号", "编号", "问题")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Table(NamedTuple):
    """A table: its columns after those that say where, and its rows of one finding."""

    columns: tuple[str, ...]
    rows: Callable[[FindingRow], Iterable[Sequence[Cell]]]


def _finding_cells(row: FindingRow) -> Iterator[Sequence[Cell]]:
    finding = row.finding
    yield (
        finding.section,
        STATUS_ZH[finding.status],
        finding.status_evidence.quote if finding.status_evidence else None,
        "、".join(TOPIC_ZH[topic] for topic in finding.topics),
        len(finding.measures),
        len(finding.commitments),
        finding.department.quote if finding.department else None,
        finding.deadline.quote if finding.deadline else None,
    )


TABLES: dict[str, Table] = {
    "findings.csv": Table(
        ("类别", "整改状态", "状态原文", "主题", "措施数", "未完事项数", "责任部门", "完成时限"), _finding_cells
    ),
    "measures.csv": Table(
        ("标记", "措施原文"),
        lambda row: [(each.marker, each.evidence.quote) for each in row.finding.measures],
    ),
    "commitments.csv": Table(
        ("未完事项", "时限", "原文"),
        lambda row: [(each.what, each.due, each.evidence.quote) for each in row.finding.commitments],
    ),
    "accountability.csv": Table(
        ("问责方式", "人数", "原文"),
        lambda row: [(each.action, each.persons, each.evidence.quote) for each in row.finding.accountability],
    ),
    "amounts.csv": Table(
        ("金额（元）", "说明", "原文"),
        lambda row: [(each.value_yuan, each.kind, each.evidence.quote) for each in row.finding.amounts],
    ),
    "rules.csv": Table(
        ("制度", "动作", "原文"),
        lambda row: [(each.name, each.action, each.evidence.quote) for each in row.finding.rules],
    ),
}


def csv_tables(findings: Sequence[FindingRow]) -> dict[str, bytes]:
    """The tables over `findings`, by file name."""
    return {name: _written(table, findings) for name, table in TABLES.items()}


def table_rows(table: Table, findings: Iterable[FindingRow]) -> Iterator[tuple[Cell, ...]]:
    """The rows of one table over `findings`, each with the place it belongs to."""
    for row in findings:
        place = (row.hospital, row.source, row.finding.ordinal, row.finding.label, row.finding.title)
        yield from ((*place, *cells) for cells in table.rows(row))


def _written(table: Table, findings: Iterable[FindingRow]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow((*PLACE, *table.columns))
    writer.writerows([_safe(cell) for cell in cells] for cells in table_rows(table, findings))
    return buffer.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    """A text cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
