"""A paper as a Word document: real heading styles, a table of contents, and a numbered note for every source.

Marks in the text are links to the notes. East Asian fonts are named apart from Latin ones, or Word shows Chinese in
whatever it finds.
"""

from __future__ import annotations

import io
import re
from copy import deepcopy
from datetime import date
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.export.paper import Bullet, Cell, Grid, Heading, Paper, Paragraph, Run, Source, mark_ranges

_LATIN, _BODY, _HEADS = "Times New Roman", "宋体", "黑体"
_UPRIGHT = 5
"""Columns up to which a table fits a page that stands upright."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACE = re.compile(r"\s+")
_TOC = 'TOC \\o "1-2" \\h \\z \\u'


def word(paper: Paper) -> bytes:
    """`paper` as a .docx file."""
    writer = _Writer(paper)
    writer.write()
    buffer = io.BytesIO()
    writer.document.save(buffer)
    return buffer.getvalue()


class _Writer:
    """Writes one document, top to bottom."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document = Document()
        self._ids = 0
        self._heads: list[tuple[int, str, str]] = []
        wide = any(len(grid.columns) > _UPRIGHT for grid in paper.grids() if not grid.sheet_only)
        _page(self.document, paper.title, wide=wide)
        _styles(self.document)

    def write(self) -> None:
        """The title, the contents, the blocks, the sources."""
        self.document.add_paragraph(_plain(self.paper.title), style="Title")
        contents = self.document.add_paragraph()
        for block in self.paper.blocks:
            if isinstance(block, Heading):
                self._heading(block)
            elif isinstance(block, Paragraph):
                self._runs(self.document.add_paragraph(), block.runs)
            elif isinstance(block, Bullet):
                self._bullet(block)
            elif not block.sheet_only:
                self._table(block)
        if self.paper.sources:
            self._heading(Heading(1, "来源"))
            for source in self.paper.sources:
                self._note(source)
        _contents(contents, self._heads)

    def _heading(self, block: Heading) -> None:
        paragraph = self.document.add_paragraph(style=f"Heading {block.level}")
        name = f"_Toc{len(self._heads) + 1:06d}"
        self._bookmarked(paragraph, name, _plain(block.words))
        self._heads.append((block.level, _plain(block.words), name))

    def _bullet(self, block: Bullet) -> None:
        paragraph = self.document.add_paragraph(style="List Bullet")
        if block.name:
            paragraph.add_run(f"{_plain(block.name)}：").bold = True
        self._runs(paragraph, block.runs)

    def _runs(self, paragraph: Any, runs: tuple[Run, ...]) -> None:
        for run in runs:
            if run.words:
                paragraph.add_run(_plain(run.words))
            for first, last in mark_ranges(run.marks):
                paragraph._p.append(_link(f"source{first}", f"[{first}]", superscript=True))
                if last != first:
                    paragraph._p.append(_text("–", superscript=True))
                    paragraph._p.append(_link(f"source{last}", f"[{last}]", superscript=True))

    def _table(self, grid: Grid) -> None:
        table = self.document.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, grid.columns, strict=True):
            cell.paragraphs[0].add_run(_plain(words)).bold = True
            _shade(cell)
        _repeat_head(table.rows[0])
        for row in grid.rows:
            cells = table.add_row().cells
            for cell, value in zip(cells, row, strict=True):
                self._runs(cell.paragraphs[0], (_shown(value),))
        for paragraph in table._tbl.iter(qn("w:p")):
            paragraph.style = "Table"
        self.document.add_paragraph()

    def _note(self, source: Source) -> None:
        paragraph = self.document.add_paragraph(style="Source Note")
        self._bookmarked(paragraph, f"source{source.number}", f"[{source.number}]")
        paragraph.add_run(f" {_plain(source.where)}（{source.start}–{source.end}）：“{_plain(source.quote)}”")

    def _bookmarked(self, paragraph: Any, name: str, words: str) -> None:
        self._ids += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._ids))
        start.set(qn("w:name"), name)
        paragraph._p.append(start)
        paragraph.add_run(words)
        paragraph._p.append(end)


def _shown(value: Cell) -> Run:
    if isinstance(value, Run):
        return value
    if isinstance(value, date):
        return Run(value.isoformat())
    return Run("" if value is None else f"{value:,}".removesuffix(".0"))


def _plain(words: str) -> str:
    """Words on one line, without characters that XML cannot hold."""
    return _CONTROL.sub("", _SPACE.sub(" ", words).strip())


def _page(document: Any, title: str, *, wide: bool) -> None:
    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.4)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for element in _field("PAGE", "1"):
        footer._p.append(element)
    document.core_properties.title = _plain(title)
    document.core_properties.author = ""


def _styles(document: Any) -> None:
    styles = document.styles
    _font(styles["Normal"], _BODY, 11)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    styles["Normal"].paragraph_format.line_spacing = 1.25
    _font(styles["Title"], _HEADS, 20)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for level, size in ((1, 15), (2, 13), (3, 11.5)):
        style = styles[f"Heading {level}"]
        _font(style, _HEADS, size)
        style.font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
        style.paragraph_format.space_before = Pt(12 if level < 3 else 8)
    _font(styles["List Bullet"], _BODY, 10.5)
    for name, size in (("Source Note", 9), ("Table", 9), ("Contents", 10.5)):
        style = styles.add_style(name, 1)
        style.base_style = styles["Normal"]
        _font(style, _BODY, size)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0 if name == "Table" else 1.1


def _font(style: Any, chinese: str, size: float) -> None:
    style.font.name = _LATIN
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), chinese)


def _field(instruction: str, shown: str) -> list[Any]:
    """A field as Word writes it: begin, instruction, separator, what it shows until it is updated, end."""
    return [_char("begin"), _instruction(instruction), _char("separate"), _text(shown), _char("end")]


def _char(kind: str, *, dirty: bool = False) -> Any:
    run, char = OxmlElement("w:r"), OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    if dirty:
        char.set(qn("w:dirty"), "true")
    run.append(char)
    return run


def _instruction(words: str) -> Any:
    run, instruction = OxmlElement("w:r"), OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {words} "
    run.append(instruction)
    return run


def _text(words: str, *, superscript: bool = False) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    if superscript:
        properties, align = OxmlElement("w:rPr"), OxmlElement("w:vertAlign")
        align.set(qn("w:val"), "superscript")
        properties.append(align)
        run.append(properties)
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    return run


def _link(anchor: str, words: str, *, superscript: bool = False) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    link.set(qn("w:history"), "1")
    link.append(_text(words, superscript=superscript))
    return link


def _contents(first: Any, heads: list[tuple[int, str, str]]) -> None:
    """The table of contents: a field that Word updates, filled already with links for whoever does not."""
    shown = [(level, words, name) for level, words, name in heads if level <= 2]
    first.style = "Contents"
    for element in (_char("begin", dirty=True), _instruction(_TOC), _char("separate")):
        first._p.append(element)
    last = first
    for position, (level, words, name) in enumerate(shown):
        if position:
            following = deepcopy(first._p)
            for child in list(following):
                if child.tag != qn("w:pPr"):
                    following.remove(child)
            last._p.addnext(following)
            last = type(first)(following, first._parent)
        last.paragraph_format.left_indent = Cm(0.8 * (level - 1))
        last._p.append(_link(name, words))
    last._p.append(_char("end"))


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "DCE6F1")):
        shading.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _repeat_head(row: Any) -> None:
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeat)
