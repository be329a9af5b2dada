"""Days set against one another inside a notice: put off, on the same day, in the order they fall due, until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

NOTICE = """中共汐岭县人民医院委员会关于巡察整改进展情况的通报
2025年3月3日至4月30日，县委第一巡察组对汐岭县人民医院党委开展了巡察，5月20日反馈意见。
6月3日召开整改动员会，7月16日召开巡察整改专题民主生活会。
一、整改情况
1.住院楼建设滞后
整改情况：住院楼原定2025年4月封顶，因资金不足调整后计划2025年12月封顶、2026年10月启用。
2.食堂管理松散
整改情况：原承包合同2025年6月30日到期后公开招标，新承包商7月12日进场。
3.岗位长期空缺
整改情况：2025年6月9日，为后勤公司配备经理1名。
4.检验科人手不足
整改情况：2025年6月9日，检验科调配技师2名负责夜班。
5.共享中心建设缓慢
整改情况：2025年下半年共享中心出具报告2万份。病理共享中心因改造滞后，预计2026年6月底前投用；感染楼决算预计2026年5月完成。
6.消防演练流于形式
整改情况：6月1日、8月23日分别开展疏散演练。
二、下一步工作
持续抓好整改。
监督期限：2025年9月1日至2025年9月22日。
中共汐岭县人民医院委员会
2025年9月1日
"""


@pytest.fixture(scope="module")
def asked(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"u902.txt": NOTICE}))


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("汐岭县人民医院住院楼封顶比原来说的拖后了几个月？", ("推迟了8个月", "2025年4月", "2025年12月")),
        ("汐岭县人民医院住院楼从封顶到启用要几个月", ("10个月",)),
        ("汐岭县人民医院食堂旧承包到期跟新老板进来隔几天", ("12天",)),
        ("汐岭县人民医院后勤公司经理和检验科的技师，是不是同一天到的？", ("是，都在2025年6月9日",)),
        ("汐岭县人民医院两次疏散演练隔了多少天", ("83天",)),
        ("汐岭县人民医院病理共享中心和感染楼决算，哪个先完", ("最早的是感染楼决算",)),
        ("汐岭县人民医院的专题民主生活会是反馈后第几天开的", ("57天",)),
        ("汐岭县人民医院收意见收到哪天为止？公示了多少天", ("2025年9月22日", "21天")),
        ("汐岭县人民医院反馈到通报几个月", ("104天",)),
    ],
)
def test_days_set_against_one_another(asked: Answerer, question: str, shown: tuple[str, ...]) -> None:
    answer = asked.ask(question)

    assert [words for words in shown if words not in answer.answer] == []
    assert answer.citations


def test_nothing_is_put_off_that_has_one_day(asked: Answerer) -> None:
    assert "推迟了" not in asked.ask("汐岭县人民医院食堂招标比原来推迟了几天？").answer
