"""How much of a finding is shown: a list runs through all of it, each of several things asked of has its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

NOTICE = """2025年3月3日至4月25日，县委第一巡察组对岭泉县人民医院党委进行了巡察。2025年6月9日，巡察组反馈了意见。
1.安全生产责任不落实
整改情况：一是电梯管理员取得特种设备作业证，持证上岗。二是召开安全例会4次。三是高压氧舱操作人员2名，均已持证上岗。四是2025年7月起，消防值班人员持证上岗。五是更换食堂灶具11个。
2.党建与业务融合不深
整改情况：一是院党委开展集中学习14次。二是印发《年度学习安排》，要求支部书记带头讲党课，各支部书记随堂点评，各党支部全年开展集中学习60余次。三是为病区添置书架9个。
3.义诊流于形式
整改情况：医务科按月下乡义诊，惠及群众700余人。
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"岭泉县人民医院.txt": NOTICE}))


@pytest.mark.parametrize(
    ("question", "shown", "left_out"),
    [
        pytest.param(
            "安全那条里，哪些岗位的人已经持证上岗了？",
            ("电梯管理员", "高压氧舱", "消防值班"),
            ("灶具",),
            id="a list runs through the whole finding, without what it does not ask for",
        ),
        pytest.param(
            "党建那条里，院党委和各党支部分别开展了多少次集中学习？",
            ("14次", "60余次"),
            ("书架",),
            id="each of two bodies has its own number in a measure of its own",
        ),
        pytest.param(
            "下乡义诊，受益的群众大概有多少人？", ("700余人",), ("无法回答",), id="大概 asks for nothing of its own"
        ),
    ],
)
def test_shown(
    answerer: Answerer, tells: Callable[..., None], question: str, shown: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    tells(answerer, question, shown, left_out)


def test_words_near_what_is_asked_are_shown_and_not_called_an_answer(answerer: Answerer) -> None:
    answer = answerer.ask("下乡义诊那条，用了哪些宣传品、请了哪些专家？")

    assert "按月下乡义诊" in answer.answer
    assert "核对" in answer.answer
    assert not answer.abstained
