"""Questions that take for granted what an invented notice leaves open, counts otherwise, or does not say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.claimed_acts import acts_claimed
from assistant.answering.families.misstated import claims_all_done
from assistant.answering.families.presupposed import claims_of
from assistant.records import RecordStore

NOTICE = """中共杉陵县第二医院委员会关于县委巡察整改进展情况的通报
2024年5月6日至6月28日，县委第三巡察组对杉陵县第二医院党委进行了巡察。2024年7月22日反馈了意见，指出6个问题。整改期间共问责9人，其中诫勉谈话1人。现通报如下：
1.手术麻醉系统未启用
整改情况：服务器已安装，接口模块尚未到货。
完成情况：未完成
2.闲置车辆处置拖延
整改情况：清理闲置车辆9辆，办结过户6辆，其余3辆正在补办手续。
完成情况：基本完成
3.过期试剂未及时清理
整改情况：报废过期试剂价值4.8万元，对检验科2名保管人员通报批评。
完成情况：已完成
4.发热哨点建设滞后
整改情况：改造诊室120平方米，2024年9月通过县疾控中心验收；对经办科长诫勉谈话。
完成情况：已完成
5.帮扶工作不深入
整改情况：党委书记领办问题2个，帮助4家卫生院开展新技术7项，轮岗12人，免职3人。
完成情况：已完成
6.收费自查不彻底
整改情况：抽查处方300张，未发现重复收费；退还多收床位费2.3万元。
完成情况：已完成
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"notice.txt": NOTICE}))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("杉陵二院手术麻醉系统用上以后，一天能记录多少台", ["接口模块尚未到货", "未完成"]),
        ("杉陵二院的闲置车辆都过户完了，花了几个月", ["其余3辆正在补办手续"]),
        ("杉陵二院过期的试剂，让保管员赔了4.8万元是吧", ["前提不对", "报废过期试剂", "通报批评"]),
        ("杉陵二院的发热哨点验收为什么一直过不了", ["前提不对", "2024年9月通过", "已完成"]),
        ("杉陵二院反馈的8个问题，分属哪几个方面", ["前提不对", "6个问题"]),
        ("杉陵二院6个问题都整改完了，谁来验收的", ["并非全部完成", "已完成4条"]),
        ("杉陵二院反馈的问题已经全部销号，是谁验收的", ["并非全部完成", "已完成4条"]),
        ("杉陵二院查出处方重复收费的，罚了几个人", ["未发现重复收费"]),
        ("杉陵二院检验科的保管人员被记过了，是哪个月给的", ["前提不对", "写的不是“记过”", "通报批评"]),
        ("杉陵二院被开除的保管人员把试剂卖到哪去了", ["前提不对", "写的不是“开除”", "通报批评"]),
        ("杉陵二院这次是市委巡察组查的吧，哪天进驻的", ["前提不对", "县委第三巡察组", "2024年5月6日"]),
        ("市委巡察组是什么时候向杉陵二院反馈的", ["前提不对", "县委第三巡察组", "2024年7月22日"]),
        ("杉陵二院过期试剂的保管人员受了什么处理，为什么被停职", ["前提不对", "写的不是“停职”", "通报批评"]),
        ("杉陵二院给保管人员的诫勉是谁批的", ["前提不对", "写的不是“诫勉”", "通报批评"]),
        ("杉陵二院退还的床位费5.3万元，是多收的吗", ["没有写“5.3万元”", "2.3万元"]),
        ("杉陵二院反馈了8个问题，完成了几个", ["前提不对", "6个问题", "已完成4条"]),
        ("杉陵二院“帮扶工作不深入”这一条为什么还没整改好", ["前提不对", "已完成"]),
        ("杉陵二院的闲置车辆处置拖延已经销号了，是哪天销的", ["前提不对", "基本完成", "其余3辆正在补办手续"]),
    ],
)
def test_what_is_taken_for_granted_is_put_right(answerer: Answerer, question: str, said: list[str]) -> None:
    answer = answerer.ask(question)

    assert not answer.abstained
    assert [words for words in said if words not in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("杉陵二院发热哨点验收通过以后改造了多少平方米", "120平方米"),
        ("杉陵二院过期试剂报废了值多少钱", "4.8万元"),
        ("杉陵二院指出的6个问题，没改完的有几个", "2条"),
        ("杉陵二院床位费多收的退了多少", "2.3万元"),
        ("县委巡察组是哪天进驻杉陵二院的", "2024年5月6日"),
        ("杉陵二院检验科保管人员为什么被通报批评", "通报批评"),
        ("杉陵二院手术麻醉系统为什么还没整改好", "接口模块尚未到货"),
    ],
)
def test_what_is_so_is_answered(answerer: Answerer, question: str, said: str) -> None:
    answer = answerer.ask(question)

    assert said in answer.answer
    assert "前提" not in answer.answer
    assert "没有写已经如此" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "杉陵二院书记领办了哪两个问题",
        "杉陵二院开展新技术的是哪4家卫生院",
        "杉陵二院免职的3个人分别是谁",
    ],
)
def test_those_who_are_only_counted_are_not_named(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.abstained
    assert "没有写明" in answer.answer


@pytest.mark.parametrize(
    ("question", "claims"),
    [
        ("新系统启用以后，查出几批", ["新系统启用"]),
        ("证件办下来了，一年做多少例", ["证件办下来了"]),
        ("设备中标的公司是谁", ["设备中标"]),
        ("巡察组反馈以后，办了几场培训", []),
        ("后勤科买了几台车", []),
    ],
)
def test_claims_of(question: str, claims: list[str]) -> None:
    assert list(claims_of(question))[:1] == claims


@pytest.mark.parametrize(
    ("question", "all_done"),
    [
        ("9个问题都整改完了，谁验收的", True),
        ("反馈的问题全改好了，群众满意吗", True),
        ("水费问题改完了没有", False),
        ("9个问题里改完几个", False),
    ],
)
def test_claims_all_done(question: str, all_done: bool) -> None:
    assert claims_all_done(question) is all_done


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("杉陵二院过期试剂值多少钱，处理了谁", ["4.8万元", "检验科2名保管人员通报批评"]),
        ("杉陵二院清出来的过期试剂怎么办的，拿谁是问", ["报废过期试剂", "通报批评"]),
    ],
)
def test_both_halves_of_a_question_are_answered(answerer: Answerer, question: str, said: list[str]) -> None:
    answer = answerer.ask(question).answer

    assert [words for words in said if words not in answer] == []


def test_what_somebody_was_punished_for_is_the_finding(answerer: Answerer) -> None:
    answer = answerer.ask("杉陵二院的经办科长因为什么被诫勉")

    assert "「发热哨点建设滞后」" in answer.answer
    assert not answer.abstained


@pytest.mark.parametrize(
    ("asked", "acts"),
    [
        ("保管员被开除后谁接的班", ["开除"]),
        ("被停职的两名护士是哪个科的", ["停职"]),
        ("科长为什么受警告", ["警告"]),
        ("谁被免职了", []),
        ("有没有人被开除", []),
        ("免职了几个人", []),
    ],
)
def test_an_act_is_claimed_where_the_question_goes_on_from_it(asked: str, acts: list[str]) -> None:
    assert [act for _, act in acts_claimed(asked)] == acts


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["杉陵二院的手术麻醉系统怎么样了", "上线后归哪个科管"], "接口模块尚未到货"),
        (["杉陵二院的车辆处置好了吗", "那手术麻醉系统卡在哪"], "接口模块尚未到货"),
    ],
)
def test_a_follow_up_is_put_right_too_or_leaves_for_what_it_names(
    answerer: Answerer, turns: list[str], said: str
) -> None:
    *history, question = turns
    answer = answerer.ask(question, history=history)

    assert said in answer.answer
    assert not answer.abstained


def test_what_the_notice_counts_as_a_whole_goes_before_its_findings(answerer: Answerer) -> None:
    whole = "整改期间共问责9人，其中诫勉谈话1人"

    assert answerer.ask("杉陵二院在总体部分写了处理多少人").answer.count("。[") == 0
    assert whole in answerer.ask("杉陵二院在总体部分写了处理多少人").answer
    assert whole in answerer.ask("杉陵二院一共问责了多少人").answer.split("\n")[0]
