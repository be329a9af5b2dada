"""What Excel will find in a written workbook: text that stays text, numbers and dates typed, filters, a fixed head."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from assistant.export.paper import Bullet, Grid, Paper, Run, Source
from assistant.export.workbook import tables_workbook, workbook

DANGEROUS = ('=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "{=1}", "http://example.com", "0012", "\t=1")


def sheet(content: bytes, number: int = 1) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


@pytest.mark.parametrize("words", DANGEROUS)
def test_text_is_never_a_formula_a_link_or_a_number(words: str) -> None:
    content = tables_workbook([Grid("表", ("列",), ((Run(words),),))])

    xml = sheet(content)
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert '<c r="A2" s="2" t="s">' in xml


def test_numbers_and_dates_are_typed_and_nothing_stays_nothing() -> None:
    xml = sheet(tables_workbook([Grid("表", ("数", "额", "日", "空"), ((3, 2.5, date(2024, 6, 30), None),))]))

    assert "<v>3</v>" in xml
    assert "<v>2.5</v>" in xml
    assert "<v>45473</v>" in xml
    assert xml.count("<v>") == 4 + 3


def test_head_is_frozen_and_filtered() -> None:
    xml = sheet(tables_workbook([Grid("表", ("甲", "乙"), ((Run("a"), 1), (Run("b"), 2)))]))

    assert '<pane ySplit="1"' in xml
    assert '<autoFilter ref="A1:B3"/>' in xml


def test_sheets_have_names_that_excel_takes() -> None:
    grids = [Grid("问题/措施:[一]", ("列",), ()), Grid("问题/措施:[一]", ("列",), ()), Grid("长" * 40, ("列",), ())]
    with zipfile.ZipFile(io.BytesIO(tables_workbook(grids))) as archive:
        names = archive.read("xl/workbook.xml").decode()

    assert 'name="问题 措施  一"' in names
    assert 'name="问题 措施  一2"' in names
    assert f'name="{"长" * 28}"' in names


def test_text_comes_first_and_sources_last() -> None:
    paper = Paper("题", (Bullet("问题", (Run("药品", (1,)),)),), (Source(1, "甲", "a.txt", "1.", "原文", 0, 2),))
    with zipfile.ZipFile(io.BytesIO(workbook(paper))) as archive:
        names = archive.read("xl/workbook.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()

    assert names.index("说明") < names.index("来源")
    assert "问题：药品[1]" in strings
    assert "原文" in strings
