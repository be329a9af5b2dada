"""How many measures a finding lists, in the numberings notices use."""

from __future__ import annotations

import pytest

from assistant.extraction.measures import measures
from assistant.outline.model import Block, OutlineFinding


def finding(*parts: tuple[str, str]) -> tuple[str, OutlineFinding]:
    """A text of blocks one after another, and the finding they make."""
    text, blocks = "标题\n", []
    for kind, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words)))  # type: ignore[arg-type]
        text += words + "\n"
    return text, OutlineFinding(1, "1.", (0, 2), (0, 2), None, tuple(blocks), None)


@pytest.mark.parametrize(
    ("words", "markers"),
    [
        ("一是修订制度。二是开展培训；三是约谈2人。", ["一是", "二是", "三是"]),
        ("整改情况：1.修订制度。2.开展培训。", ["1.", "2."]),
        ("1、修订制度；2、开展培训；3、约谈2人", ["1、", "2、", "3、"]),
        ("（1）修订制度。（2）开展培训。", ["（1）", "（2）"]),
        ("①修订制度；②开展培训。", ["①", "②"]),
        ("第一，修订制度。第二，开展培训。", ["第一，", "第二，"]),
        ("• 4月起停用旧表。\n• 《办法》已印发。\n• 开展培训。", ["•", "•", "•"]),
        ("（一）修订制度。\n（二）开展培训。", ["（一）", "（二）"]),
        ("1）修订制度。2）开展培训。", ["1）", "2）"]),
        # gaps stay gaps, repeats count as printed
        ("一是甲事项。二是乙事项。四是丁事项。", ["一是", "二是", "四是"]),
        ("一是甲事项。二是乙事项。二是丙事项。", ["一是", "二是", "二是"]),
        # a stray marker of another series, a nested series
        ("一是制定计划。2.按计划推进培训。二是开展考评。", ["一是", "二是"]),
        ("1.财务方面。一是补缴费用。二是清理往来。2.采购方面。一是重新招标。", ["1.", "2."]),
        ("一是开展自查：（1）查账；（2）查物。二是整改。", ["一是", "二是"]),
        # words that only look like markers
        ("组织第一人民医院专家在第一时间会诊，第二季度开展3.5次，统一是关键。", [""]),
        ("一是落实“一是一、二是二”的要求。二是开展培训。", ["一是", "二是"]),
        ("一是2024年1.5万元、3.20万元两笔款项已退。二是完成。", ["一是", "二是"]),
        ("医院高度重视，已修订制度并开展培训。", [""]),
        ("一是只有一条措施。", ["一是"]),
        ("一是开展核查\n二是整改落实\n三是总结", ["一是", "二是", "三是"]),
        ("通过自查发现共\n3.5万元需退回，已退回。", [""]),
        ("一 是分开排版。二  是也一样。", ["一 是", "二  是"]),
        ("- 修订制度\n- 开展培训", ["-", "-"]),
        ("【整改举措】①修订制度；②开展培训。", ["①", "②"]),
    ],
)
def test_markers_as_printed(words: str, markers: list[str]) -> None:
    text, item = finding(("measures", words))

    assert [m.marker for m in measures(text, item)] == markers


def test_each_measure_has_its_own_words() -> None:
    text, item = finding(("measures", "整改情况：一是修订制度。\n\n二是开展培训。 "))

    found = measures(text, item)

    assert [m.evidence.quote for m in found] == ["一是修订制度。", "二是开展培训。"]
    assert all(text[m.evidence.start : m.evidence.end] == m.evidence.quote for m in found)


def test_other_blocks_hold_no_measures() -> None:
    text, item = finding(
        ("problem", "一是账实不符。二是超标。"), ("measures", "已退款。"), ("reason", "一是资金不足。二是无人。")
    )

    assert [m.evidence.quote for m in measures(text, item)] == ["已退款。"]


def test_series_runs_on_over_blocks() -> None:
    text, item = finding(("measures", "一是修订制度。"), ("status", "已完成"), ("measures", "二是开展培训。"))

    assert [m.evidence.quote for m in measures(text, item)] == ["一是修订制度。", "二是开展培训。"]


def test_no_measures_block_gives_none() -> None:
    text, item = finding(("status", "已完成"))

    assert measures(text, item) == ()
