"""What stands in several sentences of one finding, documents and persons in whatever words they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.several import asks_several
from assistant.records import RecordStore

BRIDGE = """中共石桥县第三医院委员会关于巡察整改进展情况的通报
2024年9月2日至10月31日，县委第二巡察组对石桥县第三医院党委开展了巡察。2024年12月16日，巡察组反馈了意见。整改中共问责9人次，其中诫勉谈话4人。
1.特种设备无证操作。整改情况：一是氧气站操作员考取压力容器操作证。
二是更换安全阀12只，\
对供氧、供气、锅炉、电梯等在用设备逐台建立台账，\
由总务科每季度会同设备科核对一次检验日期，到期前一个月提出检验申请。
三是与维保公司重新签订合同，明确每月到院巡查2次，\
故障接报后30分钟到场，维保记录由设备科专人保管并纳入合同履约考核，考核结果每半年向院长办公会报告一次。
四是电梯管理员取得特种设备操作证。
完成情况：已完成
2.值班补助发放不规范。整改情况：一是修订《值班补助发放办法》；二是约谈财务科2名经办人。
完成情况：基本完成
3.供应室布局不合理。整改情况：一是图纸已送审，预计2025年10月前完工；二是将供应室护士长调离岗位。
完成情况：正在整改
4.患者投诉办理迟缓。整改情况：一是制定《投诉办理规程》；二是对1名医生扣发绩效800元。
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"bridge.txt": BRIDGE}))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪些岗位的人考了证", True),
        ("电梯停用过几类情形", True),
        ("分别给了什么处理", True),
        ("which measures did it take", True),
        ("谁考了证", False),
        ("花了多少钱", False),
    ],
)
def test_asks_several(question: str, said: bool) -> None:
    assert asks_several(question) is said


def test_the_other_sentences_of_the_finding_stand_beside_the_one_that_answers(answerer: Answerer) -> None:
    answer = answerer.ask("石桥县第三医院无证操作那条，哪些岗位的人拿到操作证了")

    assert "压力容器操作证" in answer.answer
    assert "特种设备操作证" in answer.answer
    assert len(answer.citations) > 1


@pytest.mark.parametrize(
    "question",
    [
        "石桥县第三医院这次新立的和改过的制度，书名号里的都列出来",
        "石桥县第三医院从制度上补了哪些",
        "石桥县第三医院这次定了哪些规矩，列一列",
        "石桥县第三医院定下来的新制度有哪几份",
        "石桥县第三医院出台了哪几份文件？请逐一写明。",
    ],
)
def test_documents_in_any_words(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["operation"] == "rules"
    assert "《投诉办理规程》" in answer.answer


def test_ways_are_no_documents(answerer: Answerer) -> None:
    assert answerer.plan("石桥县第三医院靠哪些办法把投诉办快的").operation != "rules"


@pytest.mark.parametrize(
    "question",
    [
        "归拢一下石桥县第三医院这次处理人的情况",
        "石桥县第三医院对人都怎么处理的，给群众讲讲",
        "石桥县第三医院动了哪些人？处分、谈话、免职、调岗的都归拢一下",
    ],
)
def test_everybody_held_to_account_with_the_total_outside_the_findings(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert [w for w in ("约谈2人", "调离", "共问责9人次", "诫勉谈话4人") if w not in answer.answer] == []


@pytest.mark.parametrize(
    "question",
    [
        "石桥县第三医院那四条里头，哪几个还没标成已完成？一个个说",
        "石桥县第三医院那张表，完成情况一栏没写“已完成”三个字的有哪几项，连空着的也算",
    ],
)
def test_what_is_not_labelled_as_done_with_what_has_no_label(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question).answer

    assert [w for w in ("值班补助发放不规范", "供应室布局不合理", "患者投诉办理迟缓") if w not in answer] == []
    assert "特种设备无证操作" not in answer
    assert "没有写完成状态的（1条）" in answer


def test_until_when_is_told_with_what_is_open(answerer: Answerer) -> None:
    answer = answerer.ask("报道里要列清楚：石桥县第三医院自己承认没改完的是哪几项，各自承诺到什么时候？")

    assert "供应室布局不合理" in answer.answer
    assert "2025年10月" in answer.answer
