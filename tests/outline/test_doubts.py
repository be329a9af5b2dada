"""Gaps in the numbering: what is one, and what merely counts in another way."""

from __future__ import annotations

import pytest

from assistant.outline import build_outline


def gaps(*headings: str) -> int:
    lines = [f"{heading}\n整改情况：完善制度。" if heading[0] in "123（" else heading for heading in headings]
    doubts = build_outline("一、反馈问题整改情况\n" + "\n".join(lines) + "\n").doubts
    return sum(doubt.kind == "numbering_gap" for doubt in doubts)


@pytest.mark.parametrize(
    ("headings", "count"),
    [
        (("1.记录缺失。", "2.台账不清。", "3.仓库漏水。"), 0),
        (("1.记录缺失。", "2.台账不清。", "4.仓库漏水。"), 1),
        (("1.1 记录缺失。", "1.2 台账不清。", "2.1 仓库漏水。", "2.2 账目不符。"), 0),
        (("1.1 记录缺失。", "1.2 台账不清。", "2.1 仓库漏水。", "2.3 账目不符。"), 1),
        (("（一）党建方面", "1.记录缺失。", "2.台账不清。", "（二）后勤方面", "1.仓库漏水。", "2.账目不符。"), 0),
    ],
)
def test_gaps_are_counted_within_one_way_of_numbering(headings: tuple[str, ...], count: int) -> None:
    assert gaps(*headings) == count
