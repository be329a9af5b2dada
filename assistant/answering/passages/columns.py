"""Cells of a table under a heading that says what they are: 牵头领导, 责任科室, 完成时限.

A row prints 何立秋 and 药学部 bare; what they are stands once, in the first row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.text.flat import fold

_HEADING = re.compile(
    r"(?:整改)?(?:责任|牵头|分管|主管|包保|配合|整改|完成|销号|承办|督办|办结)?"
    r"(?:领导|单位|科室|部门|处室|人|时限|期限|时间)"
)
_LONGEST_HEADING = 10
_LONGEST_CELL = 30


def labelled_cells(text: str) -> Mapping[int, str]:
    """By the place where it begins: each cell below a heading of responsibility or time, with that heading."""
    found: dict[int, str] = {}
    headings: list[str] = []
    start = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) >= 3:
            names = [fold(cell) for cell in cells]
            if all(len(name) <= _LONGEST_HEADING for name in names) and any(map(_HEADING.fullmatch, names)):
                headings = names
            elif len(cells) == len(headings):
                found |= _cells(cells, headings, start)
        elif line.strip():
            headings = []
        start += len(line) + 1
    return found


def _cells(cells: list[str], headings: list[str], start: int) -> dict[int, str]:
    out: dict[int, str] = {}
    for cell, heading in zip(cells, headings, strict=True):
        if _HEADING.fullmatch(heading) and 0 < len(cell.strip()) <= _LONGEST_CELL:
            out[start + len(cell) - len(cell.lstrip())] = heading
        start += len(cell) + 1
    return out
