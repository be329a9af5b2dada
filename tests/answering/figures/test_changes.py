"""Changes as figures of their own, and the questions that compare them."""

from __future__ import annotations

import pytest

from assistant.answering.figures.changes import asks_change, changed
from assistant.answering.figures.scan import figures_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("达标率由62%提高到88%。", [("62%→88%，26个百分点", 26)]),
        ("平均等候由5.2天缩短到3.1天，培训3次。", [("5.2天→3.1天，2.1天", 2.1)]),
        ("甲类件、乙类件同比分别下降12%、25%。", [("12%", 12), ("25%", 25)]),
        ("新增床位20张，费用下降7.5%。", [("7.5%", 7.5)]),
        ("共有床位20张。", []),
    ],
)
def test_changes_of_a_stretch(text: str, found: list[tuple[str, float]]) -> None:
    figures = changed(text, figures_of(text, 0, len(text)))

    assert [(f.text, f.number) for f in figures] == found


@pytest.mark.parametrize(
    ("asked", "change"),
    [
        ("哪个提得更多", True),
        ("谁提高的百分点多", True),
        ("哪个砍得更狠", True),
        ("降幅哪个大", True),
        ("谁家退得多", False),
        ("长多少天", False),
        ("平均住院日谁更短", False),
    ],
)
def test_asks_change(asked: str, change: bool) -> None:
    assert asks_change(asked) is change
