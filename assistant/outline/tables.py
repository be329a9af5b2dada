"""Tables -> rows of cells: tab-separated, Markdown, or flattened by a copy into one cell a line.

A row becomes a heading line (number and problem) followed by one line a cell, each with the role of its column. The
rest of the outline need not know that there was a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from assistant.outline.genre import is_shortcoming, is_tail
from assistant.outline.labels import column_kind
from assistant.outline.lines import Line
from assistant.outline.model import BlockKind
from assistant.outline.numbering import Token
from assistant.outline.statuses import Reading, read_status
from assistant.text.flat import FlatText

Column = Literal["number", "title", "section"] | BlockKind
_NUMBER_HEADER = re.compile(r"(?:序号|编号|序|号|No\.?)")
_TITLE_HEADER = re.compile(
    r"(?:巡察|反馈|具体|存在|主要|整改)*(?:的)?(?:问题|事项|任务)(?:描述|表现|内容|名称|清单)?|反馈意见(?:内容)?"
)
_SECTION_HEADER = re.compile(r"(?:问题)?(?:类别|方面|类型|分类|领域)")
_BARE = re.compile(r"\d{1,3}[.、]?")
_NUMBERED = re.compile(r"[(]?(\d{1,3})[)]?[.、](?!\d)")
"""A number in the problem's own cell."""
_GROUP_NUMBER = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]?")
_RULE = re.compile(r"\|?[:\-|]*-[:\-|]*\|?")
_HEADER_REACH = 10


def lay_out_tables(lines: list[Line], source: str) -> list[Line]:
    """`lines` with every table replaced by its rows; bare numbers outside tables are page numbers, hence noise."""
    laid: list[Line] = []
    i = 0
    while i < len(lines):
        cells = _cells(lines[i], source)
        if cells and not _lone_bars(lines, i, source):
            i, rows = _delimited(lines, i, source)
        elif columns := _flat_header(lines, i):
            i, rows = _flattened(lines, i, columns, source)
        else:
            rows = [lines[i]]
            i += 1
        laid.extend(rows)
    return _bare_numbers(laid, source)


def _column(words: str) -> Column | None:
    if _NUMBER_HEADER.fullmatch(words):
        return "number"
    if _TITLE_HEADER.fullmatch(words):
        return "title"
    if _SECTION_HEADER.fullmatch(words):
        return "section"
    return column_kind(words)


def _header(cells: Sequence[str]) -> list[Column | None] | None:
    columns = [_column(cell.strip("*")) for cell in cells]
    known = [column for column in columns if column]
    return columns if "title" in known and len(known) >= max(2, len(columns) - 1) else None


# Tab-separated and Markdown tables.


def _cells(line: Line, source: str) -> list[FlatText]:
    """The cells of a delimited row, empty ones included; none if the line is no row."""
    printed = source[line.start : line.end]
    start = line.start
    if "\t" in printed:
        mark = "\t"
        while start and source[start - 1] == "\t":
            start -= 1
    elif printed.startswith("|") or (line.token is None and printed.count("|") >= 2):
        # Without a bar in front, a line that begins with a number is a heading that happens to hold bars.
        mark = "|"
        start += printed.startswith("|")
    else:
        return []
    found = []
    for piece in source[start : line.end].rstrip("|").split(mark):
        found.append(FlatText.of(source, start, start + len(piece)))
        start += len(piece) + 1
    return found if len(found) >= 2 else []


def _lone_bars(lines: list[Line], at: int, source: str) -> bool:
    """Whether a line holds bars but none in front, and no row stands beside it: text, not a table."""
    line = lines[at]
    if line.text.startswith("|") or "\t" in source[line.start : line.end]:
        return False
    return not any(_cells(beside, source) for beside in [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]])


def _delimited(lines: list[Line], at: int, source: str) -> tuple[int, list[Line]]:
    """The rows of the table that starts at line `at`, and where it ends; under other headings it lists no findings."""
    columns: list[Column | None] | None = None
    rows: list[Line] = []
    reached = 0
    other = at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].text) is not None
    while at < len(lines):
        line = lines[at]
        cells = _cells(line, source)
        unfinished = columns is not None and 0 < reached < len(columns)
        if not cells and not line.noise and not (unfinished and not line.token and len(rows) > 1):
            break
        header = _header([cell.text for cell in cells]) if cells else None
        if header:
            columns, reached = header, 0
        if header:
            other = False
        if header or other or (not cells and line.noise):
            rows.append(replace(line, token=None, column="aside"))
        elif columns and unfinished and (not cells or reached - 1 + len(cells) <= len(columns)):
            rest = columns[reached - 1 :]
            rows.extend(_row(line, cells or [line.flat], [None if c == "title" else c for c in rest]))
            reached += max(0, len(cells) - 1)
        else:
            rows.extend(_row(line, cells, columns or _guessed(cells)))
            reached = len(cells)
        at += 1
    return at, rows


def _guessed(cells: Sequence[FlatText]) -> list[Column | None]:
    numbered = bool(cells and _BARE.fullmatch(cells[0].text))
    first: list[Column | None] = ["number", "title"] if numbered else ["title"]
    return [*first, *[None] * len(cells)]


def _row(line: Line, cells: list[FlatText], columns: Sequence[Column | None]) -> Iterator[Line]:
    """The lines of one row: its heading (up to the problem), then a line a cell; marks between cells are dropped."""
    filled = [(columns[i] if i < len(columns) else None, cell) for i, cell in enumerate(cells) if cell.text]
    if not filled:
        yield replace(line, token=None, noise=True)
        return
    named = dict(reversed([(column, cell) for column, cell in filled if column in ("number", "title")]))
    if len(filled) == 1 and len(cells) > 2:
        yield replace(line, column="group")
        return
    title = named.get("title")
    headed = False
    for column, cell in filled:
        stop = cell.origin[-1] + 1
        if title is not None and cell is not title and not headed:
            continue
        if cell is title:
            headed = True
            head = _head(line, line.start, stop, named.get("number"), cell)
            yield replace(head, mark=_stated_before(head, filled, cell) or head.mark)
        else:
            yield _cell(line, cell.origin[0], stop, column)


def _stated_before(head: Line, filled: Sequence[tuple[Column | None, FlatText]], title: FlatText) -> Reading | None:
    """The status in a cell before the problem's own, as the heading prints it."""
    for column, cell in filled:
        found = read_status(cell.text) if column == "status" and cell.origin[0] < title.origin[0] else None
        if found:
            at = head.flat.at(cell.origin[0])
            return found[0], at + found[1], at + found[2]
    return None


def _head(line: Line, start: int, end: int, number: FlatText | None, title: FlatText) -> Line:
    flat = _sub(line.flat, start, end)
    words_at = flat.at(title.origin[0])
    digits = re.match(r"\d+", number.text) if number else None
    within = None if number else _NUMBERED.match(title.text)
    token = None
    if number and digits:
        first = flat.at(number.origin[0])
        token = Token("row", "row", int(digits[0]), first, first + len(number))
    elif within and within.end() < len(title):
        token = Token("row", "row", int(within[1]), words_at, words_at + within.end())
        words_at += within.end()
    return replace(line, start=start, end=end, flat=flat, token=token, column="row", words_at=words_at)


def _cell(line: Line, start: int, end: int, column: Column | None) -> Line:
    kind = "cell" if column in (None, "number", "title", "section") else column
    return replace(line, start=start, end=end, flat=_sub(line.flat, start, end), token=None, column=kind)


def _sub(flat: FlatText, start: int, end: int) -> FlatText:
    return flat.cut(flat.at(start), flat.at(end))


# Tables flattened to one cell a line.


def _flat_header(lines: list[Line], at: int) -> list[Column | None] | None:
    """The columns, if a flattened header starts at line `at`: 序号, then the others, a line each."""
    if not _NUMBER_HEADER.fullmatch(lines[at].text):
        return None
    words = []
    for line in lines[at : at + _HEADER_REACH]:
        if _BARE.fullmatch(line.text) or _column(line.text) is None:
            break
        words.append(line.text)
    return _header(words)


def _flattened(lines: list[Line], header: int, columns: list[Column | None], source: str) -> tuple[int, list[Line]]:
    at = header + len(columns)
    rows = [replace(line, token=None, column="aside") for line in lines[header:at]]
    wanted = 1
    in_row = 0
    while at < len(lines):
        line = lines[at]
        following = next((other for other in lines[at + 1 : at + 3] if not other.noise), None)
        if line.noise:
            rows.append(line)
        elif _starts_row(line, wanted) and following:
            rows.append(_joined(line, following, source))
            wanted, in_row, at = wanted + 1, 2, lines.index(following, at)
        elif _opens_group(lines, at, wanted):
            rows.append(replace(line, token=None, column="cell"))
            rows.append(replace(lines[at + 1], token=None, column="group"))
            at += 1
        elif following and _starts_row(following, wanted) and in_row != 1 and in_row >= len(columns):
            rows.append(replace(line, column="group"))
        elif wanted == 1 or in_row == 0 or _ends_table(line, in_row, len(columns)):
            if not (following and _starts_row(following, wanted)):
                break
            rows.append(replace(line, column="group"))
        else:
            rows.append(replace(line, token=None, column=_flat_column(columns, in_row)))
            in_row += 1
        at += 1
    return at, rows


def _opens_group(lines: list[Line], at: int, wanted: int) -> bool:
    """Whether a row across the table begins here: 一, its words on the next line, then the next finding's number."""
    ahead = lines[at : at + 3]
    return len(ahead) == 3 and _GROUP_NUMBER.fullmatch(ahead[0].text) is not None and _starts_row(ahead[2], wanted)


def _starts_row(line: Line, wanted: int) -> bool:
    match = _BARE.fullmatch(line.text)
    return match is not None and int(line.text.rstrip(".、")) == wanted


def _ends_table(line: Line, in_row: int, width: int) -> bool:
    part = line.token is not None and line.token.style in ("一、", "(一)", "部分")
    return in_row >= width and (part or is_tail(line.text) or line.text.startswith("附") or len(line.flat) > 40)


def _flat_column(columns: list[Column | None], in_row: int) -> BlockKind | Literal["cell"]:
    column = columns[in_row] if in_row < len(columns) else None
    return "cell" if column in (None, "number", "title", "section") else column  # type: ignore[return-value]


def _joined(number: Line, title: Line, source: str) -> Line:
    flat = FlatText.of(source, number.start, title.end)
    digits = re.match(r"\d+", number.text)
    token = Token("row", "row", int(digits[0]) if digits else 0, 0, len(number.flat))
    return replace(number, end=title.end, flat=flat, token=token, column="row")


# Numbers alone on a line.


def _bare_numbers(lines: list[Line], source: str) -> list[Line]:
    """Page numbers become noise; where the lines after them mostly name shortcomings they are findings' numbers."""
    bare = [i for i, line in enumerate(lines) if line.column is None and _BARE.fullmatch(line.text)]
    heads = [i for i in bare if i + 1 < len(lines) and is_shortcoming(lines[i + 1].text.rstrip("。"))]
    joined = set(heads) if len(heads) >= 2 and len(heads) * 2 >= len(bare) else set()
    laid = []
    for i, line in enumerate(lines):
        if i in joined:
            laid.append(_joined(line, lines[i + 1], source))
        elif i - 1 not in joined:
            laid.append(replace(line, noise=True, token=None) if i in bare else line)
    return laid
