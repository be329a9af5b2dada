"""A PDF page -> its lines, from the characters and their boxes.

Order is the file's own, which follows the writer, cell by cell in tables. The library's line breaks are taken where
the geometry agrees.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from assistant.reading.pages.lines import PageLine
from assistant.reading.pages.ruled_tables import Rules
from assistant.text.radicals import RADICALS

_GAP = 1.8
"""In em: a wider gap within a line parts two cells."""
_SPACES = {0xA0: " ", 0x3000: "\u3000", 0x2003: "\u3000", 0x2002: " ", 0x2009: " ", 0x202F: " "}


@dataclass(slots=True)
class _Draft:
    """A line being gathered."""

    chars: list[str] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    sizes: list[float] = field(default_factory=list)

    def takes(self, left: float, top: float, bottom: float, size: float) -> bool:
        """Whether a character stands on this line, not far behind its last."""
        if not self.sizes:
            return True
        middle = (top + bottom) / 2
        level = self.top - 0.2 * size <= middle <= self.bottom + 0.2 * size
        return level and -0.6 * size <= left - self.right <= _GAP * max(size, self.sizes[-1])

    def add(self, char: str, left: float, right: float, top: float, bottom: float, size: float) -> None:
        """Take in a character."""
        if not self.sizes:
            self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
        self.chars.append(char)
        self.sizes.append(size)


def page_lines(page: Any, number: int, rules: Rules) -> tuple[PageLine, ...]:
    """The lines of a pypdfium2 page, `number` from 1; an upright rule between two words ends a line."""
    textpage = page.get_textpage()
    try:
        return _read(textpage, page.get_height(), number, rules)
    finally:
        textpage.close()


def _read(textpage: Any, height: float, number: int, rules: Rules) -> tuple[PageLine, ...]:
    lines: list[PageLine] = []
    draft = _Draft()
    box = [ctypes.c_double() for _ in range(4)]
    for i in range(textpage.count_chars()):
        char = _char(pdfium.FPDFText_GetUnicode(textpage, i))
        if not char:
            continue
        if char.isspace():
            if draft.chars:
                draft.chars.append(char)
            continue
        pdfium.FPDFText_GetCharBox(textpage, i, *(ctypes.byref(side) for side in box))
        left, right, low, high = (side.value for side in box)
        size = _size(textpage, i, high - low)
        middle = height - (low + high) / 2
        top, bottom = middle - size / 2, middle + size / 2
        parted = bool(draft.sizes) and rules.part(draft.right, left, middle)
        if parted or not draft.takes(left, top, bottom, size):
            _close(draft, number, lines)
            draft = _Draft()
        draft.add(char, left, right, top, bottom, size)
    _close(draft, number, lines)
    return tuple(lines)


def _size(textpage: Any, index: int, height: float) -> float:
    """The em of a character: its font size as scaled on the page, or its height where the file does not say."""
    matrix = pdfium.FS_MATRIX()
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
        scale = hypot(matrix.c, matrix.d)
    size = float(pdfium.FPDFText_GetFontSize(textpage, index)) * scale
    return size if height * 0.6 <= size <= 400 else max(height, 1.0)


def _char(code: int) -> str:
    """The character of a code; what breaks lines or means nothing is none."""
    if code in (0, 0xFFFE, 0xFFFF, 0x02) or 0xD800 <= code <= 0xDFFF:
        return ""
    if code in (0x0A, 0x0D):
        return ""
    return _SPACES.get(code) or chr(code).translate(RADICALS)


def _close(draft: _Draft, number: int, lines: list[PageLine]) -> None:
    text = "".join(draft.chars).strip()
    if text:
        size = sorted(draft.sizes)[len(draft.sizes) // 2]
        lines.append(PageLine(number, text, draft.left, draft.right, draft.top, draft.bottom, size))
