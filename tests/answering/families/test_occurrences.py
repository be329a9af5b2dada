"""All places of one notice where a word stands; findings under their headings; numbers compared and added up."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("青屿哪几条提到采购", ["部分设备采购未招标", "学科采购进度偏慢"], ["职工收受礼品"]),
        ("青屿哪几条问题涉及提醒谈话", ["职工收受礼品", "提醒谈话5人"], ["部分设备采购未招标"]),
        ("列出青屿修订的办法名称", ["《设备采购办法》"], []),
        ("青屿政务警告和提醒谈话的加起来多少人", ["7人"], []),
        ("青屿的显微镜还有几台没到货", ["3台"], []),
        ("柏湾平均住院日降了多少天", ["0.7天"], []),
        ("松淮的信访件有几件，和青屿比谁多", ["松淮县人民医院"], []),
        ("标着未完成的问题三家一共几条", ["1条", "部分设备采购未招标"], ["学科采购进度偏慢"]),
        ("青屿基本完成的占百分之几", ["25%"], []),
        ("青屿没改完的占总数几成", ["2÷4＝50%"], []),
        ("青屿显微镜的到货率有多高", ["9台 ÷ 12台 = 75%"], ["完成率"]),
        ("青屿没到货的显微镜占几成", ["25%"], []),
    ],
)
def test_lists_and_numbers_of_the_prose(
    answerer: Answerer, question: str, named: list[str], left_out: list[str]
) -> None:
    answer = answerer.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert not answer.abstained
    assert answer.citations
