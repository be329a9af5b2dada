"""Whether each finding carries an entry: from an invented table, and an invented notice in prose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

TABLE = """棠溪县第三医院党支部巡察整改进展情况公开表
2024年5月6日至6月28日，县委第二巡察组对县第三医院党支部进行了巡察。2024年7月22日，巡察组反馈了意见，指出2个方面的问题。现公开如下：
序号\t反馈问题\t整改措施\t牵头领导\t责任科室\t完成时限\t完成情况
1\t药品效期管理不严\t清理近效期药品46种。\t沈怀远\t药剂科\t2024年9月\t已完成
2\t电梯长期带病运行\t更换电梯2部。\t罗静\t后勤科\t2024年12月\t已完成
"""
PROSE = """中共枫亭市康复医院委员会关于市委巡察整改进展情况的通报
2024年3月4日至4月26日，市委第一巡察组对枫亭市康复医院党委进行了巡察。2024年6月3日反馈了意见。现通报如下：
1.水疗设备闲置
整改情况：因场地不足，水疗设备计划2025年3月底前迁入新楼。
完成情况：未完成
2.收费公示不全
整改情况：补齐收费公示牌12块。
完成情况：已完成
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"table.txt": TABLE, "prose.txt": PROSE}))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("棠溪三院的公开表是不是每条都写了责任人", ["逐条写明了责任人", "沈怀远", "罗静"]),
        ("棠溪三院有没有逐条写明责任科室", ["药剂科", "后勤科"]),
        ("枫亭康复的通报有没有写每条是谁负责", ["没有", "责任人"]),
        ("枫亭康复的通报写没写整改时限", ["没有", "2025年3月"]),
        ("枫亭康复有没有说没改完的原因", ["未完成的原因", "因场地不足"]),
        ("枫亭康复的通报有没有报完成总数", ["没有公布完成总数", "已完成1条"]),
    ],
)
def test_entries_are_counted_over_the_findings(answerer: Answerer, question: str, said: list[str]) -> None:
    answer = answerer.ask(question)

    assert not answer.abstained
    assert [words for words in said if words not in answer.answer] == []


def test_a_question_for_one_entry_is_no_question_how_the_notice_is_written(answerer: Answerer) -> None:
    assert "逐条" not in answerer.ask("棠溪三院电梯那条的责任人写了没有").answer
