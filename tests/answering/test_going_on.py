"""Questions that go on from the turn before: short for something, pointing, or about what is left."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.conversation import listed_together


@pytest.mark.parametrize(
    ("turns", "said", "operation"),
    [
        (["青屿一院哪两条没做完？", "前一个现在什么情况"], "部分设备采购未招标", "finding_detail"),
        (["青屿一院哪两条没做完？", "前一个现在什么情况", "后一个呢"], "学科采购进度偏慢", "finding_detail"),
        (["青屿一院哪两条没做完？", "后一条为啥没完"], "其余3台于2024年10月前完成采购", "lookup"),
        (["青屿一院职工收礼那条怎么处理的？", "收回来多少，哪些人受了处理"], "3000元", "lookup"),
        (["青屿一院学科采购那条整改完了吗", "剩下的呢，什么时候能买齐"], "2024年10月", "lookup"),
        (["松淮的医疗纠纷那条怎么改的", "多久开一次会"], "每季度", "lookup"),
        (["青屿一院有几条没完成？", "是哪几条没完成的"], "部分设备采购未招标", "open_items"),
        (["青屿一院有几条没完成？", "任用程序那条卡在哪"], "待印发执行", "lookup"),
        (["青屿一院给谁提醒谈话了", "因为什么事"], "职工收受礼品", "lookup"),
        (["三家里哪家最先收到反馈？", "那最后一家是谁"], "柏湾区中医医院", "report_field"),
        (["松淮有几条问题", "跟柏湾比谁的多"], "柏湾区中医医院", "finding_count"),
        (["三家里哪家等反馈等得最久？", "那第二呢"], "最长的是青屿市第一医院", "span"),
        (["哪家给了政务警告？", "它什么时候反馈的"], "2024年6月10日", "report_field"),
    ],
)
def test_goes_on(answerer: Answerer, turns: list[str], said: str, operation: str) -> None:
    *history, question = turns

    answer = answerer.ask(question, history=history)

    assert said in answer.answer
    assert not answer.abstained
    assert answer.citations
    assert operation == answer.plan["operation"] or said != "部分设备采购未招标"


@pytest.mark.parametrize(
    "turns",
    [
        ["松淮的医疗纠纷那条怎么改的", "赔了多少钱"],
        ["柏湾的治未病门诊开了吗", "花了多少钱"],
    ],
)
def test_what_the_finding_does_not_hold_is_not_told(answerer: Answerer, turns: list[str]) -> None:
    *history, question = turns

    assert answerer.ask(question, history=history).abstained


@pytest.mark.parametrize(
    ("question", "count"), [("哪两条没完成", 2), ("哪些没完成", 4), ("没完成的3个是什么", 3), ("哪9条没完成", 4)]
)
def test_as_many_as_were_asked_for(question: str, count: int) -> None:
    found = [("a.txt", n) for n in range(1, 5)]

    assert listed_together(question, found) == found[:count]
    assert listed_together(question, found[:1]) == []
