"""Hospitals compared by shares that follow from what each prints, and by matters that are dealt out to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.worked_out import alone
from assistant.records import RecordStore

FIRST = """中共枫陵县人民医院委员会关于县委巡察整改进展情况的通报
2024年5月6日至6月28日，县委第三巡察组对枫陵县人民医院党委进行了巡察。2024年7月22日反馈了意见。8月19日召开专题民主生活会。现通报如下：
1.押金清退缓慢
整改情况：逐户核对押金，应退押金80万元，已退还62万元。
完成情况：基本完成
2.彩超预约时间长
整改情况：彩超预约等候由9天减为4天。
完成情况：已完成
3.病历质量不高
整改情况：抽查病历500份，不合格病历15份。
完成情况：已完成
"""
SECOND = """中共苇川区第一医院委员会关于区委巡察整改进展情况的通报
2024年3月4日至4月26日，区委第一巡察组对苇川区第一医院党委进行了巡察。2024年6月3日反馈了意见。8月7日召开巡察整改专题民主生活会，8月30日印发《租金管理办法》。现通报如下：
1.租金拖欠严重
整改情况：拖欠租金50万元，已追回45万元。
完成情况：基本完成
2.胃镜排队久
整改情况：胃镜预约等候由12天减为5天。
完成情况：已完成
3.病历书写不规范
整改情况：抽查病历600份，病历合格率由90%提高到98%。
完成情况：已完成
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"first.txt": FIRST, "second.txt": SECOND}))


@pytest.mark.parametrize(
    ("question", "first", "said"),
    [
        (
            "枫陵押金退还的比例和苇川租金追回的比例，哪个高",
            "苇川区第一医院",
            ["62万元 ÷ 80万元 = 77.5%", "45万元 ÷ 50万元 = 90%"],
        ),
        (
            "按金额算，枫陵退押金和苇川追租金，哪家的成数低，差多少",
            "枫陵县人民医院",
            ["77.5%", "90%", "相差12.5个百分点"],
        ),
        ("病历不合格的比例，枫陵和苇川谁高", "枫陵县人民医院", ["15份 ÷ 500份 = 3%", "100% - 合格率98% = 2%"]),
        ("彩超等候和胃镜等候，枫陵、苇川两家各少了几天，哪家少得多", "苇川区第一医院", ["5天", "7天"]),
        ("枫陵和苇川谁的民主生活会开得早，差几天", "苇川区第一医院更早", ["2024年8月7日", "8月19日", "相差12天"]),
        ("枫陵彩超等候跟苇川胃镜等候比，哪个缩短的天数多", "苇川区第一医院", ["相差2天"]),
    ],
)
def test_shares_and_changes_of_matters_of_their_own(
    answerer: Answerer, question: str, first: str, said: list[str]
) -> None:
    answer = answerer.ask(question)

    assert answer.answer.startswith(first)
    assert [words for words in said if words not in answer.answer] == []
    assert {citation.source for citation in answer.citations} == {"first.txt", "second.txt"}


def test_an_event_that_one_notice_alone_dates(answerer: Answerer) -> None:
    answer = answerer.ask("枫陵和苇川，印发租金管理办法谁早")

    assert answer.answer.startswith("只有苇川区第一医院写明了")
    assert "枫陵县人民医院没有写明" in answer.answer


def test_a_share_that_one_notice_does_not_bear_out_is_not_compared(answerer: Answerer) -> None:
    assert "÷" not in answerer.ask("枫陵押金退还的比例和苇川停车费减免的比例，哪个高").answer


@pytest.mark.parametrize(
    ("asked", "single"),
    [
        ("往来款,哪家清掉的成数高", "往来款,清掉的成数是多少"),
        ("押金退还的比例,谁高?高多少", "押金退还的比例是多少"),
        ("投诉办结率哪个高", "投诉办结率是多少"),
        ("人均培训几次,谁多", "人均培训几次"),
    ],
)
def test_a_comparison_is_put_to_each_hospital_alone(asked: str, single: str) -> None:
    assert alone(asked) == single
