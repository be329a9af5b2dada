"""Whether one matter is put right: the status of the findings whose titles name it, hospital by hospital."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        # Not how many findings of the notice are done, nor those of its field of work.
        ("青屿的收受礼品问题改完了没", ["“收受礼品”问题标注为已完成", "职工收受礼品"], ["显微镜", "已完成2条"]),
        (
            "采购招标的问题青屿和柏湾都整改到位了吗",
            ["青屿市第一医院的“采购招标”问题还没有全部完成", "未完成"],
            ["能查实的已完成问题合计"],
        ),
        (
            "耗材采购议价的问题松淮和青屿都改好了没",
            ["没有逐条标注“耗材采购议价”问题是否完成", "重新组织高值耗材议价"],
            [],
        ),
    ],
)
def test_the_findings_that_the_matter_names_are_told(
    answerer: Answerer, question: str, named: list[str], left_out: list[str]
) -> None:
    answer = answerer.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert answer.citations


def test_all_findings_are_counted_where_no_matter_is_named(answerer: Answerer) -> None:
    answer = answerer.ask("青屿的问题都改完了吗")

    assert "4条问题" in answer.answer
