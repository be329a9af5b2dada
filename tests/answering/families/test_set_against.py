"""Things of one notice set against each other: two times of a figure, what 分别 deals out, each thing by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.each_thing import things_asked
from assistant.records import RecordStore

NOTICE = """中共芦川市第四医院委员会关于市委巡察反馈问题整改进展的公告
2025年3月3日至4月24日，市委第四巡察组对芦川市第四医院党委进行了巡察。6月5日反馈意见。
一、政治建设方面
1.会风文风不实。
整改情况：会议、文件数量同比分别下降12%、25%。
2.成本管控不力。
整改情况：2023年度百元收入卫生材料消耗同比下降4.5%，2024年1-3月百元收入卫生材料消耗同比下降6.2%。
二、业务管理方面
3.电梯长期带病运行。
整改情况：更换电梯3部，支出96万元；维保响应达标率由64%提高到90%。
4.锅炉房安全隐患未消除。
整改情况：司炉工持证率由80%提高到95%；检修锅炉2台，支出18万元；剩余1台因配件停产尚未修复，计划2025年12月底前更换。
中共芦川市第四医院委员会
2025年11月8日
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"notice.txt": NOTICE}))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("芦川四院开会和发文哪个砍得更狠", ["“发文”更多（高）：25%", "“开会”12%", "相差13个百分点"]),
        (
            "芦川四院百元收入卫生材料消耗，2023全年跟2024头三个月，哪个降得多？差几个点",
            ["2024年头三个月更大（多）：6.2%", "4.5%", "相差1.7个百分点"],
        ),
        ("芦川四院电梯和锅炉，各花了多少钱", ["“电梯”：“", "96万元", "“锅炉”：“", "18万元"]),
        ("芦川四院换了几部电梯，花了多少", ["3部", "96万元"]),
        ("芦川四院电梯和锅炉，哪样换的台数多", ["“电梯”更多（高）：3部", "“锅炉”2台", "相差1部"]),
        ("芦川四院维保达标率和司炉工持证率，哪个提得多", ["26个百分点", "15个百分点", "相差11个百分点"]),
        ("芦川四院换电梯的钱比修锅炉的钱多多少", ["“换电梯”更多（高）：96万元", "相差78万元"]),
        ("芦川四院换电梯的钱和修锅炉的钱，差多少", ["相差78万元"]),
    ],
)
def test_set_against_each_other(answerer: Answerer, question: str, said: list[str]) -> None:
    answer = answerer.ask(question)

    assert [words for words in said if words not in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("电梯和锅炉,各换了几台", (["电梯", "锅炉"], "换了几台")),
        ("党费、会费分别怎么管", (["党费", "会费"], "怎么管")),
        ("电梯和锅炉,各换了几台,一共多少", None),
        ("哪些科室和病区,各有几个", None),
        ("电梯换了几台", None),
    ],
)
def test_things_asked(asked: str, parts: tuple[list[str], str] | None) -> None:
    assert things_asked(asked) == parts
