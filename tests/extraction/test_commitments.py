"""What a finding leaves open: sentences that do and do not, one entry a matter, due dates."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.extraction.commitments import commitments
from assistant.extraction.context import ReportContext
from assistant.outline.model import Block, OutlineFinding, StatusReading
from assistant.schema import Commitment

SENTENCES = yaml.safe_load(Path(__file__).with_name("commitment_sentences.yaml").read_text("utf-8"))
CONTEXT = ReportContext("云岭市人民医院", 2025, "2025-01-15", "2025-08-20")


def read(*parts: tuple[str, str], context: ReportContext = CONTEXT) -> tuple[Commitment, ...]:
    """The commitments of a finding whose blocks have these kinds and words."""
    text, blocks = "1.标题\n", []
    for kind, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words)))  # type: ignore[arg-type]
        text += words + "\n"
    found = commitments(text, OutlineFinding(1, "1.", (0, 4), (2, 4), None, tuple(blocks), None), context)
    for item in found:
        for evidence in (item.evidence, item.due_evidence):
            assert evidence is None or text[evidence.start : evidence.end] == evidence.quote
    return found


def dues(found: tuple[Commitment, ...]) -> list[str | None]:
    return [item.due for item in found]


@pytest.mark.parametrize("case", SENTENCES["open"], ids=lambda case: case["text"][:20])
def test_sentence_leaves_open(case: dict[str, Any]) -> None:
    found = read(("measures", case["text"]))

    assert len(found) == len(case["matters"])
    for item, (words, due) in zip(found, case["matters"].items(), strict=True):
        assert words in item.evidence.quote
        assert item.due == due
        assert 0 < len(item.what) <= 30


@pytest.mark.parametrize("text", SENTENCES["closed"], ids=lambda text: text[:20])
def test_sentence_leaves_nothing_open(text: str) -> None:
    assert read(("measures", text)) == ()


def test_parts_with_their_own_dates_are_matters_of_their_own() -> None:
    found = read(("measures", "其余设备计划2025年9月完成2台采购，2025年12月前完成3台采购。"))

    assert dues(found) == ["2025-09", "2025-12"]


def test_parts_of_a_whole_are_matters_of_their_own() -> None:
    found = read(("measures", "其余6个项目中，2个项目正在审计，4个项目拟于2025年10月送审。"))

    assert dues(found) == [None, "2025-10"]


def test_state_and_plan_of_one_matter_are_one_entry() -> None:
    found = read(("measures", "拟采购“处方前置审核系统”，目前该项目处于招标阶段，预计年底上线。"))

    assert dues(found) == ["2025-12"]


def test_plan_for_a_time_before_the_feedback_is_history() -> None:
    assert read(("measures", "该项目计划于2023年6月完成招标，目前设备已全部到货。")) == ()


@pytest.mark.parametrize(
    ("published", "due"), [("2026-01-26", []), ("2025-06-20", ["2025-10"])], ids=["October is past", "it is to come"]
)
def test_a_month_without_year_in_the_course_of_the_work_is_past(published: str, due: list[str | None]) -> None:
    context = ReportContext("云岭市人民医院", int(published[:4]), "2025-03-10", published)

    assert dues(read(("measures", "10月通过公开招标确定新的食堂经营方。"), context=context)) == due


def test_a_date_without_year_takes_the_year_of_the_notice_not_of_an_old_event() -> None:
    found = read(("measures", "该楼1996年竣工，消防改造预计10月底前完成。"))

    assert dues(found) == ["2025-10"]


def test_deadline_line_dates_what_its_explanation_names() -> None:
    found = read(
        ("measures", "一是消毒供应室改造正在施工。二是中药房搬迁方案待批复。"),
        ("reason", "情况说明：消毒供应室改造涉及管线迁移，尚未完工。"),
        ("deadline", "完成时限：2025年11月底前"),
    )

    assert [(item.due, item.due_evidence is not None) for item in found] == [(None, False), ("2025-11", True)]


def test_matter_of_the_body_comes_back_in_an_explanation_as_one_entry() -> None:
    found = read(
        ("measures", "下一步将检验设备采购方案报市卫健委审批。"),
        ("reason", "目前检验设备采购方案正在论证，拟于2025年12月前报市卫健委审批。"),
        ("deadline", "完成时限：2026年3月"),
    )

    assert dues(found) == ["2025-12"]


def test_explanation_without_a_matter_is_one_itself() -> None:
    found = read(
        ("measures", "一是调整药品目录。"),
        ("reason", "情况说明：目录调整是一项长期工作，需要在今后工作中不断优化。"),
        ("deadline", "完成时限：2025年12月前，长期坚持"),
    )

    assert [(item.due, item.evidence.quote) for item in found] == [
        ("2025-12", "目录调整是一项长期工作，需要在今后工作中不断优化")
    ]


def test_catchwords_of_a_table_row_belong_to_the_one_matter_of_the_body() -> None:
    found = read(
        ("measures", "因补助资金尚未下达，施工招标暂缓。"),
        ("reason", "资金未到位\t资金下达后30日内启动招标"),
        ("deadline", "2026年上半年"),
    )

    assert [(item.due, item.evidence.quote) for item in found] == [("2026-06", "因补助资金尚未下达，施工招标暂缓")]


def test_long_term_deadline_gives_no_date() -> None:
    found = read(("measures", "信息平台正在建设。"), ("deadline", "完成时限：长期坚持"))

    assert dues(found) == [None]


def test_remark_beside_the_status_counts_where_the_body_is_silent() -> None:
    found = read(("measures", "已完成清查。"), ("status", "完成情况：基本完成（剩余2台设备待报废）"))

    assert [item.evidence.quote for item in found] == ["剩余2台设备待报废"]


def test_same_sentence_printed_twice_is_one_entry() -> None:
    sentence = "资产下账材料已提交，待国资部门审核。"

    assert len(read(("measures", f"一是{sentence}二是开展盘点。三是{sentence}"))) == 1


def test_titles_and_quotations_say_nothing() -> None:
    assert read(("measures", "学习《关于正在推进的2026年重点项目的通知》，传达“尚未完成的抓紧完成”要求。")) == ()


def test_without_dates_of_the_notice_words_still_count() -> None:
    found = read(("measures", "二期工程正在施工，预计年底完工。"), context=ReportContext("", None, None, None))

    assert dues(found) == [None]


@pytest.mark.reports
def test_five_notices(shared: Path) -> None:
    """Quotes that overlap gold by half or more; thresholds stand below what is reached, to show a relapse."""
    from assistant.outline import build_outline

    hits = predicted = expected = 0
    for path in sorted((shared / "gold").glob("gold_0*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (shared / "reports" / gold["source"]).read_text("utf-8")
        fields = gold["report"]
        published = fields["published"]
        year = int((published or fields["feedback_date"])[:4])
        context = ReportContext(fields["hospital"], year, fields["feedback_date"], published)
        findings = build_outline(text).findings
        assert len(findings) == len(gold["findings"])
        for finding, item in zip(findings, gold["findings"], strict=True):
            quotes = [found.evidence.quote for found in commitments(text, finding, context)]
            predicted += len(quotes)
            expected += len(item["pending"])
            hits += sum(any(p["quote"] in q or q in p["quote"] for q in quotes) for p in item["pending"])
    assert hits / expected >= 0.85
    assert hits / predicted >= 0.85


def test_a_time_limit_that_has_been_met_is_no_due_date_of_what_is_left() -> None:
    text = "1.标题\n0.8万元暂未退还。\n完成时限：2025年5月底，已完成。\n"
    blocks = (Block("measures", 5, 15), Block("deadline", 15, 28), Block("status", 28, 32))
    done = OutlineFinding(1, "1.", (0, 4), (2, 4), None, blocks, StatusReading("completed", (28, 31)))

    assert dues(commitments(text, done, CONTEXT)) == [None]
    assert dues(commitments(text, replace(done, status=None), CONTEXT)) == ["2025-05"]
