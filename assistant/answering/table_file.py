"""The table of an answer as a file: a row a record with the words of its sources, in Excel on a sheet of their own too.

Faces give the words of the head in the reader's language; what is cited stays as the notices print it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.answer import Answer, Citation, Table, TableRow
from assistant.export.paper import Grid, Run

TableFormat = Literal["csv", "xlsx"]
FORMATS: tuple[TableFormat, ...] = ("csv", "xlsx")
MEDIA: dict[TableFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the columns, and what the sheets are called."""

    columns: tuple[str, ...]
    """Of the answer's own table."""
    name: str = "表格"
    sources: str = "来源"
    cited: tuple[str, ...] = ("编号", "医院", "文件", "问题或部分", "原文", "起", "止")


def table_of(answer: Answer) -> Table:
    """The table of an answer; of one that is no list, its sources as rows."""
    if answer.table is not None:
        return answer.table
    rows = (
        TableRow(cells=(each.hospital, each.label, " ".join(each.quote.split())), citations=(number,))
        for number, each in enumerate(answer.citations, 1)
    )
    return Table(columns=("医院", "位置", "原文"), rows=tuple(rows))


def table_file(answer: Answer, format: TableFormat, head: Head | None = None) -> bytes:
    """`table_of` an answer as a file; the words of a row's sources stand in a last column.

    In Excel the sources have a sheet of their own as well, with their offsets in the text of the notice.
    """
    table = table_of(answer)
    head = head or Head(table.columns)
    columns = (*head.columns, head.sources)
    rows = [(*row.cells, _sources(answer, row.citations)) for row in table.rows]
    if format == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([columns, *([_harmless(cell) for cell in row] for row in rows)])
        return text.getvalue().encode("utf-8-sig")
    # Imported here: it takes a while to load, and most tables are only read.
    from assistant.export.workbook import tables_workbook

    grid = Grid(head.name, columns, tuple(tuple(Run(cell) for cell in row) for row in rows))
    return tables_workbook([grid, _cited(answer.citations, head)])


def _cited(citations: Sequence[Citation], head: Head) -> Grid:
    """Every source a row, under the number that it has in the answer."""
    rows = tuple(
        (number, Run(c.hospital), Run(c.source), Run(c.label), Run(c.quote), c.start, c.end)
        for number, c in enumerate(citations, 1)
    )
    return Grid(head.sources, head.cited, rows)


def _sources(answer: Answer, numbers: Sequence[int]) -> str:
    cited = [answer.citations[number - 1] for number in numbers if 0 < number <= len(answer.citations)]
    return "；".join(map(_source, cited))


def _source(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    return f"{citation.source}（{citation.label}）“{quote}”"


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for words: what begins like a formula would be run."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
