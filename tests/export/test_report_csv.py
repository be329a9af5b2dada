from __future__ import annotations

import csv
import io

import pytest

from assistant.export import csv_tables
from assistant.records import FindingRow
from assistant.schema import Evidence, Finding, Measure, Status

TEXT = "=1+1 措施"


def row(title: str, status: Status = "not_stated") -> FindingRow:
    words = Evidence.cut(TEXT, 0, 4)
    finding = Finding(
        ordinal=1,
        label="1.",
        section="",
        title=title,
        title_evidence=words,
        status=status,
        status_basis="none" if status == "not_stated" else "explicit",
        status_evidence=None if status == "not_stated" else words,
        topics=("drugs", "finance"),
        measures=(Measure(marker="一是", evidence=words),),
        spans=((0, 4),),
    )
    return FindingRow("a.txt", "云岭县医院", finding)


def read(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))


def test_spreadsheets_are_told_the_encoding() -> None:
    assert all(table.startswith(b"\xef\xbb\xbf") for table in csv_tables([]).values())


def test_finding_is_one_row_with_its_place() -> None:
    (cells,) = read(csv_tables([row("药品采购，\n“不规范”", "completed")])["findings.csv"])

    assert cells["医院"] == "云岭县医院"
    assert cells["问题"] == "药品采购，\n“不规范”"
    assert cells["整改状态"] == "已完成"
    assert cells["主题"] == "药品与耗材管理、财务资产与内控审计"
    assert cells["措施数"] == "1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_would_be_a_formula_is_made_text(start: str) -> None:
    (cells,) = read(csv_tables([row(f"{start}HYPERLINK(1)")])["findings.csv"])

    assert cells["问题"] == f"'{start}HYPERLINK(1)"


def test_list_of_a_finding_has_a_table_of_its_own() -> None:
    tables = csv_tables([row("甲"), row("乙")])

    assert [cells["措施原文"] for cells in read(tables["measures.csv"])] == ["'=1+1", "'=1+1"]
    assert read(tables["amounts.csv"]) == []
