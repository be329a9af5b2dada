"""What several turns of one finding come to."""

from __future__ import annotations

import pytest

from assistant.answering.figures.gathered import asks_bit_by_bit, gathered
from assistant.answering.figures.scan import figures_of

_TEXT = "收回7人次交通补贴2100元。经再次自查，收回3人次交通补贴600元。另有食堂收入9万元。"


@pytest.mark.parametrize(
    ("question", "results"),
    [
        ("交通补贴前后一共收回多少钱", [(2700, "元")]),
        ("交通补贴前后涉及多少人次", [(10, "人次")]),
        ("交通补贴前后一共收回多少钱,牵涉多少人次", [(2700, "元"), (10, "人次")]),
        ("食堂收入前后一共多少钱", []),
    ],
)
def test_turns_are_added_up(question: str, results: list[tuple[float, str]]) -> None:
    found = gathered(question, figures_of(_TEXT, 0, len(_TEXT)), 1, _TEXT)

    assert asks_bit_by_bit(question)
    assert [(each.result, each.unit) for each in found] == results


def test_a_total_and_its_parts_are_no_turns() -> None:
    text = "共收回交通补贴3000元。其中一季度收回交通补贴2000元。二季度收回交通补贴1000元。"

    assert gathered("交通补贴前后一共收回多少钱", figures_of(text, 0, len(text)), 1, text) == []
