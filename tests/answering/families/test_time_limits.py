"""By when findings were to be done: from invented lists and an invented notice with limits on lines of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.time_limit_groups import list_of
from assistant.records import RecordStore
from assistant.records.query import FindingQuery

LISTS = """榆川县第二医院党支部巡察整改进展情况公开表
2024年4月8日至5月31日，县委第三巡察组对县第二医院党支部进行了巡察。2024年6月20日，巡察组反馈了意见，指出6个方面的问题。现公开如下：
清单一：立行立改问题清单
序号\t反馈问题\t整改措施\t牵头领导\t责任科室\t完成时限\t完成情况
1\t值班记录不规范\t统一记录本。\t田野\t医务科\t2024年7月\t已完成
2\t门诊导诊台空岗\t调整排班。\t田野\t门诊部\t2024年7月\t已完成
3\t超范围发放节日福利\t清退福利折款1.2万元。\t白榕\t工会\t2024年8月\t已完成
清单二：限期整改问题清单
序号\t反馈问题\t整改措施\t牵头领导\t责任科室\t完成时限\t完成情况
4\t配电房设备老化\t更换配电柜3台。\t白榕\t总务科\t2024年11月\t已完成
5\t病历归档滞后\t补归档病历320份。\t田野\t病案室\t2024年10月\t已完成
6\t旧楼房产证未办理\t已提交申请，预计2025年5月底前办结。\t白榕\t总务科\t2025年5月\t正在推进
2025年1月15日
"""
LINES = """苇塘区眼科医院党支部落实区委巡察反馈意见整改情况
一、基本情况
2025年2月10日至4月3日，区委第二巡察组对苇塘区眼科医院党支部进行了巡察。5月12日，区委第二巡察组反馈意见，共3个问题。集中整改期为三个月。
二、具体整改情况
1.1 验光收费公示不全
整改责任人：季平
整改时限：2025年7月31日
整改过程：更换公示牌6块。
整改结果：整改完成
1.2 供应商遴选走过场
整改责任人：季平
整改时限：2025年8月12日
整改过程：新一轮遴选预计10月中旬完成评审。
整改结果：基本完成
1.3 手术设备追溯未启用
整改责任人：季平
整改时限：2025年12月31日
整改过程：扫描终端尚未到货。
整改结果：未完成
三、意见反馈
发布日期：2025年9月1日
"""


@pytest.fixture(scope="module")
def limited(stored: Callable[[Mapping[str, str]], RecordStore]) -> RecordStore:
    return stored({"lists.txt": LISTS, "lines.txt": LINES})


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        (
            "榆川二院要马上改的三条，只有一条时限不是7月，是哪条",
            ["第3条", "2024年8月", "其余2条都是2024年7月"],
            ["配电房"],
        ),
        ("榆川二院限期整改的里头时限最早的是哪条", ["第5条", "2024年10月"], ["值班记录"]),
        ("榆川二院时线拖得最远的是哪条", ["期限最晚", "第6条", "2025年5月"], []),
        ("榆川二院发公开表的时候还没到期的是哪条", ["还没有到的有1条", "第6条", "2025年1月15日"], ["配电房"]),
        (
            "苇塘眼科发通报那天，有没有哪条过了时限还没全办好，要拖到什么时候",
            ["有。", "2条中还有1条", "2025年8月12日", "10月"],
            ["公示不全"],
        ),
        ("苇塘眼科发布时已经过了时限的有几条", ["时限已过的有2条", "公示不全", "供应商"], ["追溯"]),
        (
            "苇塘眼科三个月集中整改到哪天为止，哪条的时限排在这之后",
            ["到2025年8月12日为止", "有1条", "追溯"],
            ["公示不全"],
        ),
        ("苇塘眼科供应商遴选那条整改期限是哪天", ["的时限：2025年8月12日", "基本完成"], ["追溯"]),
    ],
)
def test_limits(limited: RecordStore, question: str, said: list[str], unsaid: list[str]) -> None:
    answer = Answerer(limited).ask(question)

    assert [words for words in said if words not in answer.answer] == []
    assert [words for words in unsaid if words in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize("question", ["榆川二院配电柜最晚什么时候换的", "榆川二院的旧楼什么时候建的"])
def test_a_matter_of_its_own_is_no_ranking(limited: RecordStore, question: str) -> None:
    assert "期限最晚" not in Answerer(limited).ask(question).answer


def test_what_is_due_in_a_month_holds_limits_of_their_own(limited: RecordStore) -> None:
    answer = Answerer(limited).ask("2025年8月份到期的整改任务，这两家里能找出哪几件").answer

    assert "第1.2条「供应商遴选走过场」——基本完成" in answer
    assert "整改责任人" not in answer


def test_the_list_a_finding_stands_in(limited: RecordStore) -> None:
    source = next(row.source for row in limited.reports() if "榆川" in row.fields.hospital)
    rows = limited.findings(FindingQuery(sources=(source,)))

    lists = list_of(limited.text(source), rows)

    assert [lists[n] for n in (1, 3, 4, 6)] == [
        "清单一:立行立改问题清单",
        "清单一:立行立改问题清单",
        "清单二:限期整改问题清单",
        "清单二:限期整改问题清单",
    ]
