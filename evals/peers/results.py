"""What was measured, kept as data and shown as one page with one plot. Parts measured apart are merged by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from pydantic import TypeAdapter

from assistant.schema import Value
from evals.runner.case import Outcome, Part, Verdict
from evals.runner.figures import Figure, figure

DATA, PAGE, PLOT = "peers.json", "peers.md", "peers.svg"

_HEAD = """# Ours beside others

Measured by `python -m evals.peers run` on one machine, with one small embedded model for all that take one; written by
that command, not by hand. Intervals are 95 %, from resampling whole reports where the cases fall into several, else
Wilson's. A peer runs with its documented defaults; what had to be set is said. No model judges anything.
What the command can measure and has no table here was not run yet: see [evals.md](../evals.md#peers).

![Shares with their intervals](peers.svg)
"""


class Row(Value):
    """A contestant in one table: its figure, and the other cells in the order of the columns."""

    name: str
    ours: bool = False
    figure: Figure | None = None
    cells: tuple[str, ...] = ()


class Table(Value):
    """One comparison. `bad` says that the figure is better the lower it is."""

    name: str
    title: str
    about: str
    measure: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...]
    bad: bool = False


_TABLES = TypeAdapter(tuple[Table, ...])


def share(given: Iterable[tuple[str, bool]]) -> Figure:
    """The share of the good among (cluster, good)."""
    return figure_of((cluster, Part.share(good)) for cluster, good in given)


def figure_of(given: Iterable[tuple[str, Part]]) -> Figure:
    """A quotient of sums over (cluster, part), with its interval."""
    parts = [
        Outcome(
            suite="peers", id=str(number), type="", cluster=cluster, key="", seconds=0.0,
            verdict=Verdict(parts={"figure": part}, asked="", gold="", answer=""),
        )
        for number, (cluster, part) in enumerate(given)
    ]  # fmt: skip
    return figure(parts, "figure")


def merge(folder: Path, tables: Sequence[Table], order: Sequence[str]) -> None:
    """Write the data, the page and the plot into `folder`; tables of the same name take the place of older ones."""
    path = folder / DATA
    held = {table.name: table for table in _TABLES.validate_json(path.read_bytes())} if path.exists() else {}
    held |= {table.name: table for table in tables}
    kept = [held[name] for name in order if name in held]
    folder.mkdir(parents=True, exist_ok=True)
    dumped = [table.model_dump(mode="json") for table in kept]
    path.write_text(json.dumps(dumped, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / PAGE).write_text(page(kept), "utf-8")
    (folder / PLOT).write_text(plot(kept), "utf-8")


def page(tables: Sequence[Table]) -> str:
    """The tables as Markdown."""
    return "\n".join([_HEAD, *(f"## {each.title}\n\n{each.about}\n\n{markdown(each)}\n" for each in tables)])


def markdown(table: Table) -> str:
    """One table, a row a line."""
    head = ["", table.measure, "n", *table.columns]
    lines = [head, ["---"] * len(head)]
    for row in table.rows:
        name = f"**{row.name}**" if row.ours else row.name
        lines.append([name, _shown(row.figure), str(row.figure.n) if row.figure else "", *row.cells])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _shown(given: Figure | None) -> str:
    return "" if given is None else f"{given.value:.3f} [{given.low:.3f}, {given.high:.3f}]"


_LABEL, _BAR, _LINE, _WIDE = 400, 380, 22, 890
_OURS, _THEIRS, _INK, _GREY = "#1f6feb", "#9aa7b5", "#1c2733", "#5b6775"


def plot(tables: Sequence[Table]) -> str:
    """The figures as bars with their intervals, on white."""
    marks: list[str] = []
    y = 24
    for table in tables:
        note = " (lower is better)" if table.bad else ""
        marks.append(_text(12, y, f"{table.title}: {table.measure}{note}", _INK, weight="600"))
        y += 8
        for row in table.rows:
            if row.figure is not None:
                y += _LINE
                marks += _bar(row, row.figure, y)
        y += _LINE + 14
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {y}" width="{_WIDE}" height="{y}" role="img"'
        f' aria-label="Ours beside others" font-family="system-ui, sans-serif" font-size="13">\n'
        f'<rect width="{_WIDE}" height="{y}" fill="#ffffff"/>\n' + "\n".join(marks) + "\n</svg>\n"
    )


def _bar(row: Row, given: Figure, y: int) -> list[str]:
    colour = _OURS if row.ours else _THEIRS
    low, high = (_LABEL + _BAR * min(1.0, max(0.0, each)) for each in (given.low, given.high))
    return [
        _text(_LABEL - 8, y, row.name, _INK, anchor="end"),
        f'<rect x="{_LABEL}" y="{y - 12}" width="{max(1.0, _BAR * given.value):.1f}" height="15" fill="{colour}"/>',
        f'<path d="M{low:.1f} {y - 8}v7m0 -3.5H{high:.1f}m0 -3.5v7" stroke="{_INK}" fill="none"/>',
        _text(_LABEL + _BAR + 10, y, f"{given.value:.3f}  n={given.n}", _GREY),
    ]


def _text(x: float, y: float, words: str, colour: str, *, anchor: str = "start", weight: str = "400") -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}" font-weight="{weight}">{escape(words)}</text>'
