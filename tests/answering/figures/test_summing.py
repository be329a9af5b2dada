"""Sums of figures, some of them said of each person."""

from __future__ import annotations

import pytest

from assistant.answering.figures.scan import Figure, figures_of
from assistant.answering.figures.summing import added


def _money(text: str) -> tuple[list[Figure], tuple[Figure, ...]]:
    figures = figures_of(text, 0, len(text))
    return [f for f in figures if f.kind == "money"], figures


@pytest.mark.parametrize(
    ("text", "result", "expression"),
    [
        ("处罚科室300元。对4人各扣绩效，每人50元。", 500, "300元 + 4人 × 50元"),
        ("处罚科室300元。再处罚科室50元。", 350, ""),
    ],
)
def test_a_sum_for_each_is_multiplied(text: str, result: float, expression: str) -> None:
    money, figures = _money(text)

    found = added(money, [1, 2], [figures, figures])

    assert found is not None
    assert (found.result, found.expression, len(found.operands)) == (result, expression, len(found.ordinals))


def test_nothing_is_added_where_the_number_of_persons_is_not_printed() -> None:
    money, figures = _money("处罚科室300元。对责任人扣绩效，每人50元。")

    assert added(money, [1, 2], [figures, figures]) is None


def test_a_rough_figure_makes_a_rough_sum() -> None:
    money, figures = _money("节约水费3万元。节约电费2万余元。")

    found = added(money, [1, 2], [figures, figures])

    assert found is not None
    assert found.approximate
