"""The body of a document in reading order: paragraphs, tables, text boxes.

Tracked changes are read as accepted: what was inserted is there, what was deleted is gone. Headers, footers, comments,
field codes and hidden text are not text of the notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.reading.builder import TextBuilder
from assistant.reading.word.numbering import Numbering
from assistant.reading.xml import Element, attribute, child, is_on, local

_GONE = frozenset({"del", "moveFrom", "Fallback", "rt", "instrText", "delText", "pPr", "rPr", "txbxContent"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"})
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_MAX_DEPTH = 200


def read_body(document: Element, numbering: Numbering) -> TextBuilder:
    """The printed text of a document part, with places (第12段, 表1第3行)."""
    walk = _Walk(numbering)
    walk.blocks(child(document, "body"))
    walk.close()
    return walk.builder


@dataclass
class _Walk:
    """Where the reading stands: how many paragraphs and tables it has passed."""

    numbering: Numbering
    builder: TextBuilder = field(default_factory=TextBuilder)
    paragraphs: int = 0
    tables: int = 0
    kept: str = ""
    """Words of a paragraph whose end was deleted: they belong to the next one."""

    def blocks(self, parent: Element | None) -> None:
        """Every block below `parent`, in order."""
        for block in _blocks(parent):
            if local(block) == "p":
                self.paragraph(block)
            else:
                self.table(block)

    def paragraph(self, paragraph: Element) -> None:
        """One paragraph, then the text boxes anchored in it."""
        words = self.kept + _words(paragraph)
        joins = child(paragraph, "pPr", "rPr", "del") is not None
        self.kept = words if joins else ""
        if not joins:
            self._write(self.numbering.label(paragraph), words)
        for box in _boxes(paragraph):
            self.blocks(box)

    def _write(self, label: str, words: str) -> None:
        if not words.strip():
            self.builder.line()
            return
        self.paragraphs += 1
        place = f"第{self.paragraphs}段"
        for i, line in enumerate((label + words).split("\n")):
            if line.strip() or i == 0:
                self.builder.line((line, place))

    def table(self, table: Element) -> None:
        """A table, a line a row with tabs between cells; a frame drawn round text is read as text."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        self.tables += 1
        for i, row in enumerate(rows, 1):
            words = "\t".join(self._cell(cell) + "\t" * (_width(cell) - 1) for cell in row)
            if words.strip():
                self.builder.line((words, f"表{self.tables}第{i}行"))

    def _cell(self, cell: Element) -> str:
        """The words of a cell on one line."""
        parts = []
        for block in _blocks(cell):
            if local(block) == "p":
                words = _words(block)
                label = self.numbering.label(block)
                parts.append(label + words if words.strip() else "")
                parts += [self._cell(box) for box in _boxes(block)]
            else:
                parts += [self._cell(inner) for row in _rows(block) for inner in _cells(row)]
        return " ".join(" ".join(part.split()) for part in parts if part.strip())

    def close(self) -> None:
        """Write what a deleted paragraph end at the very end left over."""
        self._write("", self.kept)


def _blocks(parent: Element | None, depth: int = 0) -> Iterator[Element]:
    """Paragraphs and tables, also inside content controls and insertions."""
    for one in parent if parent is not None and depth < _MAX_DEPTH else ():
        name = local(one)
        if name in ("p", "tbl"):
            yield one
        elif name in _WRAPPERS:
            yield from _blocks(one, depth + 1)


def _rows(table: Element, depth: int = 0) -> Iterator[Element]:
    for one in table if depth < _MAX_DEPTH else ():
        if local(one) == "tr" and child(one, "trPr", "del") is None:
            yield one
        elif local(one) in _WRAPPERS:
            yield from _rows(one, depth + 1)


def _cells(row: Element, depth: int = 0) -> Iterator[Element]:
    for one in row if depth < _MAX_DEPTH else ():
        if local(one) == "tc":
            yield one
        elif local(one) in _WRAPPERS:
            yield from _cells(one, depth + 1)


def _width(cell: Element) -> int:
    """How many columns a cell spans."""
    span = attribute(child(cell, "tcPr", "gridSpan"))
    return min(int(span), 100) if span and span.isdecimal() and int(span) else 1


def _words(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Element, depth: int = 0) -> Iterator[str]:
    for one in element if depth < _MAX_DEPTH else ():
        name = local(one)
        if name in _GONE or (name == "r" and is_on(child(one, "rPr", "vanish"))):
            continue
        if name == "t":
            yield (one.text or "").replace("\t", " ").replace("\n", " ")
        elif name in _SIGNS:
            # A page break inside a paragraph moves the words, it does not end the line.
            yield "" if name == "br" and attribute(one, "type") in ("page", "column") else _SIGNS[name]
        else:
            yield from _pieces(one, depth + 1)


def _boxes(element: Element, depth: int = 0) -> Iterator[Element]:
    """Text boxes anchored in a paragraph, each once (old programs' copies are left out)."""
    for one in element if depth < _MAX_DEPTH else ():
        name = local(one)
        if name == "txbxContent":
            yield one
        elif name not in ("Fallback", "del", "moveFrom"):
            yield from _boxes(one, depth + 1)
