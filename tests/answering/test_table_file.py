"""The table of an answer as a file: a row a record, the words of its sources beside it, and once more on a sheet."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from assistant.answering.answer import Answer, Citation, Table, TableRow
from assistant.answering.table_file import Head, table_file, table_of

CITED = Citation(hospital="甲县医院", source="a.txt", finding=1, label="1.采购", quote="尚未\n完成", start=3, end=8)
TABLE = Table(columns=("医院", "状态"), rows=(TableRow(cells=("甲县医院", "未完成"), citations=(1, 9)),))
ANSWER = Answer(answer="一条[1]。", citations=(CITED,), table=TABLE)


def rows(answer: Answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_file(answer, "csv").decode("utf-8-sig"))))


def test_a_row_ends_with_its_sources_and_a_number_without_one_is_passed_over() -> None:
    assert rows(ANSWER) == [["医院", "状态", "来源"], ["甲县医院", "未完成", "a.txt（1.采购）“尚未 完成”"]]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_words_are_never_run_as_a_formula(cell: str) -> None:
    table = Table(columns=("医院",), rows=(TableRow(cells=(cell,)),))

    assert rows(ANSWER.model_copy(update={"table": table}))[1][0] == f"'{cell}"


def test_excel_holds_the_sources_with_their_offsets() -> None:
    with zipfile.ZipFile(io.BytesIO(table_file(ANSWER, "xlsx", Head(("A", "B"), "T", "S")))) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        words = book.read("xl/sharedStrings.xml").decode()
        cited = book.read("xl/worksheets/sheet2.xml").decode()

    assert names == ["T", "S"]
    assert "尚未\n完成" in words
    assert "<v>3</v>" in cited
    assert "<v>8</v>" in cited


def test_an_answer_that_is_no_list_gives_its_sources() -> None:
    assert table_of(ANSWER.model_copy(update={"table": None})).rows == (
        TableRow(cells=("甲县医院", "1.采购", "尚未 完成"), citations=(1,)),
    )
