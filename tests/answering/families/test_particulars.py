"""Who leads a finding, which department, until when, which colour: from an invented table and an invented list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.particulars import particulars_asked
from assistant.records import RecordStore

TABLE = """柳塘县第二医院党总支巡察整改进展情况公开表
2024年5月6日至6月28日，县委第二巡察组对县第二医院党总支进行了巡察。2024年7月22日，巡察组反馈了意见，指出3个方面的问题。现公开如下：
序号\t反馈问题\t整改措施\t牵头领导\t责任科室\t完成时限\t完成情况
1\t药品效期管理不严\t清理近效期药品46种，制定《药品效期管理办法》。\t沈怀远\t药剂科\t2024年9月\t已完成
2\t电梯长期带病运行\t更换电梯2部，支出63万元。\t罗静\t后勤科\t2024年12月\t已完成
3\t污水站未通过验收\t已提交验收申请，预计2025年3月底前完成。\t罗静\t后勤科\t2025年3月\t正在推进
"""
COLOURS = """中共汀泉市康宁医院委员会关于市委巡察反馈问题整改进展的公告
2025年3月3日至4月24日，市委第四巡察组对汀泉市康宁医院党委进行了巡察。6月5日反馈意见后，实行“红黄绿”三色管理：绿色为已完成整改，黄色为基本完成、仍需巩固，红色为未完成整改。
一、政治建设方面
A1 理论学习联系实际不紧（绿）
开展研讨5次。
A2 专项资金使用进度慢（黄）
专项资金200万元，已支出170万元。
二、业务管理方面
B1 病区改造滞后（红）
项目尚未招标。
B2 应急演练走过场（绿）
演练3次。
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"table.txt": TABLE, "colours.txt": COLOURS}))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("柳塘二院罗静牵头几项", ["有2条", "电梯长期带病运行", "污水站"], ["药品效期"]),
        ("柳塘二院牵头领导里谁名下的问题最多，几条", ["最多的是罗静（2条）", "沈怀远：1条"], []),
        ("柳塘二院哪个科室负责的最少", ["最少的是药剂科（1条）", "后勤科：2条"], []),
        ("柳塘二院哪些问题归药剂科", ["有1条", "药品效期管理不严", "沈怀远"], ["电梯"]),
        ("柳塘二院时限定在2024年12月之前的是哪条", ["有1条", "电梯长期带病运行", "罗静"], ["药品效期"]),
        ("柳塘二院时限在2024年10月以后的有哪几条", ["电梯", "污水站"], ["药品效期"]),
        ("汀泉康宁挂黄牌的是哪几条", ["有1条", "专项资金使用进度慢", "黄色为基本完成"], ["应急演练"]),
        ("汀泉康宁哪些问题是红的", ["有1条", "病区改造"], ["应急演练"]),
        ("汀泉康宁标绿的有几条", ["有2条", "理论学习", "应急演练"], ["病区改造"]),
    ],
)
def test_findings_by_an_entry(answerer: Answerer, question: str, said: list[str], unsaid: list[str]) -> None:
    answer = answerer.ask(question)

    assert [words for words in said if words not in answer.answer] == []
    assert [words for words in unsaid if words in answer.answer] == []
    assert answer.citations


def test_the_entries_asked_for_are_added_to_one_finding(answerer: Answerer) -> None:
    answer = answerer.ask("柳塘二院电梯那事归哪位领导牵头、哪个科办，花了多少")

    assert [words for words in ("罗静", "后勤科", "63万元") if words not in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("这条归谁管", ("person",)),
        ("哪个科室负责，什么时候之前要整改完", ("department", "deadline")),
        ("花了多少钱", ()),
    ],
)
def test_what_is_asked_for(question: str, kinds: tuple[str, ...]) -> None:
    assert particulars_asked(question) == kinds


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("汀泉康宁的病区改造投用以后，收治了多少人", "没有写已经如此"),
        ("汀泉康宁的病区改造办到哪一步了，招标的日子定了没", "没有写明具体时间"),
    ],
)
def test_what_has_not_come_about_has_no_figures_and_no_day(answerer: Answerer, question: str, said: str) -> None:
    assert said in answerer.ask(question).answer


def test_colours_are_the_words_of_a_status(answerer: Answerer) -> None:
    answer = answerer.ask("汀泉康宁写状态用的是什么词")

    assert "“绿”2条" in answer.answer
    assert "绿色为已完成整改" in answer.answer
