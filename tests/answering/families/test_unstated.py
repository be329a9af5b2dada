"""What a notice leaves unsaid of a finding, and what it says all the same: no status, no date, a date nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

NOTICE = """2025年3月3日至4月25日，县委第一巡察组对岭泉县人民医院党委进行了巡察。2025年6月9日，巡察组反馈了意见。
1.冷链管理不规范
整改情况：补齐温度记录。1至6月督查6次，发现的问题均已整改到位。
2.检验系统陈旧
整改情况：旧系统已用9年，更换系统需320万元，医院已提交立项申请。因资金由上级统筹，更换时间暂不能确定。
完成情况：取得阶段性成效
3.食堂收支不公开
整改情况：按月公示账目。历史欠款计划于2025年12月底前收回。
完成情况：取得阶段性成效
4.值班记录不全
整改情况：补齐值班记录。
完成情况：已完成
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"岭泉县人民医院.txt": NOTICE}))


@pytest.mark.parametrize(
    ("question", "shown", "left_out"),
    [
        pytest.param(
            "有几条没写完成情况，是哪几条？",
            ("没有写完成状态的共1条", "冷链管理不规范"),
            ("食堂", "检验"),
            id="blank statuses",
        ),
        pytest.param(
            "值班记录那一条，状态写的是已完成还是基本完成？",
            ("值班记录不全", "已完成"),
            ("原文仍写",),
            id="one status or the other, asked of one finding",
        ),
        pytest.param(
            "取得阶段性成效的那几条，什么时候全部完成？",
            ("「检验系统陈旧」：取得阶段性成效[1]（没有写明完成时间）", "2025年12月"),
            ("食堂收支不公开」：取得阶段性成效[3]（没有写明",),
            id="which of them have no date",
        ),
        pytest.param(
            "检验系统哪天能换成新的？", ("更换时间暂不能确定",), ("无法回答",), id="the notice says that nobody knows"
        ),
    ],
)
def test_unstated(
    answerer: Answerer, tells: Callable[..., None], question: str, shown: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    tells(answerer, question, shown, left_out)


def test_measures_that_say_done_are_quoted_and_called_no_status(answerer: Answerer) -> None:
    told = answerer.ask("冷链那条整改完没有，通报原话怎么讲的？")
    plain = answerer.ask("冷链那条整改完没有？")

    assert "没有标注第1条「冷链管理不规范」的完成状态" in told.answer
    assert "“1至6月督查6次，发现的问题均已整改到位”" in told.answer
    assert "不是对该条状态的标注" in told.answer
    assert (told.abstained, plain.abstained) == (False, True)


def test_pay_is_not_compared_by_other_sums(stored: Callable[[Mapping[str, str]], RecordStore]) -> None:
    fined = NOTICE.replace("补齐值班记录。", "补齐值班记录，扣减科室主任绩效2.4万元，从当事人工资中扣回600元。")
    two = Answerer(stored({"a.txt": fined, "b.txt": fined.replace("岭泉", "砚溪").replace("2.4", "3.1")}))

    assert two.ask("哪家医院的主任工资最高？").abstained
