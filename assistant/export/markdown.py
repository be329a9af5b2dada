"""A paper as markdown; what it quotes cannot turn into markup."""

from __future__ import annotations

import re
from datetime import date

from assistant.export.paper import Block, Bullet, Cell, Grid, Heading, Paper, Paragraph, Run, Source, mark_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_LIST_START = re.compile(r"^(?:[-+]|\d+[.)])(?=\s|$)")
_SPACE = re.compile(r"\s+")


def markdown(paper: Paper) -> str:
    """`paper` as markdown, sources last."""
    parts = [f"# {_plain(paper.title)}", *_blocks(paper.blocks)]
    if paper.sources:
        parts += ["## 来源", "\n".join(_source(source) for source in paper.sources)]
    return "\n\n".join(parts) + "\n"


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    """Blocks as paragraphs; bullets that follow one another make one list."""
    parts: list[str] = []
    listing = False
    for block in blocks:
        if isinstance(block, Grid) and block.sheet_only:
            continue
        words = _block(block)
        if isinstance(block, Bullet) and listing:
            parts[-1] += "\n" + words
        else:
            parts.append(words)
        listing = isinstance(block, Bullet)
    return parts


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_plain(block.words)}"
    if isinstance(block, Paragraph):
        return _runs(block.runs)
    if isinstance(block, Bullet):
        name = f"**{_plain(block.name)}**：" if block.name else ""
        return f"- {name}{_runs(block.runs)}"
    head = f"| {' | '.join(map(_plain, block.columns))} |\n|{' --- |' * len(block.columns)}"
    return "\n".join([head, *(f"| {' | '.join(map(_cell, row))} |" for row in block.rows)])


def _runs(runs: tuple[Run, ...]) -> str:
    words = "".join(_plain(run.words) + mark_words(run.marks) for run in runs)
    return _LIST_START.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", words)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Run):
        return _runs((cell,))
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else f"{cell:,}".removesuffix(".0")


def _source(source: Source) -> str:
    return f"- [{source.number}] {_plain(source.where)}（{source.start}–{source.end}）：“{_plain(source.quote)}”"


def _plain(words: str) -> str:
    """Words on one line, with every mark of markdown made harmless."""
    return _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", words).strip())
