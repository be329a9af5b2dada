"""A paper as a Word document: real heading styles, a table of contents, and a numbered note for every source.

Marks in the text are links to the notes. East Asian fonts are named apart from Latin ones, or Word shows Chinese in
whatever it finds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
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
_CONTENTS_LEVELS = 2
_INDENT = 450
"""Twentieths of a point for each level of the contents."""
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
    """Writes one document, top to bottom.

    Paragraphs are made of elements at once: through the library's own objects, a paper of some hundred hospitals takes
    minutes.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document = Document()
        self._ids = 0
        self._heads: list[tuple[int, str, str]] = []
        wide = any(len(grid.columns) > _UPRIGHT for grid in paper.grids() if not grid.sheet_only)
        _page(self.document, paper.title, wide=wide)
        _styles(self.document)
        self._styles = {style.name: style.style_id for style in self.document.styles}
        self._end = self.document.element.body.sectPr

    def write(self) -> None:
        """The title, the contents, the blocks, the sources."""
        self._add(self._paragraph("Title", [_text(_plain(self.paper.title))]))
        contents = self._add(self._paragraph("Contents", [])) if self._is_long() else None
        for block in self.paper.blocks:
            if isinstance(block, Heading):
                self._heading(block)
            elif isinstance(block, Paragraph):
                self._add(self._paragraph("Normal", _runs(block.runs)))
            elif isinstance(block, Bullet):
                name = [_text(f"{_plain(block.name)}：", bold=True)] if block.name else []
                self._add(self._paragraph("List Bullet", [*name, *_runs(block.runs)]))
            elif not block.sheet_only:
                self._table(block)
        if self.paper.sources:
            self._heading(Heading(1, "来源"))
            for source in self.paper.sources:
                self._note(source)
        if contents is not None:
            self._contents(contents)

    def _is_long(self) -> bool:
        """Whether there is enough to find one's way in: a brief of one level needs no contents."""
        return any(isinstance(block, Heading) and block.level > 1 for block in self.paper.blocks)

    def _add(self, element: Any) -> Any:
        self._end.addprevious(element)
        return element

    def _paragraph(self, style: str, content: Iterable[Any]) -> Any:
        paragraph, properties, name = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        name.set(qn("w:val"), self._styles[style])
        properties.append(name)
        paragraph.append(properties)
        paragraph.extend(content)
        return paragraph

    def _heading(self, block: Heading) -> None:
        name, words = f"_Toc{len(self._heads) + 1:06d}", _plain(block.words)
        self._add(self._paragraph(f"Heading {block.level}", self._bookmarked(name, words)))
        self._heads.append((block.level, words, name))

    def _table(self, grid: Grid) -> None:
        table = self.document.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
        self._add(table._tbl)
        for cell, words in zip(table.rows[0].cells, grid.columns, strict=True):
            _shade(cell)
            cell._tc.replace(cell._tc.p_lst[0], self._paragraph("Table", [_text(_plain(words), bold=True)]))
        blank = deepcopy(table.rows[0]._tr)
        for tc in blank.tc_lst:
            tc.tcPr.remove(tc.tcPr.find(qn("w:shd")))
        _repeat_head(table.rows[0])
        for row in grid.rows:
            line = deepcopy(blank)
            for tc, value in zip(line.tc_lst, row, strict=True):
                tc.replace(tc.p_lst[0], self._paragraph("Table", _runs((_shown(value),))))
            table._tbl.append(line)
        self._add(self._paragraph("Normal", []))

    def _note(self, source: Source) -> None:
        words = f" {_plain(source.where)}（{source.start}–{source.end}）：“{_plain(source.quote)}”"
        mark = self._bookmarked(f"source{source.number}", f"[{source.number}]")
        self._add(self._paragraph("Source Note", [*mark, _text(words)]))

    def _bookmarked(self, name: str, words: str) -> list[Any]:
        self._ids += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._ids))
        start.set(qn("w:name"), name)
        return [start, _text(words), end]

    def _contents(self, first: Any) -> None:
        """The table of contents: a field that Word updates, filled already with links for whoever does not."""
        first.extend([_char("begin", dirty=True), _instruction(_TOC), _char("separate")])
        last = first
        shown = [head for head in self._heads if head[0] <= _CONTENTS_LEVELS]
        for position, (level, words, name) in enumerate(shown):
            if position:
                following = self._paragraph("Contents", [])
                last.addnext(following)
                last = following
            if level > 1:
                indent = OxmlElement("w:ind")
                indent.set(qn("w:left"), str(_INDENT * (level - 1)))
                last.pPr.append(indent)
            last.append(_link(name, words))
        last.append(_char("end"))


def _runs(runs: tuple[Run, ...]) -> Iterator[Any]:
    """Words, each followed by its marks: links to the notes."""
    for run in runs:
        if run.words:
            yield _text(_plain(run.words))
        for first, last in mark_ranges(run.marks):
            yield _link(f"source{first}", f"[{first}]", superscript=True)
            if last != first:
                yield _text("–", superscript=True)
                yield _link(f"source{last}", f"[{last}]", superscript=True)


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


def _text(words: str, *, bold: bool = False, superscript: bool = False) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    if bold or superscript:
        properties = OxmlElement("w:rPr")
        if bold:
            properties.append(OxmlElement("w:b"))
        if superscript:
            align = OxmlElement("w:vertAlign")
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


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "DCE6F1")):
        shading.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _repeat_head(row: Any) -> None:
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeat)
