"""A notice as a whole, asked for by its aspects, and open findings with what their own columns say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

HARBOUR = """中共港湾市第二医院委员会关于巡察整改进展情况的通报
2024年9月2日至10月31日，市委第二巡察组对港湾市第二医院党委开展了巡察。2024年12月16日，巡察组反馈了意见。移交信访件6件，已办结5件。
1.陪护收费管理混乱。
整改情况：向患者退还多收陪护费3.18万元。对护理部主任诫勉谈话。制定《陪护管理办法》。
完成情况：已完成
责任领导：分管副院长
2.老旧电梯更新迟缓。
整改情况：12台电梯已更新9台，其余3台计划2025年8月底前完成更新。
完成情况：基本完成
责任领导：后勤副院长
3.远程会诊平台闲置。
整改情况：平台接口改造正在招标，预计2025年10月上线。
完成情况：未完成
责任领导：信息科科长
"""
ISLAND = """中共海岛县人民医院委员会关于巡察整改进展情况的通报
2024年9月2日至10月31日，县委第三巡察组对海岛县人民医院党委开展了巡察。2024年12月26日，巡察组反馈了意见。
1.物资验收把关不严。整改情况：实行双人验收，清退不合格敷料210包。
2.科室考勤流于形式。整改情况：启用人脸考勤，通报脱岗3人次。
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"harbour.txt": HARBOUR, "island.txt": ISLAND}))


def test_many_aspects_are_the_notice_as_a_whole(answerer: Answerer) -> None:
    answer = answerer.ask("给领导写三句：港湾市第二医院查出几个问题、退了哪些钱、还差什么没办完").answer

    said = ("3条问题", "未完成1条", "3.18万元", "其余3台", "2025年10月", "信访件")
    assert [words for words in said if words not in answer] == []


def test_a_summary_of_a_matter_is_not_the_whole(answerer: Answerer) -> None:
    assert "陪护" not in answerer.ask("一句话概括港湾市第二医院电梯更新花了多少钱、处理了谁、还差几台").answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("港湾市第二医院没办完的两件，各归谁管", ("后勤副院长", "信息科科长")),
        ("港湾市第二医院还没完成的有哪几条，责任领导是谁", ("后勤副院长", "信息科科长")),
    ],
)
def test_who_has_to_see_to_what_is_open(answerer: Answerer, question: str, said: tuple[str, ...]) -> None:
    answer = answerer.ask(question).answer

    assert [words for words in said if words not in answer] == []
    assert "分管副院长" not in answer


def test_fields_of_the_notice_in_a_line_each(answerer: Answerer) -> None:
    answer = answerer.ask("两家医院的巡察，请一家一句写明巡察组和反馈日期。").answer

    said = ("市委第二巡察组", "2024年12月16日", "县委第三巡察组", "2024年12月26日")
    assert [words for words in said if words not in answer] == []


def test_the_state_is_told_anyhow(answerer: Answerer) -> None:
    plan = answerer.plan("港湾市第二医院电梯那条，帮我归拢成几句话，改到什么程度也带上")

    assert plan.theme == "电梯"
