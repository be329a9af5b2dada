"""Layouts that random notices do not cover: each a rule of the genre, with invented words."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline
from assistant.outline.model import Outline


def titles(text: str, outline: Outline) -> list[str]:
    return [f"{finding.label}{''.join(text[slice(*finding.title)].split())}" for finding in outline.findings]


def statuses(outline: Outline) -> list[str]:
    return [finding.status.status if finding.status else "not_stated" for finding in outline.findings]


def sections(text: str, outline: Outline) -> list[str]:
    return [text[slice(*finding.section)] if finding.section else "" for finding in outline.findings]


def blocks(text: str, outline: Outline, ordinal: int) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in outline.findings[ordinal - 1].blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、反馈问题整改情况\n（一）关于“内控薄弱”的整改情况\n1.账目不清。一是清账。\n2.库存不准。一是盘点。\n"
            "（2）关于“服务不优”的整改情况\n1.排队过久。一是增窗口。\n（三）关于“党建弱化”的整改情况\n1.学习不深。一是补学。\n",
            ["1.账目不清", "2.库存不准", "1.排队过久", "1.学习不深"],
            id="garbled group number",
        ),
        pytest.param(
            "一、反馈问题整改情况\n1.账目不清。\n整改情况：清账。\n库存不准。\n整改情况：盘点。\n3.排队过久。\n整改情况：增窗口。\n",
            ["1.账目不清", "库存不准", "3.排队过久"],
            id="lost number",
        ),
        pytest.param(
            "一、反馈问题整改情况\n1、账目不清。\n整改情况：\n1、清账。\n2、销账。\n2、库存不准。\n整改情况：\n1、盘点。\n3、排队过久。\n"
            "整改情况：\n1、增窗口。\n",
            ["1、账目不清", "2、库存不准", "3、排队过久"],
            id="measures numbered like findings",
        ),
        pytest.param(
            "一、反馈问题整改情况\n1.账目不清\n（1）问题表现：白条入账。\n（2）整改措施：清账。\n"
            "2.库存不准\n（1）问题表现：账实不符。\n（2）整改措施：盘点。\n",
            ["1.账目不清", "2.库存不准"],
            id="numbered labels",
        ),
        pytest.param(
            "关于整改情况的通报\n在内部管理方面\n关于“账目不清”的问题。财务科清账。\n关于“库存不准”的问题。药库盘点。\n",
            ["账目不清", "库存不准"],
            id="prose",
        ),
        pytest.param(
            "反馈问题整改情况\n账目长期不清。\n财务科清理旧账12笔，并完善制度。\n"
            "库存管理粗放。\n药库盘点三次，账实相符。\n下一步工作打算\n继续努力。\n",
            ["账目长期不清", "库存管理粗放"],
            id="no numbers",
        ),
        pytest.param(
            "一、反馈问题整改情况\n1.重大事项请示报告制度执行不够严格，个别事项事后才补\n报手续，程序意识薄弱\n整改情况：补报手续。\n",
            ["1.重大事项请示报告制度执行不够严格，个别事项事后才补"],
            id="no wrap in a short text",
        ),
        pytest.param(
            "一、反馈问题整改情况\n1.针对“账目不\n\n清、长期挂账”的问题。存在底数不明等问题。\n整改情况：清账。\n",
            ["1.账目不清、长期挂账"],
            id="break inside quotation marks",
        ),
        pytest.param(
            "一、反馈问题整改情况\n1.反馈问题：账目不清。\n整改情况：清账。\n2.反馈问题：库存不准。\n整改情况：盘点。\n",
            ["1.账目不清", "2.库存不准"],
            id="problem behind a label",
        ),
    ],
)
def test_build_outline_layout(text: str, expected: list[str]) -> None:
    assert titles(text, build_outline(text)) == expected


def test_build_outline_headings_that_lost_their_number_group_findings() -> None:
    text = (
        "一、反馈问题整改情况\n（一）聚焦管理方面\n1.内控薄弱。\n（1）账目不清。\n整改情况：清账。\n完成情况：已完成\n服务不优。\n"
        "（2）排队过久。\n整改情况：增窗口。\n完成情况：已完成\n聚焦党建方面\n1.支部弱化。\n（3）学习不深。\n整改情况：补学。\n完成情况：未完成\n"
    )

    outline = build_outline(text)

    assert titles(text, outline) == ["（1）账目不清", "（2）排队过久", "（3）学习不深"]
    assert sections(text, outline) == ["1.内控薄弱。", "服务不优。", "1.支部弱化。"]
    assert statuses(outline) == ["completed", "completed", "unfinished"]


def test_build_outline_later_section_merges_and_own_status_stands() -> None:
    text = (
        "一、反馈问题整改情况\n1.账目不清。\n整改情况：清账。\n完成情况：已完成\n2.库存不准。\n整改情况：盘点。\n"
        "二、未完成的整改事项及说明\n1.账目不清。\n情况说明：凭证缺失。\n完成时限：2025年6月前\n2.库存不准\n情况说明：系统未上线。\n"
    )

    outline = build_outline(text)

    assert titles(text, outline) == ["1.账目不清", "2.库存不准"]
    assert statuses(outline) == ["completed", "unfinished"]
    assert [kind for kind, _ in blocks(text, outline, 1)] == ["measures", "status", "reason", "reason", "deadline"]


def test_build_outline_groups_by_status_are_the_listing() -> None:
    text = (
        "一、已完成整改的问题（1个）\n1.账目不清。\n清账。\n二、正在整改的问题\n1.库存不准。\n盘点。\n"
        "三、下一步打算\n1.加强领导。\n2.压实责任。\n"
    )

    outline = build_outline(text)

    assert titles(text, outline) == ["1.账目不清", "1.库存不准"]
    assert statuses(outline) == ["completed", "unfinished"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("以上3项问题，除第2项外，其余均已完成整改。", ["completed", "unfinished", "completed"]),
        ("除第2项基本完成外，其余均已完成整改。", ["completed", "mostly_completed", "completed"]),
        ("以上问题，第1项、第3项已完成，第2项正在推进。", ["completed", "unfinished", "completed"]),
        ("上述3个问题已全部整改完成。", ["completed"] * 3),
        ("上述5个问题已全部整改完成。", ["not_stated"] * 3),
        ("除“库存不准确”问题正在推进外，其余问题均已完成整改。", ["completed", "unfinished", "completed"]),
        ("移交的3件信访件均已办结。", ["not_stated"] * 3),
        ("反馈问题3个，已完成整改2个，第2个问题取得阶段性成效。", ["completed", "partial", "completed"]),
        ("反馈问题3个，已完成整改1个，第2个问题取得阶段性成效。", ["not_stated", "partial", "not_stated"]),
    ],
)
def test_build_outline_collective_sentence(sentence: str, expected: list[str]) -> None:
    text = (
        "一、反馈问题整改情况\n1.账目不清。\n清账。\n2.库存不准确。\n盘点。\n3.排队过久。\n增窗口。\n"
        f"二、其他情况\n{sentence}\n"
    )

    assert statuses(build_outline(text)) == expected


def test_build_outline_a_section_says_how_its_own_findings_stand() -> None:
    text = (
        "一、在依法执业方面\n本方面反馈问题2个，已完成整改1个，第2个问题仍在推进。\n1.账目不清。\n清账。\n2.库存不准确。\n盘点。\n"
        "二、在队伍建设方面\n本方面反馈问题2个，已完成整改2个。\n3.排队过久。\n增窗口。\n4.轮岗滞后。\n轮岗6人。\n"
        "三、在作风建设方面\n本方面反馈问题2个，已完成整改1个。\n5.接待超标。\n退款。\n6.公车私用。\n约谈1人。\n"
    )

    assert statuses(build_outline(text)) == [
        "completed", "unfinished", "completed", "completed", "not_stated", "not_stated",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("下一步，医院党委将对已完成的问题巩固成果、对未完成的问题紧盯时限。", False),
        ("下一步，医院将完成机房改造。", True),
    ],
    ids=["of the notice", "of the finding"],
)
def test_build_outline_next_steps_of_the_notice_belong_to_no_finding(words: str, inside: bool) -> None:
    text = (
        "一、反馈问题整改情况\n1.账目不清。\n清账。\n2.机房老化。\n列入计划。\n\n"
        f"{words}\n\n中共某县医院委员会\n2025年3月1日\n"
    )

    told = "".join(part for _, part in blocks(text, build_outline(text), 2))

    assert (words in told) == inside


def test_build_outline_a_table_of_what_is_left_shortens_titles() -> None:
    text = (
        "一、反馈问题整改情况\n1.中药饮片验收走过场，库存账实不符。（未完成）\n盘点。\n2.轮岗滞后。（已完成）\n轮岗6人。\n"
        "附件\n未完成事项一览表\n序号\t反馈问题\t未完成事项\t完成时限\n1\t库存账实不符\t账务系统改造\t2026年3月底\n"
    )

    outline = build_outline(text)

    assert titles(text, outline) == ["1.中药饮片验收走过场，库存账实不符", "2.轮岗滞后"]
    assert any("账务系统改造" in words for _, words in blocks(text, outline, 1))


def test_build_outline_a_bullet_among_bullets_is_no_heading() -> None:
    text = (
        "一、反馈问题整改情况\n1.欠费清收不力。\n• 成立清欠小组。\n• 其余欠费正在清收，年底前完成。\n"
        "2.轮岗滞后。\n• 轮岗6人。\n"
    )

    outline = build_outline(text)

    assert titles(text, outline) == ["1.欠费清收不力", "2.轮岗滞后"]
    assert "其余欠费" in blocks(text, outline, 1)[0][1]


@pytest.mark.parametrize(
    "table",
    [
        "序号\t反馈问题\t整改措施\t责任科室\t完成情况\n1\t账目不清\t清账\t财务科\t已完成\n2\t库存不准\t一是盘点。\n二是销账。\t药库\t未完成\n",
        "| 序号 | 反馈问题 | 整改措施 | 责任科室 | 完成情况 |\n|---|---|---|---|---|\n"
        "| 1 | 账目不清 | 清账 | 财务科 | 已完成 |\n"
        "| 2 | 库存不准 | 一是盘点。二是销账。 | 药库 | 未完成 |\n",
        "序号\n反馈问题\n整改措施\n责任科室\n完成情况\n1\n账目不清\n清账\n财务科\n已完成\n2\n库存不准\n一是盘点。二是销账。\n药库\n未完成\n",
    ],
    ids=["tabs", "markdown", "flattened"],
)
def test_build_outline_table_rows_are_findings(table: str) -> None:
    text = f"关于整改情况的通报\n\n一、反馈问题整改情况\n{table}\n二、下一步打算\n继续整改。\n"

    outline = build_outline(text)

    assert titles(text, outline) == ["1账目不清", "2库存不准"]
    assert statuses(outline) == ["completed", "unfinished"]
    assert blocks(text, outline, 1) == [
        ("measures", "清账"),
        ("department", "财务科"),
        ("status", "已完成"),
    ]


def test_build_outline_page_numbers_are_no_findings() -> None:
    text = "一、反馈问题整改情况\n1.账目不清。\n整改情况：清账，\n12\n销账。\n- 3 -\n2.库存不准。\n整改情况：盘点。\n"

    outline = build_outline(text)

    assert titles(text, outline) == ["1.账目不清", "2.库存不准"]


def test_build_outline_claim_in_a_measure_is_no_status() -> None:
    text = "一、反馈问题整改情况\n1.账目不清。\n整改情况：一是清账。二是自查，发现的问题已完成整改。\n"

    assert statuses(build_outline(text)) == ["not_stated"]


def test_build_outline_blocks_have_their_roles() -> None:
    text = (
        "一、反馈问题整改情况\n1.账目不清。\n存在问题：白条入账。\n整改措施：清账。\n整改成效：账目清楚。\n责任科室：财务科\n完成时限：长期坚持\n"
        "完成时间：基本完成\n"
    )

    outline = build_outline(text)

    assert blocks(text, outline, 1) == [
        ("problem", "存在问题：白条入账。"),
        ("measures", "整改措施：清账。"),
        ("result", "整改成效：账目清楚。"),
        ("department", "责任科室：财务科"),
        ("deadline", "完成时限：长期坚持"),
        ("status", "完成时间：基本完成"),
    ]
    assert statuses(outline) == ["mostly_completed"]


def test_build_outline_gap_in_numbers_is_doubted() -> None:
    text = "一、反馈问题整改情况\n1.账目不清。\n整改情况：清账。\n4.库存不准。\n整改情况：盘点。\n"

    doubts = build_outline(text).doubts

    assert [doubt.kind for doubt in doubts] == ["numbering_gap"]


@pytest.mark.parametrize("text", ["", "\n \n", "今天天气很好。", "1", "（一）", "|", "\t", "。", "1.\n2.\n"])
def test_build_outline_odd_text_does_not_fail(text: str) -> None:
    outline = build_outline(text)

    covered = sum(part.end - part.start for part in outline.parts) + sum(
        end - start for finding in outline.findings for start, end in finding.spans
    )
    assert covered >= len(text.strip().strip("|"))
