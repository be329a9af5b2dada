"""Layouts met in notices that no rule was written from: each cause once, in sentences made up for it."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline


def titles(text: str) -> list[str]:
    return [text[slice(*finding.title)] for finding in build_outline(text).findings]


def statuses(text: str) -> list[str | None]:
    return [finding.status.status if finding.status else None for finding in build_outline(text).findings]


def test_headings_that_begin_like_acts_gather_findings_without_labels() -> None:
    text = (
        "二、反馈问题整改情况\n（一）经济运行方面\n1.预算执行不严。一是修订预算办法。二是按月通报。\n"
        "2.往来款项长期挂账。一是清理往来款。二是收回12万元。\n"
        "（二）全面从严治党方面\n3.谈话提醒流于形式。一是谈话20人次。二是补齐记录。\n三、今后打算\n坚持抓好整改。\n"
    )

    assert titles(text) == ["预算执行不严", "往来款项长期挂账", "谈话提醒流于形式"]


def test_a_labelled_problem_may_head_groups_of_findings() -> None:
    text = (
        "一、反馈问题整改落实情况\n（一）反馈问题：党建工作存在薄弱环节\n1.组织生活不严肃。\n（1）记录缺失。\n"
        "整改情况：补齐记录。\n"
        "（2）党课偏少。\n整改情况：安排党课。\n（二）反馈问题：后勤管理粗放\n1.物资管理不严。\n"
        "（1）台账不清。\n整改情况：重建台账。\n"
    )

    assert titles(text) == ["记录缺失", "党课偏少", "台账不清"]


def test_above_findings_are_those_no_sentence_has_summed_up_yet() -> None:
    text = (
        "一、反馈问题整改落实情况\n（一）党建方面\n1.记录缺失。\n整改情况：补齐记录。\n2.党课偏少。\n"
        "整改情况：安排党课。\n以上问题均已完成整改。\n"
        "（二）后勤方面\n1.台账不清。\n整改情况：重建台账。\n2.仓库漏水。\n整改情况：修缮屋面。\n"
        "以上2个问题正在整改。\n"
        "（三）采购方面\n1.比价不严。\n整改情况：重新比价。\n"
    )

    assert statuses(text) == ["completed", "completed", "unfinished", "unfinished", None]


def test_a_sum_may_name_findings_by_section_and_number() -> None:
    text = (
        "一、反馈问题整改落实情况\n（一）后勤方面\n1.物资管理不严。\n（1）台账不清。\n整改情况：重建台账。\n"
        "（2）仓库漏水。\n整改情况：修缮屋面。\n"
        "2.食堂管理不严。\n（1）账目不清。\n整改情况：重新记账。\n"
        "以上问题中，第1项第（2）个问题正在整改，其余问题均已完成整改。\n"
    )

    assert statuses(text) == ["completed", "unfinished", "completed"]


def test_headings_in_brackets_are_sections_and_the_count_runs_on() -> None:
    text = (
        "一、反馈问题整改情况\n【关于党建方面】\n1、记录缺失。（1）补齐记录。（2）每月抽查。\n"
        "2、党课偏少。（1）安排党课。（2）领导带头。\n"
        "【关于后勤方面】\n3、台账不清。（1）重建台账。（2）按月盘点。\n"
        "四、仓库漏水。（1）修缮屋面。（2）更换水管。\n5、账目不清。（1）重新记账。（2）按季审计。\n"
        "二、下一步打算\n第一，持续巩固。抓好长效。\n"
    )
    outline = build_outline(text)

    assert titles(text) == ["记录缺失", "党课偏少", "台账不清", "仓库漏水", "账目不清"]
    sections = [text[slice(*finding.section)] for finding in outline.findings if finding.section]
    assert sections == ["【关于党建方面】"] * 2 + ["【关于后勤方面】"] * 3


def test_a_framed_problem_may_hold_a_long_remark() -> None:
    text = (
        "一、具体问题整改情况\n（一）关于业务方面\n"
        ""
        "关于会诊制度落实不够（覆盖面窄、参与科室少、结果不反馈、随访缺失、记录不全）的问题。措施一：扩大会诊。措施二：建立台账。\n"
        "关于设备更新滞后的问题。措施一：申报计划。措施二：更换设备。\n"
    )

    assert [title[:4] for title in titles(text)] == ["会诊制度", "设备更新"]


def test_a_row_that_only_states_the_status_explains_nothing() -> None:
    text = (
        "一、反馈问题整改情况\n1.记录缺失。\n（1）补齐记录。\n（2）每月抽查。\n2.台账不清。\n（1）重建台账。\n"
        "（2）按月盘点。\n"
        "附件：整改情况一览表\n序号\t反馈问题\t整改状态\n1\t记录缺失\t已完成\n2\t台账不清\t正在推进\n"
        "合计：已完成1个，正在推进1个。\n"
    )
    outline = build_outline(text)

    assert statuses(text) == ["completed", "unfinished"]
    assert all(block.kind != "reason" for finding in outline.findings for block in finding.blocks)


BULLETED = (
    "第一章 工作开展情况\n一是加强领导。二是加强督导。\n第二章 反馈问题整改落实情况\n第一节 党建方面\n"
    "● 反馈问题：会议记录缺失\n▲ 整改措施\nA.补齐会议记录。\nB.每月抽查一次。\n▲ 整改成效\n"
    "记录逐步规范，该问题已整改到位。\n▲ 责任人：甲\n"
    "● 反馈问题：党课偏少\n▲ 整改措施\nA.安排党课。\nB.领导带头。\n▲ 整改成效\n该问题正在推进。\n▲ 责任人：乙\n"
    "第二节 后勤方面\n● 反馈问题：台账不清\n▲ 整改措施\n重建台账。\n▲ 整改成效\n该问题已销号。\n"
    "第三章 下一步打算\n持续巩固整改成果。\n"
)


def test_bulleted_problems_with_bulleted_labels_are_findings() -> None:
    outline = build_outline(BULLETED)

    assert titles(BULLETED) == ["会议记录缺失", "党课偏少", "台账不清"]
    assert statuses(BULLETED) == ["completed", "unfinished", "completed"]
    assert [BULLETED[slice(*finding.section)] for finding in outline.findings if finding.section] == [
        "第一节 党建方面",
        "第一节 党建方面",
        "第二节 后勤方面",
    ]


def test_problem_labels_without_number_or_bullet_head_findings_under_an_aspect() -> None:
    text = (
        "一、反馈问题整改情况\n（一）党建方面\n反馈问题：会议记录缺失\n整改情况：补齐记录。\n"
        "反馈问题：党课偏少\n整改情况：安排党课。\n"
        "（二）后勤方面\n反馈问题：台账不清\n整改情况：重建台账。\n二、下一步打算\n持续巩固整改成果。\n"
    )

    assert titles(text) == ["会议记录缺失", "党课偏少", "台账不清"]


def test_a_frame_ends_the_title_where_measures_go_on_behind_a_comma() -> None:
    text = (
        "一、反馈问题整改情况\n（一）针对“夜间候诊时间长”的问题，增开诊室两间。\n"
        "（二）针对“多计‘护理费’”的问题，退还费用并调整规则。\n"
    )

    assert titles(text) == ["夜间候诊时间长", "多计‘护理费’"]


def test_a_title_over_two_lines_heads_nothing() -> None:
    text = (
        "某县中医医院党总支关于县委巡察反馈意见\n整改落实情况的通报\n"
        "第一章 整改工作组织领导情况\n一是加强领导。二是加强督导。\n"
        "第二章 反馈问题整改落实情况\n1.记录缺失。\n整改情况：补齐记录。\n2.党课偏少。\n整改情况：安排党课。\n"
    )

    assert titles(text) == ["记录缺失", "党课偏少"]


def test_questions_and_answers_are_findings_without_the_asking() -> None:
    text = (
        "某区医院就巡察整改答群众问\n问：巡察指出发热门诊布局不合理，改了没有？\n答：改了，重新分区。这个问题已经整改完成。\n"
        "问：检查等候时间长的问题呢？\n答：增设诊室。目前这项工作取得阶段性成效，第二台设备计划年内到位。\n"
    )

    assert titles(text) == ["发热门诊布局不合理", "检查等候时间长"]
    assert statuses(text) == ["completed", "partial"]


def test_a_list_of_problems_is_told_later_by_its_numbers() -> None:
    text = (
        "一、巡察反馈的主要问题\n（一）会议记录缺失。\n（二）仓库漏水。\n二、整改落实情况\n"
        "针对第（一）个问题，一是补齐记录。二是每月抽查。该问题已完成整改。\n针对第（二）个问题，修缮屋面。该问题正在推进。\n"
    )
    outline = build_outline(text)

    assert titles(text) == ["会议记录缺失", "仓库漏水"]
    assert statuses(text) == ["completed", "unfinished"]
    assert [block.kind for block in outline.findings[0].blocks].count("measures") == 1


def test_groups_stand_between_the_rows_of_a_table_copied_cell_by_cell() -> None:
    text = (
        "附件\n整改情况一览表\n序号\n具体问题\n整改情况\n完成情况\n一\n党的建设\n1\n会议记录缺失\n补齐记录。\n完成\n"
        "二\n后勤管理\n2\n仓库漏水\n1.修缮屋面。2.更换水管。\n正在推进\n3\n台账不清\n重建台账。\n基本完成\n"
    )

    assert titles(text) == ["会议记录缺失", "仓库漏水", "台账不清"]
    assert statuses(text) == ["completed", "unfinished", "mostly_completed"]


def test_one_status_behind_a_list_of_measures_is_the_findings() -> None:
    text = (
        "一、反馈问题整改情况\n（一）物资管理不严\n1.台账不清。\n（1）重建台账。\n整改进度：已完成\n2.仓库管理粗放。\n（1）制定仓库管理办法。\n"
        "整改进度：已完成\n（二）支部活动质量不高\n（1）推行纪实手册。\n（2）评选示范支部。\n整改进度：基本完成\n"
    )

    assert titles(text) == ["台账不清", "仓库管理粗放", "支部活动质量不高"]
    assert statuses(text) == ["completed", "completed", "mostly_completed"]


def test_old_numerals_and_two_inspections_in_one_notice() -> None:
    text = (
        "甲、常规巡察反馈意见整改情况\n壹、党建方面\n其一，会议记录缺失【已整改】\n补齐记录。\n"
        "其二，党课偏少【整改并长期坚持】\n安排党课。\n乙、专项检查反馈意见整改情况\n其一，档案缺页【未完成】\n补充材料。\n"
    )

    assert titles(text) == ["会议记录缺失", "党课偏少", "档案缺页"]
    assert statuses(text) == ["completed", "completed_ongoing", "unfinished"]


@pytest.mark.parametrize(
    "lines",
    [
        "**制度坚持不好**\n补学4次。*整改状态：已完成*\n**人员在岗率低**\n加强巡查。*整改状态：正在推进*\n",
        "【反馈】制度坚持不好。\n【整改】补学4次。\n【状态】已完成\n【反馈】人员在岗率低。\n【整改】加强巡查。\n【状态】推进中\n",
        "问题1　制度坚持不好\n补学4次。（完成）\n问题2　人员在岗率低\n加强巡查。（推进中）\n",
        "第1条：制度坚持不好。\n措施：补学4次。\n进展：已完成\n第2条：人员在岗率低。\n措施：加强巡查。\n进展：正在推进\n",
        "（一）党建工作\n存在问题：制度坚持不好。\n整改落实：补学4次。\n完成情况：已完成。\n"
        "存在问题：人员在岗率低。\n整改落实：加强巡查。\n完成情况：正在推进。\n",
        "（一）巡察反馈指出“制度坚持不好”。整改情况：补学4次。该问题已完成整改。\n"
        "（二）巡察反馈指出“人员在岗率低”。整改情况：加强巡查。该问题正在推进。\n",
    ],
    ids=["bold", "brackets", "named numbers", "articles", "labels under a number", "quoted"],
)
def test_ways_to_lay_out_the_same_two_findings(lines: str) -> None:
    text = f"某县医院关于整改情况的通报\n一、组织领导\n成立小组。\n二、整改落实\n{lines}"

    assert titles(text) == ["制度坚持不好", "人员在岗率低"]
    assert statuses(text) == ["completed", "unfinished"]


def test_the_name_of_a_part_states_no_status() -> None:
    text = "一、组织领导\n成立小组。\n二、整改落实情况\n1.记录缺失。\n补齐记录。\n2.台账不清。\n重建台账。\n"

    assert statuses(text) == [None, None]
