"""The table of an answer: sortable on the page, copied with one click, saved as CSV or Excel with its sources."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from html import escape
from typing import Literal

from assistant.answering.answer import Answer, Citation, Table
from assistant.export.paper import Grid, Run
from assistant.ui.links import link
from assistant.ui.words import Words

_SHORT = 11
"""Characters that stand on one line."""
MANY = 2
"""Rows from which a table says more than its list in words."""
TableFormat = Literal["csv", "xlsx"]
FORMATS: tuple[TableFormat, ...] = ("csv", "xlsx")


def table_html(w: Words, table: Table, chips: Mapping[int, str], turn: int) -> str:
    """The table, with the chips of its citations at the end of each row and its tools above."""
    cited = any(row.citations for row in table.rows)
    columns = [*map(w.printed, table.columns), *([w("table.sources")] if cited else [])]
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f"<tr>{''.join(map(_cell, columns, row.cells))}"
        + (_td(columns[-1], "".join(chips.get(number, "") for number in row.citations)) if cited else "")
        + "</tr>"
        for row in table.rows
    )
    saved = "".join(link("table", w(f"table.{format}"), turn=turn, format=format) for format in FORMATS)
    tools = (
        f'<p class="table-tools"><span>{w("table.rows", n=len(table.rows))}</span>'
        f'<a class="copy-table" href="#copytable">{w("table.copy")}</a>{saved}</p>'
    )
    box = f'<div class="scroll tall" tabindex="0" role="region" aria-label="{w("table.name")}">'
    return (
        f'<div class="answer-table">{tools}{box}<table class="grid sortable cards"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></div>"
    )


def _cell(column: str, words: str) -> str:
    """A cell; a date or a state is not broken over two lines."""
    return _td(column, escape(words), "short" if len(words) <= _SHORT else "long")


def _td(column: str, content: str, css: str = "long") -> str:
    """A cell that knows its column: on a phone each row is a card, its values after the names of the columns."""
    return f'<td class="{css}" title="{escape(column)}"><div>{content}</div></td>'


def table_bytes(w: Words, answer: Answer, format: TableFormat) -> bytes:
    """The table as a file, the words of its sources in a last column. The answer must have a table."""
    assert answer.table is not None
    columns = (*map(w.printed, answer.table.columns), w("table.sources"))
    rows = [(*row.cells, _sources(answer, row.citations)) for row in answer.table.rows]
    if format == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([columns, *([_harmless(cell) for cell in row] for row in rows)])
        return text.getvalue().encode("utf-8-sig")
    # Imported here: it takes a while to load, and most tables are only read.
    from assistant.export.workbook import tables_workbook

    grid = Grid(w("table.name"), columns, tuple(tuple(Run(cell) for cell in row) for row in rows))
    return tables_workbook([grid])


def _sources(answer: Answer, numbers: tuple[int, ...]) -> str:
    cited = [answer.citations[number - 1] for number in numbers if 0 < number <= len(answer.citations)]
    return "；".join(map(_source, cited))


def _source(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    return f"{citation.source}（{citation.label}）“{quote}”"


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for words: what begins like a formula would be run."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
