"""Things that were still to come when the notices were written, asked of every hospital; and what is not all closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

_NORTH = """中共柳溪县人民医院委员会关于巡察整改进展情况的通报
2024年9月2日至10月31日，县委第一巡察组对柳溪县人民医院党委开展了巡察。2024年12月16日，巡察组反馈了意见。收到巡察组移交问题线索4件，办结3件，1件仍在核实。
1.信息化建设滞后。整改情况：一是投入20万元更新服务器；二是排班管理系统正在调试，计划2025年9月上线。
2.职工住宿条件差。整改情况：职工公寓三十套正在装修，计划2025年8月交付使用。
3.消毒供应室陈旧。整改情况：消毒供应室改造已完成，2025年1月投用。
中共柳溪县人民医院委员会
2025年3月3日
"""
_SOUTH = """中共松坪县中医医院委员会关于巡察整改进展情况的通报
2024年9月2日至10月31日，县委第二巡察组对松坪县中医医院党委开展了巡察。2024年12月16日，巡察组反馈了意见。
1.病区改造缓慢。整改情况：康复楼改造已进场施工，预计2025年11月完工。
2.设备更新不及时。整改情况：2台监护仪正在采购，计划2025年6月底前到货。
中共松坪县中医医院委员会
2025年3月4日
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"north.txt": _NORTH, "south.txt": _SOUTH}))


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("哪些医院的管理系统还没上线", ["排班管理系统正在调试"], ["公寓", "康复楼", "监护仪"]),
        ("哪家医院的职工公寓还没交付", ["职工公寓三十套正在装修"], ["排班", "康复楼"]),
        ("哪几家医院还有工程项目没有完工", ["康复楼改造已进场施工"], ["监护仪", "排班"]),
    ],
)
def test_still_to_come(answerer: Answerer, question: str, named: list[str], left_out: list[str]) -> None:
    answer = answerer.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert answer.citations


def test_a_thing_nowhere_to_come_is_not_stood_in_for(answerer: Answerer) -> None:
    answer = answerer.ask("哪些医院的停车楼还没投用")

    assert answer.abstained
    assert "排班" not in answer.answer


def test_not_all_of_the_clues_are_closed(answerer: Answerer) -> None:
    assert answerer.ask("柳溪县人民医院的问题线索全部办结了，是不是").answer.startswith("前提不对")
    assert not answerer.ask("柳溪县人民医院的问题线索办结几件").answer.startswith("前提不对")
