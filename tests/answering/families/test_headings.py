"""Which findings stand under a heading that has smaller headings below it."""

from __future__ import annotations

import pytest

from assistant.answering.families.headings import parts_of

TEXT = """一、组织落实情况
（一）加强领导。
二、问题整改情况
（一）聚焦医疗服务方面
1.服务不优
（1）候诊时间长
整改：一是增设窗口。
（二）聚焦从严治党、廉洁方面
1.责任不实
（2）学习不够
三、下一步打算
（一）持续巩固。
"""


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("聚焦医疗服务方面", "候诊时间长", "增设窗口"),
        ("问题整改情况", "聚焦医疗服务", "学习不够"),
        ("聚焦从严治党、廉洁方面", "责任不实", "学习不够"),
    ],
)
def test_a_part_ends_where_the_next_of_its_kind_or_a_higher_one_begins(name: str, first: str, last: str) -> None:
    part = next(part for part in parts_of(TEXT, ()) if part.name == name)
    said = TEXT[part.start : part.end]

    assert first in said and last in said
    assert "下一步打算" not in said


def test_headings_inside_findings_are_none() -> None:
    start = TEXT.index("（一）聚焦医疗")

    assert "聚焦医疗服务方面" not in [part.name for part in parts_of(TEXT, [(start - 1, len(TEXT))])]
