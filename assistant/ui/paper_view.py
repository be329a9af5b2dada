"""A document (comparison, deadlines, audit) as HTML: the same paper that Word and Excel get, its marks as links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby

from assistant.export.paper import Block, Bullet, Cell, Grid, Heading, Paper, Paragraph, Run, Source
from assistant.ui.links import link
from assistant.ui.words import Words


def paper_html(w: Words, paper: Paper) -> str:
    """The whole document; what is meant for spreadsheets alone is left to them."""
    sources = {source.number: source for source in paper.sources}
    blocks = [block for block in paper.blocks if not (isinstance(block, Grid) and block.sheet_only)]
    body = "".join(_blocks(w, blocks, sources))
    return f'<article class="paper"><h2>{escape(paper.title)}</h2>{body}</article>'


def _blocks(w: Words, blocks: Sequence[Block], sources: dict[int, Source]) -> Iterator[str]:
    for is_list, group in groupby(blocks, key=lambda block: isinstance(block, Bullet)):
        rendered = "".join(_block(w, block, sources) for block in group)
        yield f"<ul>{rendered}</ul>" if is_list else rendered


def _block(w: Words, block: Block, sources: dict[int, Source]) -> str:
    match block:
        case Heading(level, words):
            tag = f"h{min(6, level + 2)}"
            return f"<{tag}>{escape(words)}</{tag}>"
        case Paragraph(runs):
            return f"<p>{_runs(w, runs, sources)}</p>"
        case Bullet(name, runs):
            named = f"<b>{escape(name)}</b>{w('paper.colon')}" if name else ""
            return f"<li>{named}{_runs(w, runs, sources)}</li>"
        case Grid():
            return _grid(w, block, sources)


def _grid(w: Words, grid: Grid, sources: dict[int, Source]) -> str:
    if not grid.rows:
        return ""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in grid.columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(w, cell, sources)}</td>' for cell in row)}</tr>" for row in grid.rows)
    name = escape(grid.name)
    return (
        f'<div class="scroll tall" tabindex="0" role="region" aria-label="{name}"><table class="grid">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(w: Words, cell: Cell, sources: dict[int, Source]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Run):
        return _runs(w, (cell,), sources)
    if isinstance(cell, float):
        return f"{cell:,.2f}".removesuffix(".00")
    return escape(cell.isoformat() if isinstance(cell, date) else str(cell))


def _runs(w: Words, runs: Sequence[Run], sources: dict[int, Source]) -> str:
    return "".join(escape(run.words) + "".join(_chip(w, sources.get(mark)) for mark in run.marks) for run in runs)


def _chip(w: Words, source: Source | None) -> str:
    if source is None:
        return ""
    title = w("source.chip", n=source.number, where=source.where)
    return link("cite", str(source.number), title=title, source=source.file, start=source.start, end=source.end)
