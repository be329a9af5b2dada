"""The parts of an answer that can be acted on: its plan line, its table."""

from __future__ import annotations

import csv
import io

import pytest
from pydantic import ValidationError

from assistant.answering.answer import Answer, Citation, Table, TableRow
from assistant.answering.changing import PlanChange
from assistant.answering.plan import QueryPlan
from assistant.ui.answer_table import table_bytes
from assistant.ui.plan_line import change_of, form_of, plan_html
from assistant.ui.rendering import answer_html, parts_of, settled_html
from assistant.ui.words import words

W = words("zh")
CITATION = Citation(hospital="甲县医院", source="a.txt", finding=1, label="1.采购", quote="尚未\n完成", start=3, end=8)
TABLE = Table(
    columns=("医院", "状态"),
    rows=(TableRow(cells=("甲县医院", "<未完成>"), citations=(1,)), TableRow(cells=("乙市医院", "=1+1"))),
)
ANSWER = Answer(
    answer="有两条[1]。\n\n- 甲[1]\n- 乙\n\n共查2份通报。", lead="有两条[1]。", coverage="共查2份通报。",
    citations=(CITATION,), table=TABLE,
)  # fmt: skip
PLAN = QueryPlan(
    operation="open_items", question="问", scope="named", sources=("a.txt",), topics=("drugs",), theme="药品",
    due_to="2025-06",
)  # fmt: skip


def test_table_stands_for_the_list_which_can_still_be_read() -> None:
    html = answer_html(W, ANSWER, "问？")

    assert parts_of(ANSWER).listed == "- 甲[1]\n- 乙"
    assert html.index("有两条") < html.index("<table") < html.index("<details") < html.index("共查2份")
    assert "&lt;未完成&gt;" in html
    assert "#table?turn=0&amp;format=csv" in html


def test_answer_without_a_table_is_shown_whole() -> None:
    answer = ANSWER.model_copy(update={"table": None})

    assert parts_of(answer).lead == answer.answer
    assert "<table" not in answer_html(W, answer, "问？")


def test_facts_are_whole_while_a_model_still_writes() -> None:
    html = settled_html(W, ANSWER, "\n\n**小结**\n有两条。")

    assert 'class="cite"' in html
    assert "小结" in html
    assert "模型正在写" in html


def test_table_is_saved_with_its_sources_and_no_formula() -> None:
    lines = list(csv.reader(io.StringIO(table_bytes(W, ANSWER, "csv").decode("utf-8-sig"))))

    assert lines[0] == ["医院", "状态", "来源"]
    assert lines[1][2] == "a.txt（1.采购）“尚未 完成”"
    assert lines[2][1] == "'=1+1"
    assert table_bytes(W, ANSWER, "xlsx").startswith(b"PK")
    assert table_bytes(words("en"), ANSWER, "csv").decode("utf-8-sig").startswith("Hospital,Status,Sources")


def test_sources_are_saved_where_there_is_no_table() -> None:
    alone = ANSWER.model_copy(update={"table": None})

    lines = list(csv.reader(io.StringIO(table_bytes(W, alone, "csv").decode("utf-8-sig"))))

    assert lines == [
        ["医院", "位置", "原文", "来源"],
        ["甲县医院", "1.采购", "尚未 完成", "a.txt（1.采购）“尚未 完成”"],
    ]
    assert "#table?turn=2&amp;format=xlsx" in answer_html(W, alone, "问？", turn=2)


def test_what_the_page_leaves_out_is_said_to_stand_in_the_file() -> None:
    assert "下载的文件含全部记录" not in answer_html(W, ANSWER, "问？")
    assert "下载的文件含全部记录" in answer_html(W, ANSWER.model_copy(update={"left": 3}), "问？")


def test_plan_line_names_every_filter_and_leads_to_the_form() -> None:
    html = plan_html(W, PLAN.model_dump(mode="json"), 3, lambda: {"a.txt": "甲<县>医院"})

    for part in ("未完成事项", "甲&lt;县&gt;医院", "主题：药品与耗材管理", "时间：2025-06以前"):
        assert f">{part}</a>" in html
    assert "#plan?turn=3" in html
    assert "Drugs and supplies" in plan_html(words("en"), PLAN.model_dump(mode="json"), 0)


@pytest.mark.parametrize("kept", [{}, {"operation": "of another version"}])
def test_answer_without_a_known_plan_has_no_line(kept: dict[str, str]) -> None:
    assert plan_html(W, kept, 0) == ""


@pytest.mark.parametrize(
    ("values", "change"),
    [
        (form_of(PLAN), PlanChange()),
        ((["b.txt"], ["drugs"], "药品", [], "", "2025-06"), PlanChange(sources=("b.txt",))),
        (([], ["drugs"], "药品", [], "", "2025-06"), PlanChange(sources=())),
        (
            (["a.txt"], None, None, ["partial"], None, " "),
            PlanChange(topics=(), theme="", statuses=("partial",), due_to=""),
        ),
    ],
)
def test_form_changes_only_what_was_touched(values: tuple[object, ...], change: PlanChange) -> None:
    assert change_of(PLAN, *values) == change


@pytest.mark.parametrize("values", [([], [], "", [], "明年", ""), ([], ["nonsense"], "", [], "", "")])
def test_form_refuses_what_is_no_filter(values: tuple[object, ...]) -> None:
    with pytest.raises(ValidationError):
        change_of(PLAN, *values)
