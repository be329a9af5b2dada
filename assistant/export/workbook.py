"""A paper, or tables of records, as an Excel workbook.

Every text cell is written as a string, whatever it begins with: words of notices are data, never formulas or links.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from assistant.export.paper import Bullet, Cell, Grid, Heading, Paper, Paragraph, Run, mark_words

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_LONGEST = 32_767
"""Characters that Excel allows in a cell."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_WIDEST = 60
_FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "top", "text_wrap": True}
_SOURCE_COLUMNS = ("编号", "医院", "文件", "位置", "问题或部分", "原文", "起", "止")


def workbook(paper: Paper) -> bytes:
    """`paper`: its text on the first sheet, a sheet a table, the sources on the last."""
    grids = [*paper.grids()]
    if paper.sources:
        rows = tuple(
            (s.number, Run(s.hospital), Run(s.file), Run(s.place or ""), Run(s.label), Run(s.quote), s.start, s.end)
            for s in paper.sources
        )
        grids.append(Grid("来源", _SOURCE_COLUMNS, rows))
    return _written(grids, paper)


def tables_workbook(grids: Sequence[Grid]) -> bytes:
    """Tables alone, a sheet each."""
    return _written(grids, None)


def _written(grids: Iterable[Grid], paper: Paper | None) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        styles = {
            "head": book.add_format({**_FONT, "bold": True, "bg_color": "#DCE6F1", "border": 1}),
            "text": book.add_format(_FONT),
            "title": book.add_format({**_FONT, "bold": True, "font_size": 14}),
            "whole": book.add_format({**_FONT, "num_format": "#,##0"}),
            "number": book.add_format({**_FONT, "num_format": "#,##0.00"}),
            "date": book.add_format({**_FONT, "num_format": "yyyy-mm-dd"}),
        }
        if paper is not None:
            _prose(book, styles, paper)
        taken: set[str] = {"说明"}
        for grid in grids:
            _sheet(book, styles, grid, _name(grid.name, taken))
    return buffer.getvalue()


def _prose(book: Workbook, styles: dict[str, Any], paper: Paper) -> None:
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, paper.title, styles["title"])
    line = 1
    for block in paper.blocks:
        if isinstance(block, Heading):
            sheet.write_string(line, 0, block.words, styles["head"])
        elif isinstance(block, Paragraph | Bullet):
            name = f"{block.name}：" if isinstance(block, Bullet) and block.name else ""
            words = name + "".join(run.words + mark_words(run.marks) for run in block.runs)
            sheet.write_string(line, 0, words[:_LONGEST], styles["text"])
        else:
            continue
        line += 1


def _sheet(book: Workbook, styles: dict[str, Any], grid: Grid, name: str) -> None:
    sheet = book.add_worksheet(name)
    for column, words in enumerate(grid.columns):
        sheet.write_string(0, column, words, styles["head"])
        sheet.set_column(column, column, _width(grid, column))
    for line, row in enumerate(grid.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, styles, line, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(grid.rows)), len(grid.columns) - 1)


def _write(sheet: Any, styles: dict[str, Any], line: int, column: int, cell: Cell) -> None:
    if cell is None:
        sheet.write_blank(line, column, None, styles["text"])
    elif isinstance(cell, Run):
        sheet.write_string(line, column, (cell.words + mark_words(cell.marks))[:_LONGEST], styles["text"])
    elif isinstance(cell, date):
        sheet.write_datetime(line, column, cell, styles["date"])
    else:
        sheet.write_number(line, column, cell, styles["whole" if float(cell).is_integer() else "number"])


def _width(grid: Grid, column: int) -> int:
    """Wide enough for the first rows: a Chinese character takes two columns."""
    cells = [row[column] for row in grid.rows[:100]]
    longest = max((len(cell.words) for cell in cells if isinstance(cell, Run)), default=0)
    return max(8, min(_WIDEST, 2 * max(longest, len(grid.columns[column])) + 2))


def _name(words: str, taken: set[str]) -> str:
    """A sheet name that Excel takes: at most 31 characters, none that it forbids, no two alike."""
    name = base = _FORBIDDEN.sub(" ", words).strip()[:28] or "表"
    number = 2
    while name in taken:
        name, number = f"{base}{number}", number + 1
    taken.add(name)
    return name
