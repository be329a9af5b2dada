"""Sums of money of a finding: every one, once, in yuan, with a word for what it is."""

from __future__ import annotations

import pytest

from assistant.extraction.amounts import amounts
from assistant.outline.model import Block, OutlineFinding

HEAD = "1.违规发放津贴5万元。\n"


def read(body: str, head: str = HEAD) -> list[tuple[float, str]]:
    text = head + body
    blocks = (Block("measures", len(head), len(text)),)
    finding = OutlineFinding(1, "1.", (0, len(head) - 1), (2, len(head) - 2), None, blocks, None)
    found = amounts(text, finding)
    assert all(text[a.evidence.start : a.evidence.end] == a.evidence.quote for a in found)
    return [(amount.value_yuan, amount.kind) for amount in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("收回违规补贴8.5万元。", [(85_000, "收回违规补贴")]),
        ("节约运行费用200余万元。", [(2_000_000, "节约运行费用")]),
        ("收回21人次差旅补贴6410元。", [(6410, "收回差旅补贴")]),
        ("截至目前清收欠款1,204.50元，剩余3万元正在催缴。", [(1204.5, "清收欠款"), (30_000, "剩余")]),
        ("扣每人绩效100元，共计700元。", [(100, "扣每人绩效"), (700, "金额")]),
        ("百元医疗收入的医疗支出下降。", []),
        ("较原合同每年节约9万元。", [(90_000, "较原合同每年节约")]),
        ("退缴违规金额9.6万元，扣减绩效9.6万元。", [(96_000, "退缴违规金额"), (96_000, "扣减绩效")]),
        ("自查金额60万元。医保局已扣款20万元，合计60万元。", [(600_000, "自查金额"), (200_000, "医保局已扣款")]),
    ],
)
def test_every_sum_is_read_once(body: str, expected: list[tuple[float, str]]) -> None:
    assert read(body, "1.某项工作落实不到位。\n") == expected


def test_the_heading_is_read_too() -> None:
    assert [value for value, _ in read("已全部收回。")] == [50_000]


def test_a_shortened_kind_keeps_its_denial() -> None:
    (kind,) = [kind for _, kind in read("收回5人次不符合标准发放职工疗养费用的补贴1270元。", "1.某项工作。\n")]

    assert "符合" not in kind or "不符合" in kind
