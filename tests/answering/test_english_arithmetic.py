from __future__ import annotations

import pytest

from assistant.answering.english_arithmetic import computed_in_chinese
from assistant.answering.figures.asked import Operator, calculation_of

_NAMES = ["鹤山市第三人民医院"]


@pytest.mark.parametrize(
    ("question", "operator", "items"),
    [
        ("Heshan ethics appraisal: excellent + good, total headcount?", "sum", ("优秀", "良好")),
        ("How much did the rent and the deposit come to in total?", "sum", ("租金", "保证金")),
        ("How many of the nurses did not pass?", "rest", ("通过",)),
        ("How many vehicles other than the ambulances were sold?", "rest", None),
        ("How many cadres are 45 or older?", "rest", ("45岁以下",)),
        ("How many more doctors than nurses were hired?", "change", ("医生", "护士")),
        ("What is the difference between the budget and the settlement?", "change", ("预算", "结算")),
    ],
)
def test_what_english_wants_computed_is_read_as_in_chinese(
    question: str, operator: Operator, items: tuple[str, ...] | None
) -> None:
    wanted = calculation_of(computed_in_chinese(question, _NAMES))

    assert wanted is not None
    assert wanted.operator == operator
    assert items is None or wanted.items == items


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("On average how many control measures per risk point?", "平均每个风险点多少"),
        ("Of the problems found earlier, how many were dealt with thoroughly?", "彻底的有多少"),
    ],
)
def test_the_wording_that_computes_is_recast(question: str, asked: str) -> None:
    assert computed_in_chinese(question, _NAMES).endswith(asked)


@pytest.mark.parametrize(
    "question",
    [
        "How many nurses were hired?",
        "What was the total revenue in 2024?",
        "When did the new canteen open?",
        "Which findings have not been closed?",
    ],
)
def test_what_is_printed_or_listed_is_not_computed(question: str) -> None:
    assert computed_in_chinese(question, _NAMES) == ""
