"""A document of the core, which writes Chinese, with its fixed words and sentences in the language of the page.

What notices say stays as it is, and so does a sentence that the catalogue does not know.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.export.paper import Block, Bullet, Cell, Grid, Heading, Paper, Paragraph, Run
from assistant.schema import STATUS_ZH
from assistant.ui.words import Words, words

_PLACE = re.compile(r"\\\{(\w+)\\\}")
_COUNTS = frozenset(("n", "items", "late", "ahead", "undated", "closed"))
_NUMBER = r"[\d,]+"
_REST = "rest"
_STATUS_COUNT = re.compile(f"({'|'.join(sorted(STATUS_ZH.values(), key=len, reverse=True))})(\\d+)条")
_SHORT = 60
"""Characters up to which a cell can be a fixed word or a count."""


def in_language(w: Words, paper: Paper) -> Paper:
    """The document as the page of that language shows it and saves it."""
    if w.language == "zh":
        return paper
    return replace(paper, title=_said(w, paper.title), blocks=tuple(_block(w, block) for block in paper.blocks))


def _block(w: Words, block: Block) -> Block:
    match block:
        case Heading(level, said):
            return Heading(level, _said(w, said))
        case Paragraph(runs):
            return Paragraph(tuple(_run(w, run) for run in runs))
        case Bullet(name, runs):
            return Bullet(" · ".join(_said(w, part) for part in name.split("·")), tuple(_run(w, run) for run in runs))
        case Grid():
            rows = tuple(tuple(_cell(w, cell) for cell in row) for row in block.rows)
            return replace(block, name=_said(w, block.name), columns=tuple(map(w.printed, block.columns)), rows=rows)


def _cell(w: Words, cell: Cell) -> Cell:
    return _run(w, cell) if isinstance(cell, Run) and len(cell.words) <= _SHORT else cell


def _run(w: Words, run: Run) -> Run:
    return replace(run, words=_said(w, run.words))


def _said(w: Words, chinese: str) -> str:
    """The words in the language: a fixed one, a known sentence with its parts said likewise, else as they are."""
    fixed = w.printed(chinese)
    if fixed != chinese:
        return fixed
    for key, pattern in _patterns():
        if found := pattern.fullmatch(chinese):
            parts = {name: _listed(w, value) for name, value in found.groupdict().items() if name != _REST}
            return w(f"phrase.{key}", **parts) + _said(w, found.groupdict().get(_REST) or "")
    return _STATUS_COUNT.sub(lambda count: f" {w.printed(count[1])} {count[2]}", chinese)


def _listed(w: Words, part: str) -> str:
    """What stands at a place of a sentence: a list's entries are said one by one."""
    return ", ".join(_said(w, each) for each in part.split("、"))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The sentences of the catalogue, each as what matches it."""
    return [(key, _pattern(said)) for key, said in words("zh").group("phrase").items()]


def _pattern(said: str) -> re.Pattern[str]:
    """What matches a sentence; one that ends in a colon may be followed by more."""
    place = _PLACE.sub(lambda name: f"(?P<{name[1]}>{_NUMBER if name[1] in _COUNTS else '.+?'})", re.escape(said))
    return re.compile(place + (f"(?P<{_REST}>.*)" if said.endswith("：") else ""), re.DOTALL)
