"""What Word will find in a written document: styles, contents, fonts, notes behind the marks."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from assistant.export.paper import Bullet, Grid, Heading, Paper, Paragraph, Run, Source
from assistant.export.word import word

SOURCES = tuple(Source(n, "甲医院", "a.pdf", "1.药品采购", f"原文{n}", n, n + 3, place="第3页") for n in range(1, 7))
PAPER = Paper(
    "比较：采购",
    (
        Heading(1, "总述"),
        Paragraph((Run("甲医院完成招标\x0b\n三次", (1,)), Run("，其余未写明", (2, 3, 4, 5)))),
        Heading(2, "甲医院"),
        Bullet("问题", (Run("=1+1 未公开招标", (6,)),)),
        Grid("表", ("医院", "条数"), ((Run("甲医院", (1,)), 3), (Run("乙医院"), None))),
        Grid("只给表格软件", ("列",), ((Run("不在正文"),),), sheet_only=True),
    ),
    SOURCES,
)


@pytest.fixture(scope="module")
def xml() -> str:
    with zipfile.ZipFile(io.BytesIO(word(PAPER))) as archive:
        return archive.read("word/document.xml").decode()


def test_paragraphs_have_real_styles() -> None:
    document = docx.Document(io.BytesIO(word(PAPER)))
    styled = {(p.style.name if p.style else "", p.text) for p in document.paragraphs}

    assert styled >= {
        ("Title", "比较：采购"),
        ("Heading 1", "总述"),
        ("Heading 2", "甲医院"),
        ("List Bullet", "问题：=1+1 未公开招标[6]"),
        ("Normal", "甲医院完成招标 三次[1]，其余未写明[2]–[5]"),
        ("Source Note", "[1] 甲医院，a.pdf，第3页，1.药品采购（1–4）：“原文1”"),
    }
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["医院", "条数"],
        ["甲医院[1]", "3"],
        ["乙医院", ""],
    ]
    assert len(document.tables) == 1


def test_contents_are_a_field_filled_with_links(xml: str) -> None:
    assert 'TOC \\o "1-2"' in xml
    for name in ("_Toc000001", "_Toc000002"):
        assert f'w:name="{name}"' in xml
        assert f'w:anchor="{name}"' in xml


def test_every_mark_leads_to_a_note(xml: str) -> None:
    for number in (1, 2, 5, 6):
        assert f'w:anchor="source{number}"' in xml
    for number in range(1, 7):
        assert f'w:name="source{number}"' in xml


def test_chinese_fonts_are_named() -> None:
    document = docx.Document(io.BytesIO(word(PAPER)))
    for name in ("Normal", "Title", "Heading 1", "List Bullet", "Source Note", "Table"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体")


def test_wide_tables_turn_the_page() -> None:
    wide = Paper("表", (Grid("表", tuple("一二三四五六"), (tuple(Run("甲") for _ in range(6)),)),))

    def width(paper: Paper) -> int:
        return docx.Document(io.BytesIO(word(paper))).sections[0].page_width or 0

    assert width(wide) > width(PAPER)
