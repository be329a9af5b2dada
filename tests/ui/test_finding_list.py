"""The list of findings and its charts: what is narrowed is what is counted, shown and downloaded."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Commitment, Evidence, Finding, Measure, Status, Topic
from assistant.ui.charts import status_chart, timeline, topic_chart
from assistant.ui.finding_list import Narrowing, counts_html, findings_csv, narrowed, table_html
from assistant.ui.findings import narrowing
from assistant.ui.words import words

W = words("zh")

TODAY = "2025-06-01"


def evidence(quote: str, start: int = 10) -> Evidence:
    return Evidence(start=start, end=start + len(quote), quote=quote)


def row(
    ordinal: int, title: str, *, status: Status = "completed", topics: tuple[Topic, ...] = ("drugs",),
    due: Sequence[str | None] = (), hospital: str = "甲县医院",
) -> FindingRow:  # fmt: skip
    stated = status != "not_stated"
    finding = Finding(
        ordinal=ordinal, label=f"{ordinal}.", section="一、问题", title=title, title_evidence=evidence(title),
        status=status, status_basis="explicit" if stated else "none",
        status_evidence=evidence("状态原文") if stated else None, topics=topics,
        measures=(Measure(marker="一是", evidence=evidence("一是建立 双人\n核对制度")),),
        commitments=tuple(
            Commitment(what="正在办理", due=each, evidence=evidence("正在办理中")) for each in due
        ),
        spans=((0, 50),),
    )  # fmt: skip
    return FindingRow(f"{hospital}.txt", hospital, finding)


ROWS = [
    row(1, "药品采购不规范", due=["2025-03", "2025-12"]),
    row(2, "食堂管理混乱", status="unfinished", topics=("safety",), due=[None]),
    row(1, "<b>记录</b>不全", status="not_stated", hospital="乙市医院"),
]


class Records:
    """Answers every query with all rows, and keeps the query."""

    query: FindingQuery | None = None

    def findings(self, query: FindingQuery | None = None) -> list[FindingRow]:
        self.query = query
        return [each for each in ROWS if not query or not query.with_commitments or each.finding.commitments]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Narrowing(), ["药品采购不规范", "食堂管理混乱", "<b>记录</b>不全"]),
        (Narrowing(text="采购"), ["药品采购不规范"]),
        (Narrowing(text="双人核对"), ["药品采购不规范", "食堂管理混乱", "<b>记录</b>不全"]),
        (Narrowing(text="乙市"), ["<b>记录</b>不全"]),
        (Narrowing(text="没有的词"), []),
        (Narrowing(due="open"), ["药品采购不规范", "食堂管理混乱"]),
        (Narrowing(due="overdue"), ["药品采购不规范"]),
    ],
)
def test_narrowing(wanted: Narrowing, titles: list[str]) -> None:
    records: Any = Records()

    assert [each.finding.title for each in narrowed(records, wanted, TODAY)] == titles


def test_filters_of_the_page_pass_over_unknown_values() -> None:
    wanted = narrowing(["甲县医院.txt"], ["drugs", "nonsense"], ["'; DROP TABLE", "partial"], "never", None)

    assert wanted == Narrowing(("甲县医院.txt",), ("drugs",), ("partial",))


def test_counts_say_how_many_of_what() -> None:
    html = counts_html(W, ROWS)

    assert "<strong>3</strong> 条反馈问题，<strong>2</strong> 份通报" in html
    assert "未完成</span><b>1</b>" in html
    assert "基本完成" not in html


def test_table_escapes_links_and_marks_what_is_overdue() -> None:
    html = table_html(W, ROWS, TODAY)

    assert "&lt;b&gt;记录&lt;/b&gt;不全" in html
    assert html.count("已逾期") == 1
    assert "1 项未写时限" in html
    assert "#cite?source=" in html


def test_long_table_says_that_it_is_cut() -> None:
    html = table_html(W, [row(number, "问题") for number in range(1, 302)], TODAY)

    assert html.count("<tr>") == 201
    assert "包含全部 301 条" in html


def test_empty_table_says_so() -> None:
    assert "没有符合条件" in table_html(W, [], TODAY)


def test_download_holds_every_row() -> None:
    table = list(csv.reader(io.StringIO(findings_csv(ROWS).decode("utf-8-sig"))))

    assert [line[4] for line in table[1:]] == [each.finding.title for each in ROWS]


def test_status_chart_links_each_part_to_its_findings() -> None:
    html = status_chart(W, ROWS)

    assert "甲县医院：未完成 1 条" in html
    assert "status=unfinished" in html
    assert html.count('class="part') == 3


def test_topic_chart_counts_first_topics() -> None:
    html = topic_chart(W, ROWS)

    assert "甲县医院：药品与耗材管理 1 条" in html
    assert "乙市医院：药品与耗材管理 1 条" in html


def test_charts_of_very_many_say_that_they_are_cut() -> None:
    many = [row(1, "问题", hospital=f"第{n}医院", due=[f"{2000 + n}-01"]) for n in range(200)]

    assert "问题最多的 30 份" in status_chart(W, many)
    assert "另有 80 项" in timeline(W, many, TODAY)


def test_timeline_is_in_order_and_marks_the_past() -> None:
    html = timeline(W, ROWS, TODAY)

    assert html.index("2025-03") < html.index("2025-12")
    assert html.count("<em>已逾期</em>") == 1
    assert "没有写明日期" in timeline(W, ROWS[1:], TODAY)
