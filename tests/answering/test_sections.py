"""Questions by heading, by a day, and on the state of one finding: how they are read and what is said."""

from __future__ import annotations

import re

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.lexicon import cue_patterns


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("松淮县人民医院耗材议价那条整改完没有？",), "没有标注"),
        (("青屿市第一医院收受礼品那条怎么处理的？", "那这条最后标的什么状态"), "已完成"),
    ],
)
def test_state_of_one_finding_is_said_or_its_silence(answerer: Answerer, turns: tuple[str, ...], said: str) -> None:
    answer = answerer.ask(turns[-1], turns[:-1])

    assert said in answer.answer
    assert not answer.abstained or said == "没有标注"


def test_findings_under_a_heading_are_counted(answerer: Answerer) -> None:
    answer = answerer.ask("柏湾区中医医院通报“内部管理松散”那个大类下面有几条问题？")

    assert "1条" in answer.lead
    assert "采购档案不全" in answer.answer
    assert [citation.finding for citation in answer.citations] == [1]


def test_findings_under_joined_headings_are_added_up(answerer: Answerer) -> None:
    answer = answerer.ask("柏湾区中医医院内部管理松散和特色发展滞后这两块，合起来几条？")

    assert "合计2条（1 + 1 = 2）" in answer.lead
    assert [citation.finding for citation in answer.citations] == [1, 2]


@pytest.mark.parametrize(("text", "is_ratio"), [("完成的占比", True), ("药占比多少", False), ("耗材占比多少", False)])
def test_share_of_drugs_is_no_share_of_findings(text: str, is_ratio: bool) -> None:
    assert bool(re.search(cue_patterns()["ratio"], text)) is is_ratio
