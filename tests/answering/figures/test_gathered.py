"""What several turns of one finding come to."""

from __future__ import annotations

import pytest

from assistant.answering.figures.gathered import asks_bit_by_bit, asks_in_all, beside, gathered
from assistant.answering.figures.results import Reckoning
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


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("两笔补贴合计多少钱、多少人次", 10, "人次"),
        ("两笔补贴一共多少钱,多少人", 10, "人次"),
        ("两笔补贴一共多少钱", None, ""),
    ],
)
def test_other_numbers_of_the_same_turns(question: str, result: float | None, unit: str) -> None:
    figures = figures_of(_TEXT, 0, len(_TEXT))
    money = tuple(f for f in figures if f.kind == "money")[:2]
    total = Reckoning("sum", money, (1, 1), 2700, "元")

    found = beside(question, total, figures, _TEXT)

    assert [(each.result, each.unit) for each in found] == ([(result, unit)] if result else [])


def test_words_before_a_number_are_said_of_the_next_as_well() -> None:
    question = "职工交通补贴一共收回多少钱"

    assert asks_in_all(question)
    assert [each.result for each in gathered(question, figures_of(_TEXT, 0, len(_TEXT)), 1, _TEXT)] == [2700]


def test_a_total_and_its_parts_are_no_turns() -> None:
    text = "共收回交通补贴3000元。其中一季度收回交通补贴2000元。二季度收回交通补贴1000元。"

    assert gathered("交通补贴前后一共收回多少钱", figures_of(text, 0, len(text)), 1, text) == []
