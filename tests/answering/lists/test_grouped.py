"""Findings meant together: under a heading of any kind, or of a field of work; told, or listed by title."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

NOTICE = """中共砚溪县人民医院委员会关于巡察整改进展情况的公告
2024年3月4日至4月30日，县委第二巡察组对砚溪县人民医院党委开展了巡察。2024年6月20日，巡察组反馈了意见。
第一部分　对照检查发现问题整改情况
一、民生保障方面
1.候诊座椅不足。整改情况：增设座椅120把，更换叫号屏6块。完成情况：已完成
2.营养餐质量不稳定。整改情况：更换营养餐供应商，满意率由68%提高到91%。完成情况：已完成
3.无障碍通道被占用。整改情况：清理通道4处，东门坡道改造等待住建部门批复。完成情况：正在推进
二、资产与设备管理方面
4.闲置设备未盘活。整改情况：调拨闲置呼吸机7台，处置报废设备31台。完成情况：已完成
5.房屋出租未评估。整改情况：委托评估门面房9间，追缴租金5.2万元。完成情况：已完成
第二部分　选人用人专项检查反馈问题整改情况
6.岗位聘期未考核。整改情况：完成聘期考核143人。完成情况：已完成
7.档案材料缺失。整改情况：补充档案材料88份。完成情况：已完成
"""
_CARE = ["候诊座椅不足", "营养餐质量不稳定", "无障碍通道被占用"]
_ASSETS = ["闲置设备未盘活", "房屋出租未评估"]
_STAFF = ["岗位聘期未考核", "档案材料缺失"]


@pytest.fixture(scope="module")
def county(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"county.txt": NOTICE}))


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("归纳一下砚溪县人民医院民生保障那一块是怎么整改的", [*_CARE, "120把", "91%", "住建部门批复"], _ASSETS),
        ("砚溪县人民医院资产与设备管理下面列了哪两个问题", _ASSETS, [*_CARE, *_STAFF]),
        ("砚溪县人民医院选人用人专项检查那几条各改了什么，一条一句", [*_STAFF, "143人", "88份"], _ASSETS),
        ("砚溪县人民医院民生保障方面的三个问题现在到什么地步了", [*_CARE, "未完成"], _STAFF),
    ],
)
def test_all_findings_under_the_heading_are_told(
    county: Answerer, question: str, named: list[str], left_out: list[str]
) -> None:
    answer = county.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert {citation.finding for citation in answer.citations} >= {1, 2} or named[0] not in _CARE


@pytest.mark.parametrize(
    "question",
    ["砚溪县人民医院民生保障方面增设了多少把座椅", "砚溪县人民医院资产与设备管理方面追缴了多少租金"],
)
def test_a_fact_under_a_heading_is_no_group(county: Answerer, question: str) -> None:
    assert "条问题：" not in county.ask(question).lead


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("砚溪县人民医院没改利索的是哪一条，让什么绊住了", ["无障碍通道被占用", "等待住建部门批复"]),
        ("把砚溪县人民医院这份公告浓缩成几句话，重点说还剩什么", ["共7条问题", "已完成6条", "等待住建部门批复"]),
        ("砚溪县人民医院标注正在推进的是哪几条，各差什么", ["无障碍通道被占用", "等待住建部门批复"]),
        ("砚溪县人民医院院长说已经完成的是哪几件", ["候诊座椅不足", "档案材料缺失"]),
    ],
)
def test_what_is_left_is_told_in_the_notices_words(county: Answerer, question: str, named: list[str]) -> None:
    answer = county.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert not answer.abstained
