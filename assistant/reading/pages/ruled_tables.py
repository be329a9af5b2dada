"""Ruled tables of a PDF page: lines of text gathered into the cells that the rules draw.

Only the drawn rules tell that a short line is a cell, and which row it belongs to; the text alone reads as a column of
words. Rows without rules between them stay lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from assistant.reading.pages.lines import PageLine

_THIN = 3.0
"""Points: what is thinner is a rule."""
_NEAR = 3.0
"""Points within which rules are the same rule."""
_LEAST = 6.0
"""Points: what is shorter is a stroke of something else."""
_CROSSES = 0.7
"""The share of a row's height along which a rule parts its cells."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page: heights of the level ones, and the upright ones as (x, top, bottom); y grows downwards."""

    level: tuple[float, ...]
    upright: tuple[tuple[float, float, float], ...]

    def part(self, left: float, right: float, height: float) -> bool:
        """Whether an upright rule stands between `left` and `right` at that height."""
        return left < right and any(left - 1 <= x <= right + 1 and a <= height <= b for x, a, b in self.upright)


def page_rules(page: Any) -> Rules:
    """The rules drawn on a pypdfium2 page, the sides of boxes among them."""
    height = page.get_height()
    level: list[float] = []
    upright: list[tuple[float, float, float]] = []
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, low, right, high = thing.get_bounds()
        top, bottom = height - high, height - low
        wide, tall = right - left, bottom - top
        if tall <= _THIN and wide >= _LEAST:
            level.append((top + bottom) / 2)
        elif wide <= _THIN and tall >= _LEAST:
            upright.append(((left + right) / 2, top, bottom))
        elif wide > _LEAST and tall > _LEAST:
            level += [top, bottom]
            upright += [(left, top, bottom), (right, top, bottom)]
    return Rules(tuple(_merged(level)), tuple(upright))


def gather_rows(lines: Sequence[PageLine], rules: Rules) -> tuple[PageLine, ...]:
    """`lines` with those inside ruled rows gathered, a line a row, where its first line stood."""
    if len(rules.level) < 2 or len(rules.upright) < 2:
        return tuple(lines)
    bands = [(top, bottom, _parts(rules, top, bottom)) for top, bottom in pairwise(rules.level)]
    bands = [band for band in bands if len(band[2]) >= 3]
    gathered: dict[int, list[PageLine]] = {}
    place: dict[int, int] = {}
    kept: list[PageLine | int] = []
    for line in lines:
        at = next((i for i, band in enumerate(bands) if _inside(line, *band)), None)
        if at is None:
            kept.append(line)
            continue
        if at not in place:
            place[at] = len(kept)
            kept.append(at)
        gathered.setdefault(at, []).append(line)
    return tuple(one if isinstance(one, PageLine) else _row(gathered[one], bands[one][2]) for one in kept)


def _merged(values: Iterable[float]) -> list[float]:
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _NEAR:
            merged.append(value)
    return merged


def _parts(rules: Rules, top: float, bottom: float) -> list[float]:
    """Where upright rules part the band between two level ones. A side may be drawn piece by piece."""
    covered: dict[float, float] = {}
    for x, start, end in sorted(rules.upright):
        shared = min(end, bottom) - max(start, top)
        if shared <= 0:
            continue
        same = next((known for known in covered if abs(known - x) <= _NEAR), x)
        covered[same] = covered.get(same, 0.0) + shared
    return sorted(x for x, length in covered.items() if length >= _CROSSES * (bottom - top))


def _inside(line: PageLine, top: float, bottom: float, parts: Sequence[float]) -> bool:
    middle = (line.left + line.right) / 2
    return top <= line.middle <= bottom and parts[0] <= middle <= parts[-1]


def _row(lines: Sequence[PageLine], parts: Sequence[float]) -> PageLine:
    """One line of all cells, tabs between them; the lines of a cell follow each other."""
    cells = []
    for left, right in pairwise(parts):
        inside = [line for line in lines if left <= (line.left + line.right) / 2 < right]
        cells.append("".join(line.text.replace("\t", " ").strip() for line in inside))
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    return PageLine(lines[0].page, "\t".join(cells), parts[0], parts[-1], top, bottom, lines[0].size, row=True)
