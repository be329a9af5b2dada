"""The records as one Excel workbook: the tables of the CSV export, a sheet each."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.export.paper import Cell, Grid, Run
from assistant.export.report_csv import PLACE, TABLES, table_rows
from assistant.records.query import FindingRow

_SHEETS = {
    "findings.csv": "问题",
    "measures.csv": "措施",
    "commitments.csv": "未完事项",
    "accountability.csv": "问责",
    "amounts.csv": "金额",
    "rules.csv": "制度",
}


def xlsx_tables(findings: Sequence[FindingRow]) -> dict[str, bytes]:
    """The workbook over `findings`, by file name."""
    # Imported here: it takes a while to load, and the other exports do not need it.
    from assistant.export.workbook import tables_workbook

    grids = []
    for name, table in TABLES.items():
        rows = tuple(tuple(_cell(cell) for cell in row) for row in table_rows(table, findings))
        grids.append(Grid(_SHEETS[name], (*PLACE, *table.columns), rows))
    return {"records.xlsx": tables_workbook(grids)}


def _cell(value: str | int | float | None) -> Cell:
    return Run(value) if isinstance(value, str) else value
