"""The table of an answer: sortable on the page, copied with one click, saved as CSV or Excel with its sources.

What the page leaves out of very many records the file holds, every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from assistant.answering.answer import Answer, Table
from assistant.answering.table_file import FORMATS, Head, TableFormat, table_file, table_of
from assistant.ui.links import link
from assistant.ui.words import Words

_SHORT = 11
"""Characters that stand on one line."""
MANY = 2
"""Rows from which a table says more than its list in words."""


def table_html(w: Words, table: Table, chips: Mapping[int, str], turn: int, left: int = 0) -> str:
    """The table, with the chips of its citations at the end of each row and its tools above.

    `left`: how many more records the answer counts; they stand in the files.
    """
    cited = any(row.citations for row in table.rows)
    columns = [*map(w.printed, table.columns), *([w("table.sources")] if cited else [])]
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f"<tr>{''.join(map(_cell, columns, row.cells))}"
        + (_td(columns[-1], "".join(chips.get(number, "") for number in row.citations)) if cited else "")
        + "</tr>"
        for row in table.rows
    )
    saved = saved_html(w, turn)
    more = w("table.left") if left else ""
    tools = (
        f'<p class="table-tools"><span>{w("table.rows", n=len(table.rows))}{more}</span>'
        f'<a class="copy-table" href="#copytable">{w("table.copy")}</a>{saved}</p>'
    )
    box = f'<div class="scroll tall" tabindex="0" role="region" aria-label="{w("table.name")}">'
    return (
        f'<div class="answer-table">{tools}{box}<table class="grid sortable cards"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></div>"
    )


def saved_html(w: Words, turn: int) -> str:
    """The links that save the table of an answer, or its sources where it has none."""
    return "".join(link("table", w(f"table.{format}"), turn=turn, format=format) for format in FORMATS)


def _cell(column: str, words: str) -> str:
    """A cell; a date or a state is not broken over two lines."""
    return _td(column, escape(words), "short" if len(words) <= _SHORT else "long")


def _td(column: str, content: str, css: str = "long") -> str:
    """A cell that knows its column: on a phone each row is a card, its values after the names of the columns."""
    return f'<td class="{css}" title="{escape(column)}"><div>{content}</div></td>'


def table_bytes(w: Words, answer: Answer, format: TableFormat) -> bytes:
    """The table as a file with its sources, or the sources alone; the heads in the reader's language."""
    head = Head(tuple(map(w.printed, table_of(answer).columns)), w("table.name"), w("table.sources"))
    return table_file(answer, format, replace(head, cited=tuple(map(w.printed, head.cited))))
