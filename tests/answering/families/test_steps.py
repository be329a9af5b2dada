"""Steps of inspections held against each other: one hospital's against another's, inspections at the same time."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.steps import shared


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (("2024-03-01", "2024-04-30"), ("2024-04-28", "2024-06-01"), ("2024-04-28", "2024-04-30", 2)),
        (("2024-03-01", "2024-04-30"), ("2024-03-10", "2024-03-20"), ("2024-03-10", "2024-03-20", 10)),
        (("2024-03-01", "2024-04-30"), ("2024-04-30", "2024-06-01"), ("2024-04-30", "2024-04-30", 0)),
        (("2024-03-01", "2024-04-30"), ("2024-05-01", "2024-06-01"), None),
    ],
)
def test_days_in_common(one: tuple[str, str], other: tuple[str, str], both: tuple[str, str, int] | None) -> None:
    assert shared(one, other) == both
    assert shared(other, one) == both


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (
            "松淮的巡察组进驻那会儿，青屿收到反馈了没？前后差几天",
            ["松淮县人民医院巡察开始日期2024年5月6日", "在先", "青屿市第一医院反馈日期2024年6月10日", "相隔35天"],
        ),
        ("三家的巡察时间有没有撞在一块儿的？重叠了几天", ["互不重叠", "2024年9月2日至2024年9月30日"]),
    ],
)
def test_steps_of_several_hospitals(answerer: Answerer, question: str, named: list[str]) -> None:
    answer = answerer.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert len(answer.citations) >= 2
