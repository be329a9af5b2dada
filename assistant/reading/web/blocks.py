"""An HTML tree -> lines, as a browser would break them, each with what tells furniture from text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from assistant.reading.xml import Element

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "canvas", "video", "audio",
    "select", "option", "button", "input", "textarea", "nav", "footer", "map", "datalist", "dialog",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAX_DEPTH = 250
_PAGE_OF_TEXT = 120
_MOST_OF_TABLE = 0.6
"""A cell with so much of a table's words is the page itself, framed by others."""


@dataclass(slots=True)
class HtmlLine:
    """One line of a page."""

    text: str
    linked: int
    """How many of its characters stand in links."""
    element: Element
    """The block it was printed by."""
    heading: bool
    row: tuple[int, int] | None
    """The table it is a row of and the number of the row, both from 1."""


@dataclass
class _Printer:
    lines: list[HtmlLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    tables: int = 0

    def run(self, element: Element, depth: int, in_link: bool, preformatted: bool) -> None:
        """Print an element and what follows inside its parent is left to the caller."""
        name = tag(element)
        if name in _SKIPPED or is_hidden(element) or depth > _MAX_DEPTH:
            return
        if name == "table" and is_data_table(element):
            self.flush(element)
            self.table(element)
            return
        if name == "br":
            self.flush(element.getparent() if element.getparent() is not None else element)
            return
        block = name in _BLOCKS
        if block:
            self.flush(element.getparent() if element.getparent() is not None else element)
        link, pre = in_link or name == "a", preformatted or name == "pre"
        self.say(element.text, link, pre, element)
        for one in element:
            self.run(one, depth + 1, link, pre)
            self.say(one.tail, link, pre, element)
        if block:
            self.flush(element)

    def say(self, words: str | None, in_link: bool, preformatted: bool, owner: Element) -> None:
        """Add words to the line."""
        if not words:
            return
        if preformatted and "\n" in words:
            for line in words.split("\n"):
                self.words.append(line)
                self.flush(owner)
            return
        self.words.append(words)
        if in_link:
            self.linked += len(words.strip())

    def flush(self, owner: Element) -> None:
        """End the line."""
        words = _SPACE.sub(" ", "".join(self.words)).strip(" ")
        if words.strip():
            self.lines.append(HtmlLine(words, self.linked, owner, _in_heading(owner), None))
        self.words, self.linked = [], 0

    def table(self, table: Element) -> None:
        """A line a row, tabs between cells; a cell over several rows stands in the first, as printed."""
        self.tables += 1
        taken: dict[int, int] = {}
        for i, row in enumerate(_rows(table), 1):
            cells: list[str] = []
            for cell in row:
                if tag(cell) not in _CELLS:
                    continue
                while taken.get(len(cells), 0) > 0:
                    taken[len(cells)] -= 1
                    cells.append("")
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                if height > 1:
                    taken |= {len(cells) + k: height - 1 for k in range(width)}
                cells += [" ".join(line.text for line in read_lines(cell))] + [""] * (width - 1)
            words = "\t".join(cells)
            if words.strip():
                self.lines.append(HtmlLine(words, 0, table, False, (self.tables, i)))


def read_lines(root: Element) -> list[HtmlLine]:
    """Every printed line below `root`, in order."""
    printer = _Printer()
    printer.say(root.text, False, False, root)
    for one in root:
        printer.run(one, 0, False, False)
        printer.say(one.tail, False, False, root)
    printer.flush(root)
    return printer.lines


def tag(element: Element) -> str:
    """The lower-case name; empty for comments and instructions."""
    return element.tag.lower() if isinstance(element.tag, str) else "script"


def is_hidden(element: Element) -> bool:
    """Whether the page itself hides the element."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def is_data_table(table: Element) -> bool:
    """Whether a table holds data, not the layout of a page: most rows have several cells, and none is a whole page."""
    rows = [[cell for cell in row if tag(cell) in _CELLS] for row in _rows(table)]
    several = [row for row in rows if len(row) >= 2]
    if len(several) < 2 or len(several) * 2 < len(rows):
        return False
    sizes = [len(html_text(cell)) for row in rows for cell in row]
    whole_page = sum(sizes) > _PAGE_OF_TEXT and max(sizes) > _MOST_OF_TABLE * sum(sizes)
    return not whole_page and next(table.iter("h1", "form"), None) is None


def html_text(element: Element) -> str:
    """All words of an element, white space at the ends left out."""
    return "".join(str(words) for words in element.itertext()).strip()


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if tag(one) == "tr":
            yield one
        elif tag(one) in ("thead", "tbody", "tfoot"):
            yield from (row for row in one if tag(row) == "tr")


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), 200) if value.isdecimal() else 1


def _in_heading(element: Element) -> bool:
    return tag(element) in _HEADINGS or any(tag(one) in _HEADINGS for one in element.iterancestors())


def parse_page(markup: str) -> Element | None:
    """The tree of a page, or None where there is nothing in it."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        # A declaration of the encoding would be refused in a decoded text.
        root: Element = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup), parser=parser)
    except html.etree.ParserError:
        return None
    return root
